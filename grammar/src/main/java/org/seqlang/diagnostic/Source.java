package org.seqlang.diagnostic;

/**
 * A source text and the name under which messages cite it.
 *
 * @param name the path as the user knows it, for example {@code src/main/seq/Sentiment.seq}
 * @param text the whole text
 */
public record Source(String name, String text) {

  /** The line of an offset, counted from 1. */
  public int line(int offset) {
    int line = 1;
    for (int i = 0; i < offset && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The column of an offset, counted from 1 in UTF-16 units. */
  public int column(int offset) {
    return offset - text.lastIndexOf('\n', offset - 1);
  }

  /** The text of a line, counted from 1, without its line end and spaces before that. */
  public String lineText(int line) {
    String[] lines = text.split("\n", -1);
    return line <= lines.length ? lines[line - 1].stripTrailing() : "";
  }
}
