package org.seqlang.diagnostic;

/**
 * A stretch of a source text.
 *
 * @param source the text
 * @param start offset of the first character
 * @param end offset behind the last character
 */
public record Span(Source source, int start, int end) implements Comparable<Span> {

  /** A span of something that stands in no text, such as a graph built in a test. */
  public static final Span NONE = new Span(new Source("", ""), 0, 0);

  /** The span from the start of this one to the end of the other. */
  public Span to(Span other) {
    return new Span(source, start, other.end);
  }

  /** Line of the first character, counted from 1. */
  public int line() {
    return source.line(start);
  }

  /** Column of the first character, counted from 1. */
  public int column() {
    return source.column(start);
  }

  /** The text under the span. */
  public String text() {
    return source.text().substring(start, end);
  }

  /** As in {@code Sentiment.seq:12:13}. */
  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }

  @Override
  public int compareTo(Span other) {
    int byName = source.name().compareTo(other.source.name());
    return byName != 0 ? byName : Integer.compare(start, other.start);
  }
}
