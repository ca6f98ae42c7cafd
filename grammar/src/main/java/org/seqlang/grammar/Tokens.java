package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Source;

/**
 * The tokens of a text.
 *
 * @param list without spaces and comments; every line end is there; the last is the end of the file
 * @param documentation the text of the {@code ///} lines above a token, by token
 */
record Tokens(List<Token> list, Map<Token, String> documentation) {

  static Tokens of(Source source, Problems problems) {
    SeqLexer lexer = new SeqLexer(CharStreams.fromString(oneUnitACharacter(source.text())));
    // The grammar takes every character, so the lexer itself never fails.
    lexer.removeErrorListeners();
    ForeignSpelling spelling = new ForeignSpelling(problems);
    Documentation documentation = new Documentation();
    List<Token> list = new ArrayList<>();
    for (Token token : lexer.getAllTokens()) {
      documentation.add(token);
      if (token.getType() == SeqLexer.UNCLOSED_COMMENT) {
        problems.unclosedComment(token);
      } else if (token.getType() == SeqLexer.HASH_COMMENT) {
        problems.add(SyntaxCode.UNEXPECTED_CHARACTER
            .error("`#` starts no comment", problems.first(token),
                "comments start with `//`, documentation with `///`"));
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        list.add(spelling.meant(token));
      }
    }
    list.add(Inserted.at(Token.EOF, source.text().length(), lexer.getLine(), lexer.getCharPositionInLine()));
    return new Tokens(list, documentation.byToken);
  }

  /** ANTLR counts code points, spans count UTF-16 units: no character of what ANTLR sees has two. */
  private static String oneUnitACharacter(String text) {
    StringBuilder units = new StringBuilder(text);
    for (int i = 0; i < units.length(); i++) {
      if (Character.isSurrogate(units.charAt(i))) {
        units.setCharAt(i, '\uFFFD');
      }
    }
    return units.toString();
  }

  /** Gathers the {@code ///} lines above each token. Lines that an empty line parts from the next ones are nobody's. */
  private static final class Documentation {
    final Map<Token, String> byToken = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int lineEnds;
    private int lastLine;

    void add(Token token) {
      if (token.getType() == SeqLexer.NEWLINE) {
        lineEnds++;
        return;
      }
      if (token.getType() == SeqLexer.DOC) {
        addLine(token);
      } else if (!lines.isEmpty()) {
        byToken.put(token, String.join("\n", lines));
        lines.clear();
      }
      lastLine = token.getLine();
      lineEnds = 0;
    }

    private void addLine(Token token) {
      if (token.getLine() == lastLine) {
        return;
      }
      if (lineEnds > 1) {
        lines.clear();
      }
      String text = token.getText().substring(3).stripTrailing();
      lines.add(text.startsWith(" ") ? text.substring(1) : text);
    }
  }
}
