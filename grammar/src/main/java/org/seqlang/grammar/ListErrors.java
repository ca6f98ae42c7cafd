package org.seqlang.grammar;

import static org.seqlang.grammar.SeqParser.*;

import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.seqlang.diagnostic.Diagnostic;

/** What is wrong between the elements of a list in brackets. */
final class ListErrors {

  private ListErrors() {}

  static Optional<Diagnostic> explain(Situation at) {
    boolean head = at.in(HyperParametersContext.class) || at.in(ArgumentsContext.class);
    boolean list = head || at.in(CallArgumentsContext.class) || at.in(IndicesContext.class)
        || at.in(DimensionsContext.class);
    if (!list) {
      return Optional.empty();
    }
    if (head && ((ParserRuleContext) at.rule()).getStart() == at.bad()) {
      return Optional.of(noList(at));
    }
    if (at.type() == COMMA) {
      return Optional.of(NameErrors.extraComma(at));
    }
    return Optional.of(head ? head(at) : between(at));
  }

  private static Diagnostic noList(Situation at) {
    String name = at.before().getText();
    String what = at.in(ArgumentsContext.class) ? "arguments" : "hyper-parameters";
    return SyntaxCode.MISSING_PARENTHESES
        .error("the " + what + " of `" + name + "` are missing", at.here(), "expected `(`")
        .help("where there are none, `" + name + "()`");
  }

  private static Diagnostic head(Situation at) {
    boolean hyper = at.in(HyperParametersContext.class);
    if (at.before().getType() == LPAREN) {
      return Words.isKeyword(at.type()) ? NameErrors.keyword(at) : SyntaxCode.MISSING_NAME
          .error(at.what() + " is no name", at.here(), (hyper ? "hyper-parameters" : "arguments") + " are names");
    }
    if (hyper && at.type() == NAME && at.before().getType() == NAME) {
      return SyntaxCode.MISSING_COMMA
          .error("a `,` or a `:` is missing before " + at.what(), at.here(), "side by side with the name before");
    }
    if (hyper && at.type() == LBRACKET) {
      return SyntaxCode.UNKNOWN_TYPE
          .error("a hyper-parameter has no dimensions", at.here(), "`int`, `real`, `bool` or `function`")
          .help("arrays are `param` or `in`");
    }
    return between(at);
  }

  private static Diagnostic between(Situation at) {
    String closing = at.in(IndicesContext.class) || at.in(DimensionsContext.class) ? "`]`" : "`)`";
    if (at.type() == COLON) {
      Diagnostic error = SyntaxCode.UNEXPECTED.error("`:` does not fit here", at.here(), "expected `,` or " + closing);
      return at.in(CallArgumentsContext.class) ? error.help("an argument is given a value by `name = value`")
          : at.in(IndicesContext.class) ? error.help("there are no slices in brackets: use `slice`") : error;
    }
    if (at.type() == SEMICOLON) {
      return SyntaxCode.MISSING_COMMA.error("`;` does not separate here", at.here(), "write `,`");
    }
    if (at.startsExpression() && at.type() != IF || Words.isKeyword(at.type()) && at.type() != IF) {
      return SyntaxCode.MISSING_COMMA
          .error("a `,` is missing before " + at.what(), at.here(), "expected `,` or " + closing);
    }
    return ExpressionErrors.sideBySide(at).orElseGet(() -> SyntaxCode.UNEXPECTED
        .error(at.what() + " does not fit here", at.here(), "expected `,` or " + closing));
  }
}
