package org.seqlang.diagnostic;

/**
 * A line of a source as it is shown: tabs are spaces up to the next multiple of four, and what cannot be seen is a
 * space.
 *
 * @param start offset of the line's first character
 * @param text without its line end
 */
record SourceLine(int start, String text) {

  private static final int TAB = 4;

  /** The line in which a span starts. */
  static SourceLine of(Span span) {
    String all = span.source().text();
    int at = Math.min(span.start(), all.length());
    int start = all.lastIndexOf('\n', at - 1) + 1;
    int end = all.indexOf('\n', at);
    return new SourceLine(start, all.substring(start, end < 0 ? all.length() : end).stripTrailing());
  }

  String display() {
    return display(text.length());
  }

  /** The column, counted from 0, at which the character at an offset of the source is shown. */
  int column(int offset) {
    int beyond = Math.max(0, offset - start - text.length());
    String before = display(Math.min(offset - start, text.length()));
    return before.codePointCount(0, before.length()) + Math.min(beyond, 1);
  }

  /** The column behind the last one of a span, which ends with the line at the latest and has one column at least. */
  int endColumn(Span span) {
    int end = Math.min(span.end(), start + text.length());
    return Math.max(column(span.start()) + 1, end <= span.start() ? 0 : column(end));
  }

  private String display(int length) {
    StringBuilder shown = new StringBuilder();
    int columns = 0;
    for (int i = 0; i < length; ) {
      int character = text.codePointAt(i);
      int width = character == '\t' ? TAB - columns % TAB : 1;
      if (character == '\t' || Character.isISOControl(character)) {
        shown.append(" ".repeat(width));
      } else {
        shown.appendCodePoint(character);
      }
      columns += width;
      i += Character.charCount(character);
    }
    return shown.toString();
  }
}
