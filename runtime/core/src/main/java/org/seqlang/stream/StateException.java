package org.seqlang.stream;

/** A stream's state cannot be read, or is of another model: the message says what, where, and what to do about it. */
public final class StateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StateException(String message) {
    super(message);
  }

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
