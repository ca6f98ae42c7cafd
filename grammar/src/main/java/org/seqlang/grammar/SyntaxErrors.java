package org.seqlang.grammar;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;

/** Says in the user's terms what the parser stumbled over. */
final class SyntaxErrors {

  private final Problems problems;

  SyntaxErrors(Problems problems) {
    this.problems = problems;
  }

  void report(Parser parser, RecognitionException error) {
    if (!problems.isSettled(error.getOffendingToken())) {
      problems.add(SyntaxCode.UNEXPECTED.error("unexpected text", problems.span(error.getOffendingToken()), ""));
    }
  }
}
