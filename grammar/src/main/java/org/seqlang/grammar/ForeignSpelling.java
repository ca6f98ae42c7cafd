package org.seqlang.grammar;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Understands operators of other languages and of papers: says how they are written here, and hands on what was meant,
 * so that the line is read as if it were right.
 */
final class ForeignSpelling {

  private static final Map<String, Integer> MEANT = Map.ofEntries(
      entry(":=", SeqLexer.EQUALS), entry("&&", SeqLexer.AND), entry("||", SeqLexer.OR), entry("!", SeqLexer.NOT),
      entry("**", SeqLexer.CARET), entry("\u00D7", SeqLexer.STAR), entry("\u00B7", SeqLexer.STAR),
      entry("\u2299", SeqLexer.STAR), entry("\u2218", SeqLexer.STAR), entry("\u2217", SeqLexer.STAR),
      entry("\u22C5", SeqLexer.STAR), entry("\u2212", SeqLexer.MINUS), entry("\u2013", SeqLexer.MINUS),
      entry("\u00F7", SeqLexer.SLASH), entry("\u2264", SeqLexer.LESS_EQUAL), entry("\u2265", SeqLexer.GREATER_EQUAL),
      entry("\u2260", SeqLexer.NOT_EQUAL), entry("\u2192", SeqLexer.ARROW), entry("\u223C", SeqLexer.TILDE));

  private static final Set<Integer> FUNCTION_WORDS = Set.of(SeqLexer.DEF, SeqLexer.STEP, SeqLexer.OBJECTIVE, SeqLexer.ENTRY);

  private final Problems problems;
  private int lineStart = SeqLexer.NEWLINE;

  ForeignSpelling(Problems problems) {
    this.problems = problems;
  }

  /** The token, or the one that was meant by it. */
  Token meant(Token token) {
    if (lineStart == SeqLexer.NEWLINE) {
      lineStart = token.getType();
    }
    lineStart = token.getType() == SeqLexer.NEWLINE ? SeqLexer.NEWLINE : lineStart;
    if (token.getType() != SeqLexer.FOREIGN && token.getType() != SeqLexer.UNEXPECTED) {
      return token;
    }
    int type = token.getText().equals("=>")
        ? FUNCTION_WORDS.contains(lineStart) ? SeqLexer.ARROW : SeqLexer.GREATER_EQUAL
        : MEANT.getOrDefault(token.getText(), token.getType());
    if (type == token.getType()) {
      return token;
    }
    String here = "`" + Words.spelling(type) + "`";
    problems.add(SyntaxCode.FOREIGN_OPERATOR.error(
        "`" + token.getText() + "` is written " + here + " here", problems.span(token), "write " + here));
    CommonToken meant = new CommonToken(token);
    meant.setType(type);
    return meant;
  }
}
