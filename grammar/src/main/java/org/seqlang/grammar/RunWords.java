package org.seqlang.grammar;

import static org.seqlang.grammar.SeqParser.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Finds the words that begin the clauses of a {@code run}. They are names everywhere else: {@code start start} begins
 * with a value called so. A name behind the end of an expression can be nothing but such a word; one behind a comma is
 * if an expression follows. Commas between clauses are left out, so that one token tells where the next clause begins.
 */
final class RunWords {

  static final Map<String, Integer> WORDS = Map.of("from", FROM, "start", START, "feed", FEED, "until", UNTIL,
      "at", AT_WORD, "beam", BEAM, "normalize", NORMALIZE, "sample", SAMPLE);

  private static final Set<Integer> ENDS = Set.of(NAME, NUMBER, TRUE, FALSE, RPAREN, RBRACKET, STATE, STEP);

  private static final Set<Integer> STARTS = Set.of(NAME, NUMBER, LPAREN, MINUS, TRUE, FALSE, IF, NOT, CARRY, RUN);

  private final List<Token> tokens;
  private final List<Token> marked = new ArrayList<>();
  /** The depth of brackets at which each open run stands. */
  private final Deque<Integer> runs = new ArrayDeque<>();
  private int depth;

  private RunWords(List<Token> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  static List<Token> mark(List<Token> tokens) {
    RunWords words = new RunWords(tokens);
    for (int i = 0; i < words.tokens.size(); i++) {
      words.take(i);
    }
    return words.marked;
  }

  private void take(int index) {
    Token token = tokens.get(index);
    switch (token.getType()) {
      case LPAREN, LBRACKET -> depth++;
      case RPAREN, RBRACKET -> depth--;
      case NEWLINE, SEMICOLON, LBRACE, RBRACE -> runs.clear();
      case RUN -> runs.push(depth);
      default -> { }
    }
    while (!runs.isEmpty() && runs.peek() > depth) {
      runs.pop();
    }
    boolean inRun = !runs.isEmpty() && runs.peek() == depth;
    if (inRun && token.getType() == COMMA) {
      comma(token, index);
    } else if (inRun && isWord(index) && ENDS.contains(last())) {
      marked.add(as(token, WORDS.get(token.getText())));
    } else if (inRun && token.getType() == NAME && token.getText().equals("most") && last() == AT_WORD) {
      marked.add(as(token, MOST));
    } else {
      marked.add(token);
    }
  }

  /** Between clauses a comma goes; behind the last one it belongs to what is around, and the run is over. */
  private void comma(Token comma, int index) {
    boolean clause = type(index + 1) == OVER || isWord(index + 1) && STARTS.contains(type(index + 2));
    if (clause && type(index + 1) != OVER) {
      // When its turn comes it is no name any more.
      tokens.set(index + 1, as(tokens.get(index + 1), WORDS.get(tokens.get(index + 1).getText())));
    } else if (!clause) {
      while (!runs.isEmpty() && runs.peek() == depth) {
        runs.pop();
      }
      marked.add(comma);
    }
  }

  private int last() {
    return marked.isEmpty() ? Token.EOF : marked.get(marked.size() - 1).getType();
  }

  private boolean isWord(int index) {
    return type(index) == NAME && WORDS.containsKey(tokens.get(index).getText());
  }

  private int type(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getType() : Token.EOF;
  }

  private static CommonToken as(Token token, int type) {
    CommonToken word = new CommonToken(token);
    word.setType(type);
    return word;
  }
}
