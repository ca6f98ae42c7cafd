package org.seqlang.compiler.stream;

import org.seqlang.diagnostic.Span;

/**
 * Why an entry cannot run step by step.
 *
 * @param reason in the user's terms, to go on behind "because"
 * @param span where in the model
 */
public record Refusal(String reason, Span span) implements Streaming {

  /**
   * The reason with its line, where it has one: {@code … (line 12)}; of something that the entry calls elsewhere, with
   * the file.
   *
   * @param entry where the entry stands
   */
  public String text(Span entry) {
    if (span.equals(Span.NONE)) {
      return reason;
    }
    boolean here = span.source().name().equals(entry.source().name());
    return reason + " (" + (here ? "" : span.source().name() + ", ") + "line " + span.line() + ")";
  }
}
