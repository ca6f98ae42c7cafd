package org.seqlang.compiler.stream;

import org.seqlang.diagnostic.Span;

/** Ends the walk through a graph that cannot run step by step. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  RefusedException(String reason, Span span) {
    super(reason);
    this.refusal = new Refusal(reason, span);
  }

  Refusal refusal() {
    return refusal;
  }
}
