package org.seqlang.grammar;

import static org.seqlang.grammar.SeqParser.*;

import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Diagnostic;

/** What is wrong with the start of a line, behind its end, or between a head and its body. */
final class LineErrors {

  private static final Set<String> FOREIGN =
      Set.of("for", "while", "class", "with", "try", "elif", "switch", "match", "repeat", "do", "struct", "type");

  private LineErrors() {}

  static Optional<Diagnostic> explain(Situation at) {
    if (at.in(FunctionContext.class)) {
      return Optional.of(functionBody(at));
    }
    if (at.in(BodyContext.class) && ((ParserRuleContext) at.rule()).getStart() == at.bad()) {
      return Optional.of(body(at));
    }
    if (at.in(FileContext.class) || at.in(BodyContext.class)) {
      return Optional.of(start(at));
    }
    if (at.in(LineEndContext.class)) {
      return Optional.of(tail(at, (ParserRuleContext) at.rule().getParent().getChild(0)));
    }
    return Optional.empty();
  }

  private static Diagnostic functionBody(Situation at) {
    if (at.before().getType() == EQUALS) {
      return ExpressionErrors.missing(at);
    }
    String name = ((FunctionContext) at.rule()).declaredName().getText();
    if (at.type() == COLON && at.next() != NEWLINE) {
      return SyntaxCode.MISSING_TYPE.error("the type of the result follows `->`", at.here(), "write `->`");
    }
    if (at.type() == LBRACKET) {
      return dimensions(at);
    }
    String message = at.type() == COLON ? "a body does not start with `:`"
        : at.isOver() ? "`" + name + "` has no body" : at.what() + " starts no body";
    return SyntaxCode.MISSING_BODY.error(message, at.here(), "expected `=` or `{`")
        .help("a body is `= expression` or `{ … }`");
  }

  private static Diagnostic body(Situation at) {
    DeclarationContext declaration = (DeclarationContext) at.rule().getParent();
    String what = declaration.kind.getText();
    String message = at.type() == COLON ? "a body does not start with `:`"
        : at.isOver() ? "the " + what + " has no body" : at.what() + " starts no body";
    return SyntaxCode.MISSING_BODY.error(message, at.here(), "expected `{`")
        .help("the lines of a " + what + " stand in braces: `{ … }`");
  }

  private static Diagnostic start(Situation at) {
    if (at.type() == ELSE || at.type() == THEN) {
      return SyntaxCode.INCOMPLETE_CONDITIONAL.error(at.what() + " without `if`", at.here(), "")
          .help("`if condition then a else b`");
    }
    if (at.type() == LBRACE) {
      return SyntaxCode.UNEXPECTED.error("braces without a head", at.here(), "nothing says what they hold");
    }
    return SyntaxCode.LEADING_OPERATOR.error("a line cannot start with " + at.what(), at.here(),
        at.place().text() + " takes " + at.place().takes());
  }

  /** A line that could be over, and is not. */
  private static Diagnostic tail(Situation at, ParserRuleContext line) {
    Token first = at.lineStart();
    boolean equation = line instanceof EquationContext;
    if (equation && FOREIGN.contains(first.getText())) {
      return foreign(at, first);
    }
    if (equation && at.place() == Place.FILE) {
      return SyntaxCode.NOT_A_DECLARATION.error(
          Situation.quoted(first) + " starts no declaration", at.span(first),
          Place.FILE.text() + " takes " + Place.FILE.takes());
    }
    if (Lines.LINE_WORDS.contains(at.type()) || at.before().getType() == RBRACE) {
      return SyntaxCode.MISSING_LINE_END
          .error(at.what() + " needs a line of its own", at.here(), "still the line before");
    }
    return switch (at.type()) {
      case EQUALS -> equals(at, line);
      case TILDE -> SyntaxCode.BAD_LINE_TAIL.error("`~` stands in a `param` only", at.here(), "")
          .help(line instanceof StateContext ? "the first value of a state follows `=`" : "a value follows `=`");
      case WHEN -> SyntaxCode.BAD_LINE_TAIL.error("`when` stands in a `param` only", at.here(), "");
      case COMMA -> comma(at, line);
      case COLON -> colon(at, line);
      case LBRACKET -> dimensions(at);
      case OVER -> SyntaxCode.BAD_LINE_TAIL.error("`over` stands in a call only", at.here(), "")
          .help("`sum(x over T)`");
      case THEN, ELSE -> SyntaxCode.INCOMPLETE_CONDITIONAL.error(at.what() + " without `if`", at.here(), "")
          .help("`if condition then a else b`");
      case LBRACE -> SyntaxCode.UNEXPECTED.error("no braces here", at.here(), "the line is no head of a body");
      case ARROW -> SyntaxCode.BAD_LINE_TAIL.error("`->` does not follow an expression", at.here(), "")
          .help("the type of a function's result stands before its body: `def f(x: float) -> float = …`");
      default -> beside(at, line);
    };
  }

  /** Something that could stand alone, behind something that could. */
  private static Diagnostic beside(Situation at, ParserRuleContext line) {
    boolean undefined = line instanceof EquationContext equation && equation.EQUALS() == null;
    if (undefined && at.type() == NAME && Lines.startsEquation(at.allTokens(), at.bad().getTokenIndex())) {
      return SyntaxCode.MISSING_COMMA.error("a `,` is missing before " + at.what(), at.here(), "expected `,` or `=`");
    }
    if (undefined && at.place() != Place.BLOCK && at.startsExpression()) {
      return SyntaxCode.MISSING_EQUALS.error("a `=` is missing before " + at.what(), at.here(), "expected `=`");
    }
    return (endsWithExpression(line) ? ExpressionErrors.sideBySide(at) : Optional.<Diagnostic>empty())
        .orElseGet(() -> SyntaxCode.UNEXPECTED
            .error(at.what() + " does not fit here", at.here(), "expected the end of the line"));
  }

  private static boolean endsWithExpression(ParserRuleContext line) {
    return line.getChild(line.getChildCount() - 1) instanceof ExpressionContext;
  }

  private static Diagnostic foreign(Situation at, Token first) {
    Diagnostic error = SyntaxCode.FOREIGN_WORD.error("there is no `" + first.getText() + "` here", at.span(first), "");
    return switch (first.getText()) {
      case "for", "while", "repeat", "do" -> error.help("a recurrence is an equation over steps: `h[t] = … h[t-1] …`");
      case "class", "struct", "type" -> error.help("declarations are `cell`, `layer`, `model` and `def`");
      default -> error.help("a choice is an expression: `if condition then a else b`");
    };
  }

  private static Diagnostic equals(Situation at, ParserRuleContext line) {
    if (line instanceof ParamContext) {
      return SyntaxCode.BAD_LINE_TAIL.error("a parameter has no value of its own", at.here(), "write `~`")
          .help("`~` gives the distribution it starts from: `~ zeros`");
    }
    return SyntaxCode.BAD_LINE_TAIL.error("a second `=`", at.here(), "a line defines once").help("`==` compares");
  }

  private static Diagnostic comma(Situation at, ParserRuleContext line) {
    if (line instanceof OutputContext) {
      return SyntaxCode.BAD_LINE_TAIL.error("an `out` with an equation names one value", at.here(), "")
          .help("give the equation a line of its own, and name what comes out: `out y, gate`");
    }
    return SyntaxCode.EXTRA_COMMA.error("`,` does not fit here", at.here(), "expected the end of the line");
  }

  private static Diagnostic colon(Situation at, ParserRuleContext line) {
    boolean names = line instanceof EquationContext equation && equation.EQUALS() == null;
    if (names && (at.place() == Place.CELL || at.place() == Place.LAYER || at.place() == Place.MODEL)) {
      String words = switch (at.place()) {
        case CELL -> "`param`, `in` or `state`";
        case LAYER -> "`param` or `in`";
        default -> "`param`";
      };
      return SyntaxCode.MISSING_KEYWORD.error("a line with a type starts with " + words, at.span(at.lineStart()),
          "expected a keyword before it").help("`param " + at.before().getText() + ": …`");
    }
    return SyntaxCode.UNEXPECTED.error("`:` does not fit here", at.here(), "expected the end of the line");
  }

  private static Diagnostic dimensions(Situation at) {
    return SyntaxCode.UNEXPECTED.error("a second pair of brackets", at.here(), "")
        .help("all dimensions stand in one pair: `float[n, m]`");
  }
}
