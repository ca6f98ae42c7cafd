package org.seqlang.syntax;

import org.seqlang.diagnostic.Span;

/** An identifier where it stands. */
public record Name(String text, Span span) {

  @Override
  public String toString() {
    return text;
  }
}
