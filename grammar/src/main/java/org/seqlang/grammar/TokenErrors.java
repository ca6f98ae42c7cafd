package org.seqlang.grammar;

import java.util.Map;
import java.util.Optional;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;

/** Tokens that fit nowhere. */
final class TokenErrors {

  private static final Map<String, String> INSTEAD = Map.of(
      "?", "`[?]` is the length of what an entry generates", "&", "write `and`", "|", "write `or`", "\\", "a line goes on by itself where it ends with an operator or a comma",
      "%", "there is no remainder", "`", "names stand without quotes");

  private TokenErrors() {}

  static Optional<Diagnostic> explain(Situation at) {
    return switch (at.type()) {
      case SeqParser.BAD_NUMBER -> Optional.of(number(at));
      case SeqParser.STRING -> Optional.of(SyntaxCode.STRING
          .error("there are no texts in quotes", at.here(), "values are numbers, `true`, `false` and names"));
      case SeqParser.FOREIGN -> Optional.of(foreign(at));
      case SeqParser.UNEXPECTED, SeqParser.QUESTION -> Optional.of(unexpected(at));
      default -> Optional.empty();
    };
  }

  private static Diagnostic number(Situation at) {
    String text = at.bad().getText();
    Diagnostic error = SyntaxCode.BAD_NUMBER.error("`" + text + "` is not a number", at.here(), "");
    if (text.matches("\\.\\d+")) {
      return error.help("a number starts with a digit: `0" + text + "`");
    }
    if (text.matches("\\d+\\.")) {
      return error.help("digits follow a point: `" + text + "0`");
    }
    if (text.matches("[\\d_]+(\\.[\\d_]+)?")) {
      return error.help("digits are not grouped: `" + text.replace("_", "") + "`");
    }
    if (text.matches("[1-9]\\d*[\\p{L}_][\\p{L}\\d_]*")) {
      String factor = text.replaceFirst("\\D.*", "");
      return error.help("a name cannot start with a digit; a product is `" + factor + "*"
          + text.substring(factor.length()) + "`");
    }
    return error.help("numbers are written `12`, `0.5` or `1e-3`");
  }

  private static Diagnostic foreign(Situation at) {
    Diagnostic error = SyntaxCode.FOREIGN_OPERATOR.error("there is no " + at.what(), at.here(), "");
    return at.bad().getText().endsWith("=")
        ? error.help("a name is defined once: give the new value a name of its own") : error;
  }

  private static Diagnostic unexpected(Situation at) {
    Span token = at.here();
    String all = token.source().text();
    int character = all.codePointAt(token.start());
    Span span = new Span(token.source(), token.start(), token.start() + Character.charCount(character));
    String shown = Character.isISOControl(character) ? "U+%04X".formatted(character) : "`" + span.text() + "`";
    Diagnostic error = SyntaxCode.UNEXPECTED_CHARACTER.error("the language has no character " + shown, span, "");
    return Optional.ofNullable(INSTEAD.get(span.text())).map(error::help).orElse(error);
  }
}
