package org.seqlang.train;

/** Training cannot go on: the message says where, in which parameter, and what to do. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }
}
