package org.seqlang.grammar;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * A token of no width that the text does not have: a missing bracket, a line end before {@code }}, the end of the file.
 */
final class Inserted extends CommonToken {

  private static final long serialVersionUID = 1L;

  private Inserted(int type) {
    super(type, "");
  }

  /** A token before the character at an offset. */
  static Inserted at(int type, int offset, int line, int column) {
    Inserted token = new Inserted(type);
    token.setStartIndex(offset);
    token.setStopIndex(offset - 1);
    token.setLine(line);
    token.setCharPositionInLine(column);
    return token;
  }

  /** A token right behind another. */
  static Inserted behind(Token other, int type) {
    int length = other.getStopIndex() + 1 - other.getStartIndex();
    return at(type, other.getStopIndex() + 1, other.getLine(), other.getCharPositionInLine() + length);
  }

  /** A token right before another. */
  static Inserted before(Token other, int type) {
    return at(type, other.getStartIndex(), other.getLine(), other.getCharPositionInLine());
  }
}
