package org.seqlang.grammar;

import static java.util.Map.entry;
import static org.seqlang.grammar.SeqLexer.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Suggestions;

/**
 * Understands a line that starts with two names, such as {@code modle Tagger} or {@code return x}: no line does, so the
 * first is a keyword with a slip in it, or one of another language. The line is read as it was meant.
 */
final class Misspellings {

  private static final Map<String, Integer> KEYWORDS = new LinkedHashMap<>();

  static {
    for (int type : new int[] {PACKAGE, IMPORT, CELL, LAYER, MODEL, DEF, STEP, OBJECTIVE, ENTRY, PARAM, IN, STATE, OUT}) {
      KEYWORDS.put(Words.spelling(type), type);
    }
  }

  /** Words of other languages for which there is one here. */
  private static final Map<String, Integer> MEANT = Map.ofEntries(
      entry("function", DEF), entry("func", DEF), entry("fn", DEF), entry("fun", DEF), entry("input", IN),
      entry("output", OUT), entry("parameter", PARAM), entry("weight", PARAM), entry("module", MODEL),
      entry("network", MODEL), entry("hidden", STATE), entry("from", IMPORT), entry("using", IMPORT));

  /** Words of other languages that need none here. */
  private static final Set<String> NEEDLESS = Set.of("return", "let", "var", "val", "const", "final", "auto");

  private final List<Token> tokens;
  private final Problems problems;

  private Misspellings(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** The tokens with the keywords that were meant; reports each. */
  static List<Token> correct(List<Token> tokens, Problems problems) {
    Misspellings misspellings = new Misspellings(tokens, problems);
    List<Token> corrected = new ArrayList<>();
    int depth = 0;
    int indent = 0;
    int openIndent = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (i == 0 || tokens.get(i - 1).getType() == NEWLINE) {
        indent = tokens.get(i).getCharPositionInLine();
        // What is not indented deeper than the line of an open bracket is not in the bracket: it was not closed.
        depth = indent <= openIndent ? 0 : depth;
      }
      openIndent = depth == 0 ? indent : openIndent;
      depth = switch (tokens.get(i).getType()) {
        case LPAREN, LBRACKET -> depth + 1;
        case RPAREN, RBRACKET -> Math.max(0, depth - 1);
        case LBRACE, RBRACE -> 0;
        default -> depth;
      };
      if (depth == 0 && misspellings.isSuspicious(i)) {
        misspellings.meant(tokens.get(i)).ifPresent(corrected::add);
      } else {
        corrected.add(tokens.get(i));
      }
    }
    return corrected;
  }

  private boolean isSuspicious(int index) {
    Token token = tokens.get(index);
    if (token.getType() != NAME) {
      return false;
    }
    int before = index == 0 ? NEWLINE : tokens.get(index - 1).getType();
    boolean clause = index > 1 && tokens.get(index - 2).getType() == COMMA && RunWords.WORDS.containsKey(token.getText());
    int next = tokens.get(index + 1).getType();
    boolean needless = NEEDLESS.contains(token.getText())
        && Set.of(NUMBER, LPAREN, MINUS, IF, NOT, TRUE, FALSE).contains(next);
    return !clause && (before == NEWLINE || before == SEMICOLON || before == LBRACE) && (next == NAME || needless);
  }

  /** The token that was meant, the token itself where that is anybody's guess, or none where it is needless. */
  private Optional<Token> meant(Token token) {
    String word = token.getText();
    if (NEEDLESS.contains(word)) {
      problems.add(SyntaxCode.FOREIGN_WORD
          .error("there is no `" + word + "` here", problems.span(token), "not needed")
          .help(word.equals("return")
              ? "the last line of a block is its value" : "a name is defined by `name = expression` alone"));
      return Optional.empty();
    }
    if (MEANT.containsKey(word)) {
      String right = Words.spelling(MEANT.get(word));
      problems.add(SyntaxCode.FOREIGN_WORD
          .error("there is no `" + word + "` here", problems.span(token), "write `" + right + "`"));
      return Optional.of(as(token, MEANT.get(word)));
    }
    Optional<String> near = Suggestions.closest(word, KEYWORDS.keySet());
    if (near.isEmpty()) {
      return Optional.of(token);
    }
    problems.add(SyntaxCode.MISSPELT_KEYWORD
        .error("`" + word + "` is no word of the language", problems.span(token),
            "did you mean `" + near.get() + "`?"));
    return Optional.of(as(token, KEYWORDS.get(near.get())));
  }

  private static Token as(Token token, int type) {
    CommonToken meant = new CommonToken(token);
    meant.setType(type);
    return meant;
  }
}
