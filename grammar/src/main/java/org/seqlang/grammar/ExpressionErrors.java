package org.seqlang.grammar;

import static org.seqlang.grammar.SeqParser.*;

import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Suggestions;

/** What is wrong within expressions. */
final class ExpressionErrors {

  private static final Set<Integer> BINARY = Set.of(
      PLUS, MINUS, STAR, SLASH, AT, CARET, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR);

  private static final Set<Integer> INFIX_WORDS = Set.of(THEN, ELSE, WHEN, OVER, AND, OR);

  private ExpressionErrors() {}

  static Optional<Diagnostic> explain(Situation at) {
    if (at.in(ExpressionContext.class) || at.in(NegationContext.class) || at.in(UnaryContext.class)
        || at.in(PrimaryContext.class)) {
      return Optional.of(missing(at));
    }
    if (at.in(ConditionalContext.class)) {
      return Optional.of(conditional(at));
    }
    if (at.in(MemberNameContext.class)) {
      return Optional.of(SyntaxCode.MISSING_NAME
          .error("nothing behind the `.`", at.span(at.before()), "expected a name"));
    }
    if (at.in(ParenthesizedContext.class)) {
      return Optional.of(parenthesized(at));
    }
    return Optional.empty();
  }

  /** No expression where one must be. */
  static Diagnostic missing(Situation at) {
    int before = at.before().getType();
    switch (at.type()) {
      case IF -> {
        return SyntaxCode.UNPARENTHESIZED.error("an `if` inside an operation needs parentheses", at.here(), "")
            .help("`(if … then … else …)`");
      }
      case NOT -> {
        return SyntaxCode.UNPARENTHESIZED.error("a `not` inside an operation needs parentheses", at.here(), "")
            .help("`(not …)`");
      }
      case LBRACE -> {
        return SyntaxCode.MISSING_BODY.error("a block does not stand here", at.here(), "no expression")
            .help("a block is the body of a `def`, an `objective` or an `entry`");
      }
      case COLON -> {
        return before == LBRACKET ? slice(at) : behind(at);
      }
      default -> { }
    }
    if (Words.isKeyword(at.type()) && !INFIX_WORDS.contains(at.type())) {
      return NameErrors.keyword(at);
    }
    if (before == LESS && at.type() == GREATER) {
      return SyntaxCode.MISSING_EXPRESSION.error("an expression is missing", at.span(at.before()).to(at.here()),
          "expected between `<` and `>`");
    }
    if (BINARY.contains(before) && BINARY.contains(at.type())) {
      return SyntaxCode.MISSING_EXPRESSION.error("nothing between `" + at.before().getText() + "` and " + at.what(),
          at.span(at.before()).to(at.span(at.bad())), "two operators side by side");
    }
    return behind(at);
  }

  private static Diagnostic behind(Situation at) {
    Token before = at.before();
    switch (before.getType()) {
      case COMMA -> {
        return NameErrors.extraComma(at);
      }
      case LPAREN, LBRACKET -> {
        return SyntaxCode.MISSING_EXPRESSION.error("an expression is missing", at.here(),
            "expected behind `" + before.getText() + "`");
      }
      case NEWLINE, SEMICOLON, LBRACE -> {
        return SyntaxCode.LEADING_OPERATOR.error("a line cannot start with " + at.what(), at.here(), "");
      }
      default -> {
        return SyntaxCode.MISSING_EXPRESSION.error("an expression is missing behind `" + before.getText() + "`",
            at.span(before), "needs an expression on its right");
      }
    }
  }

  private static Diagnostic slice(Situation at) {
    return SyntaxCode.MISSING_EXPRESSION.error("there are no slices in brackets", at.here(), "")
        .help("use `slice`, `first` or `last`");
  }

  private static Diagnostic conditional(Situation at) {
    boolean hasThen = false;
    for (int i = 0; i < at.rule().getChildCount(); i++) {
      ParseTree child = at.rule().getChild(i);
      hasThen |= child instanceof TerminalNode word && word.getSymbol().getType() == THEN;
    }
    String word = hasThen ? "`else`" : "`then`";
    Token start = ((ConditionalContext) at.rule()).getStart();
    return SyntaxCode.INCOMPLETE_CONDITIONAL.error("`if` without " + word, at.here(), "expected " + word)
        .and(at.span(start), "begins here")
        .help("`if condition then a else b`");
  }

  private static Diagnostic parenthesized(Situation at) {
    if (at.type() == COMMA) {
      return SyntaxCode.EXTRA_COMMA.error("parentheses hold one expression", at.here(), "a list stands in a call only");
    }
    if (at.type() == EQUALS) {
      return SyntaxCode.BAD_TARGET.error("nothing is defined in parentheses", at.here(), "`==` compares");
    }
    return sideBySide(at).orElseGet(() -> SyntaxCode.UNEXPECTED
        .error(at.what() + " does not fit here", at.here(), "expected an operator or `)`"));
  }

  private static Diagnostic clause(Situation at) {
    Diagnostic error = SyntaxCode.UNKNOWN_CLAUSE.error(at.what() + " begins no clause of `run`", at.here(), "");
    return Suggestions.closest(at.bad().getText(), RunWords.WORDS.keySet())
        .map(word -> error.help("did you mean `" + (word.equals("at") ? "at most" : word) + "`?"))
        .orElseGet(() -> error.help("from, over, start, feed, until, at most, beam, normalize and sample do"));
  }

  /** What may follow an expression only by mistake. */
  static Optional<Diagnostic> sideBySide(Situation at) {
    switch (at.type()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        return Optional.of(SyntaxCode.CHAINED_COMPARISON.error("comparisons do not chain", at.here(), "the second one")
            .help("`a < b and b < c`"));
      }
      case IF -> {
        return Optional.of(SyntaxCode.UNPARENTHESIZED.error("the condition does not follow the value", at.here(), "")
            .help("`if condition then a else b`"));
      }
      default -> { }
    }
    if (!at.startsExpression()) {
      return Optional.empty();
    }
    if (at.type() == NAME && at.inRun()) {
      return Optional.of(clause(at));
    }
    Diagnostic error = SyntaxCode.MISSING_OPERATOR.error("an operator is missing before " + at.what(),
        at.span(at.before()).to(at.span(at.bad())), "side by side");
    boolean product = at.type() == NAME || at.type() == LPAREN;
    return Optional.of(product ? error.help("`@` is the matrix product, `*` is element-wise") : error);
  }
}
