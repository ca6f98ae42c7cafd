package org.seqlang.grammar;

import java.util.stream.IntStream;
import java.util.List;

/** The words and signs of the language. */
final class Words {

  /** Every keyword, in the order of the grammar. */
  static final List<String> KEYWORDS =
      IntStream.rangeClosed(SeqLexer.PACKAGE, SeqLexer.RUN).mapToObj(Words::spelling).toList();

  private Words() {}

  /** How a keyword or an operator is written. */
  static String spelling(int type) {
    String literal = SeqLexer.VOCABULARY.getLiteralName(type);
    return literal.substring(1, literal.length() - 1);
  }

  static boolean isKeyword(int type) {
    return type >= SeqLexer.PACKAGE && type <= SeqLexer.RUN;
  }
}
