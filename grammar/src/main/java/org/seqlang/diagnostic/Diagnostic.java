package org.seqlang.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the compiler has to say about a source text.
 *
 * @param code stable, as in {@code SEQ0203}
 * @param severity whether it stops the compilation
 * @param message one line, in the user's terms
 * @param primary where it is, with a word on what is wrong there (may be empty)
 * @param secondary other places that belong to it, such as the other side of a conflict
 * @param help what to write instead, where that is likely
 */
public record Diagnostic(
    String code, Severity severity, String message, Label primary, List<Label> secondary, Optional<String> help)
    implements Comparable<Diagnostic> {

  /** Whether it stops the compilation. */
  public enum Severity { ERROR, WARNING }

  /** A span and a remark about it; an empty remark only underlines. */
  public record Label(Span span, String text) {}

  public Diagnostic {
    secondary = List.copyOf(secondary);
  }

  /** An error at a span. */
  public static Diagnostic error(String code, String message, Span at, String remark) {
    return new Diagnostic(code, Severity.ERROR, message, new Label(at, remark), List.of(), Optional.empty());
  }

  /** A warning at a span. */
  public static Diagnostic warning(String code, String message, Span at, String remark) {
    return new Diagnostic(code, Severity.WARNING, message, new Label(at, remark), List.of(), Optional.empty());
  }

  /** This diagnostic with one more labelled span. */
  public Diagnostic and(Span span, String remark) {
    List<Label> labels = new ArrayList<>(secondary);
    labels.add(new Label(span, remark));
    return new Diagnostic(code, severity, message, primary, labels, help);
  }

  /** This diagnostic with a suggestion. */
  public Diagnostic help(String suggestion) {
    return new Diagnostic(code, severity, message, primary, secondary, Optional.of(suggestion));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Source order. */
  @Override
  public int compareTo(Diagnostic other) {
    int bySpan = primary.span().compareTo(other.primary.span());
    return bySpan != 0 ? bySpan : code.compareTo(other.code);
  }
}
