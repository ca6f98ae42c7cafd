package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.seqlang.diagnostic.Diagnostic;

/** Says in the user's terms what the parser stumbled over: from the rule it was in and the token that did not fit. */
final class SyntaxErrors {

  /** Who is asked, in turn. */
  private static final List<Function<Situation, Optional<Diagnostic>>> EXPLANATIONS = List.of(
      TokenErrors::explain, NameErrors::explain, ListErrors::explain, ExpressionErrors::explain, LineErrors::explain);

  private final Problems problems;

  SyntaxErrors(Problems problems) {
    this.problems = problems;
  }

  void report(Parser parser, RecognitionException error) {
    if (!problems.isSettled(error.getOffendingToken())) {
      problems.add(explain(Situation.of(problems, parser, error)));
    }
  }

  private static Diagnostic explain(Situation at) {
    return EXPLANATIONS.stream().flatMap(explanation -> explanation.apply(at).stream()).findFirst()
        .orElseGet(() -> SyntaxCode.UNEXPECTED.error(at.what() + " does not fit here", at.here(), ""));
  }
}
