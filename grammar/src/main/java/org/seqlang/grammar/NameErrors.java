package org.seqlang.grammar;

import static org.seqlang.grammar.SeqParser.*;

import java.util.Optional;
import java.util.Set;
import org.seqlang.diagnostic.Diagnostic;

/** What is wrong with names, with types, and with the lists that declare them. */
final class NameErrors {

  private static final Set<String> TYPES = Set.of("float", "int", "bool", "index", "real", "function");

  private NameErrors() {}

  static Optional<Diagnostic> explain(Situation at) {
    if (at.in(NameContext.class)) {
      return Optional.of(name(at));
    }
    if (at.in(DeclaredNameContext.class)) {
      return Optional.of(isKeyword(at) ? keyword(at) : SyntaxCode.MISSING_NAME
          .error("`" + at.before().getText() + "` needs a name", at.here(), "expected a name"));
    }
    if (at.in(TypeContext.class)) {
      return Optional.of(bound(at));
    }
    boolean declares = at.in(ParamContext.class) || at.in(InputContext.class) || at.in(StateContext.class);
    if (declares || at.in(ArgumentContext.class)) {
      return Optional.of(untyped(at));
    }
    return Optional.empty();
  }

  private static boolean isKeyword(Situation at) {
    return Words.isKeyword(at.type());
  }

  /** A word of the language where a name belongs. */
  static Diagnostic keyword(Situation at) {
    return SyntaxCode.KEYWORD_AS_NAME
        .error(at.what() + " is a word of the language", at.here(), "cannot be a name: choose another");
  }

  private static Diagnostic name(Situation at) {
    int before = at.before().getType();
    if (at.under(TypeContext.class)) {
      return SyntaxCode.MISSING_TYPE.error("a type is missing behind `" + at.before().getText() + "`",
          at.span(at.before()), "expected a type on its right").help("`float[…]`, `int`, `bool` or `index<…>`");
    }
    if (at.under(HyperParameterContext.class) && before == COLON) {
      return SyntaxCode.MISSING_TYPE.error("a type is missing behind `:`", at.span(at.before()),
          "expected a type on its right").help("`int`, `real`, `bool` or `function`");
    }
    if (isKeyword(at)) {
      return keyword(at);
    }
    if (before == COMMA || at.type() == COMMA) {
      return extraComma(at);
    }
    return SyntaxCode.MISSING_NAME.error("a name is missing behind `" + at.before().getText() + "`",
        at.span(at.before()), "expected a name on its right");
  }

  /** A comma that separates nothing. */
  static Diagnostic extraComma(Situation at) {
    boolean doubled = at.before().getType() == COMMA && at.type() == COMMA;
    boolean first = at.before().getType() != COMMA;
    String message = doubled ? "two commas side by side"
        : "nothing " + (first ? "before" : "behind") + " the `,`";
    return SyntaxCode.EXTRA_COMMA.error(message, first || doubled ? at.here() : at.span(at.before()), "one too many");
  }

  private static Diagnostic bound(Situation at) {
    if (at.type() == GREATER_EQUAL) {
      return SyntaxCode.UNEXPECTED.error("`>=` is one sign", at.here(), "closes no `<`")
          .help("put a space between `>` and `=`");
    }
    int opening = at.bad().getTokenIndex() - 1;
    while (at.tokens().get(opening).getType() != LESS) {
      opening--;
    }
    return SyntaxCode.UNCLOSED_BRACKET
        .error("`<` is not closed", at.span(at.tokens().get(opening)), "opened here")
        .and(at.here(), "expected `>`");
  }

  /** No colon behind a name, or behind the list of names, that needs a type. */
  private static Diagnostic untyped(Situation at) {
    String name = at.before().getText();
    boolean word = at.type() == NAME;
    if (word && !TYPES.contains(at.bad().getText()) && !at.in(ArgumentContext.class)) {
      return SyntaxCode.MISSING_COMMA.error("a `,` is missing before " + at.what(), at.here(), "expected `,` or `:`");
    }
    if (word) {
      return SyntaxCode.MISSING_TYPE.error("a `:` is missing before the type", at.here(), "expected `:`")
          .help("`" + name + ": " + at.bad().getText() + "`");
    }
    String remark = at.isOver() || at.type() == RPAREN ? "has no type" : "expected `:` and a type behind it";
    return SyntaxCode.MISSING_TYPE.error("`" + name + "` needs a type", at.span(at.before()), remark)
        .help("`" + name + ": float[…]`");
  }
}
