package org.seqlang.compiler.autodiff;

import org.seqlang.diagnostic.Span;

/** A gradient within a program that does not exist. */
public final class NoGradientException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Span span;

  /** @param message in the user's terms */
  public NoGradientException(String message, Span span) {
    super(message);
    this.span = span;
  }

  /** Where in the model. */
  public Span span() {
    return span;
  }
}
