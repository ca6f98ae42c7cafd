package org.seqlang.grammar;

import static org.seqlang.grammar.SeqLexer.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Leaves only the line ends that end a line, as the head of {@code Seq.g4} has it: one between two lines, one before
 * each closing brace and one before the end of the file. Brackets must be balanced.
 */
final class Lines {

  /** A line that ends with one of these goes on. {@code >} is not among them: it closes {@code index<n>}. */
  private static final Set<Integer> UNFINISHED = Set.of(
      EQUALS, ARROW, TILDE, COMMA, COLON, DOT, LPAREN, LBRACKET, LBRACE, PLUS, MINUS, STAR, SLASH, AT, CARET, EQUAL,
      NOT_EQUAL, LESS, LESS_EQUAL, GREATER_EQUAL, AND, OR, NOT, IF, THEN, ELSE, WHEN, OVER, CARRY, RUN);

  /** A line that starts with one of these belongs to the one before. */
  private static final Set<Integer> CONTINUING = Set.of(
      EQUALS, ARROW, TILDE, COMMA, DOT, RPAREN, RBRACKET, LBRACE, PLUS, STAR, SLASH, AT, CARET, EQUAL, NOT_EQUAL, LESS,
      LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR, THEN, ELSE, WHEN, OVER);

  /** What a line with a keyword starts with. */
  static final Set<Integer> LINE_WORDS = Set.of(
      PACKAGE, IMPORT, CELL, LAYER, MODEL, DEF, OBJECTIVE, ENTRY, PARAM, IN, STATE, OUT, STEP);

  private final List<Token> tokens;
  private final List<Token> lines = new ArrayList<>();
  private int depth;

  private Lines(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Token> of(List<Token> tokens) {
    Lines filter = new Lines(tokens);
    for (int i = 0; i < tokens.size(); ) {
      i = filter.take(i);
    }
    return filter.lines;
  }

  /** Takes the token, or the run of line ends, at an index; gives the index behind it. */
  private int take(int index) {
    Token token = tokens.get(index);
    if (isEnd(token)) {
      int next = index;
      Token end = token;
      while (isEnd(tokens.get(next))) {
        end = tokens.get(next).getType() == SEMICOLON && end.getType() != SEMICOLON ? tokens.get(next) : end;
        next++;
      }
      if (end.getType() == SEMICOLON || endsLine(next)) {
        lines.add(end);
      }
      return next;
    }
    switch (token.getType()) {
      case LPAREN, LBRACKET -> depth++;
      case RPAREN, RBRACKET -> depth--;
      case RBRACE, Token.EOF -> endLineBefore(token);
      default -> { }
    }
    lines.add(token);
    return index + 1;
  }

  private void endLineBefore(Token token) {
    if (!lines.isEmpty() && !isEnd(last()) && last().getType() != LBRACE) {
      lines.add(Inserted.behind(last(), NEWLINE));
    }
  }

  private boolean endsLine(int next) {
    if (lines.isEmpty() || depth > 0 || last().getType() == LBRACE || isEnd(last())) {
      return false;
    }
    int following = tokens.get(next).getType();
    if (CONTINUING.contains(following)) {
      return false;
    }
    return !UNFINISHED.contains(last().getType()) || startsLine(tokens, next);
  }

  private Token last() {
    return lines.get(lines.size() - 1);
  }

  static boolean isEnd(Token token) {
    return token.getType() == NEWLINE || token.getType() == SEMICOLON;
  }

  /** Whether a line of its own is at an index: a keyword's, an equation's, or nothing but the end of the body. */
  static boolean startsLine(List<Token> tokens, int index) {
    int type = tokens.get(index).getType();
    return LINE_WORDS.contains(type) || type == RBRACE || type == Token.EOF || startsEquation(tokens, index);
  }

  /** Whether {@code a =}, {@code h[t] =} or {@code a, b =} is at an index. */
  static boolean startsEquation(List<Token> tokens, int index) {
    int depth = 0;
    for (int i = index; i < tokens.size(); i++) {
      switch (tokens.get(i).getType()) {
        case LBRACKET -> depth++;
        case RBRACKET -> depth--;
        case EQUALS -> {
          return depth == 0 && i > index;
        }
        case NAME, COMMA, NUMBER, PLUS, MINUS -> {
          if (depth == 0 && tokens.get(i).getType() != NAME && tokens.get(i).getType() != COMMA) {
            return false;
          }
        }
        default -> {
          return false;
        }
      }
      if (depth < 0) {
        return false;
      }
    }
    return false;
  }
}
