package org.seqlang.tensor;

/** What the caller passed in does not fit the model: the message says what, where, and what to do about it. */
public final class InputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }
}
