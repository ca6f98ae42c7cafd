package org.seqlang.compiler.schedule;

import org.seqlang.diagnostic.Span;

/** A program that is meaningful but that schedules cannot express. */
public final class UnschedulableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Span span;

  /** @param message in the user's terms */
  public UnschedulableException(String message, Span span) {
    super(message);
    this.span = span;
  }

  /** Where in the model. */
  public Span span() {
    return span;
  }
}
