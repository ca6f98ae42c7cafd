package org.seqlang.grammar;

import static org.seqlang.grammar.SeqLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Finds the brace that is missing or one too many where their numbers differ and the line itself shows it:
 *
 * <ul>
 *   <li>too few opening ones: a head whose next line is indented deeper has lost its own;
 *   <li>too many closing ones: one in the middle of a line closes no body of several lines;
 *   <li>too many opening ones: a line that is no head opens no body.
 * </ul>
 *
 * What remains is left to {@link Brackets}.
 */
final class Braces {

  /** What the head of a body starts with. */
  static final Set<Integer> HEADS = Set.of(CELL, LAYER, MODEL, DEF, STEP, OBJECTIVE, ENTRY);

  private final List<Token> tokens;
  private final Problems problems;
  private final List<Token> corrected = new ArrayList<>();
  private final Deque<Token> open = new ArrayDeque<>();

  /** Whether there was a head whose brace is still to come. */
  private boolean headed;

  /** How many closing braces more than opening ones. */
  private int excess;

  private Braces(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
    for (Token token : tokens) {
      excess += token.getType() == RBRACE ? 1 : token.getType() == LBRACE ? -1 : 0;
    }
  }

  /** The tokens without the braces that are too many and with those that are missing; reports each. */
  static List<Token> correct(List<Token> tokens, Problems problems) {
    Braces braces = new Braces(tokens, problems);
    if (braces.excess == 0) {
      return tokens;
    }
    for (int start = 0; start < tokens.size(); ) {
      int end = start;
      while (end < tokens.size() && tokens.get(end).getType() != NEWLINE) {
        end++;
      }
      end = Math.min(end + 1, tokens.size());
      braces.line(start, end);
      start = end;
    }
    return braces.corrected;
  }

  /** Takes the tokens of a line with its end. */
  private void line(int start, int end) {
    int last = end - 2;
    headed |= HEADS.contains(tokens.get(start).getType());
    boolean headless = excess > 0 && last > start && isHeadWithoutBrace(start, last);
    for (int i = start; i < end; i++) {
      Token token = tokens.get(i);
      boolean keep = switch (token.getType()) {
        case LBRACE -> opens(token);
        case RBRACE -> closes(token, i == start);
        case COLON -> !headless || i != last;
        default -> true;
      };
      if (keep) {
        corrected.add(token);
      }
      if (headless && i == last) {
        insert(token);
      }
    }
  }

  private void insert(Token before) {
    Token brace = Inserted.behind(before, LBRACE);
    problems.add(SyntaxCode.MISSING_BODY.error("a `{` is missing",
        before.getType() == COLON ? problems.span(before) : problems.span(brace), "expected `{`"));
    corrected.add(brace);
    headed = false;
    open.push(brace);
    excess--;
  }

  private boolean opens(Token brace) {
    if (excess < 0 && !headed) {
      problems.add(SyntaxCode.STRAY_BRACKET
          .error("`{` opens nothing", problems.span(brace), "not behind the head of a body"));
      excess++;
      return false;
    }
    headed = false;
    open.push(brace);
    return true;
  }

  private boolean closes(Token brace, boolean first) {
    if (excess > 0 && !first && (open.isEmpty() || open.peek().getLine() < brace.getLine())) {
      problems.add(SyntaxCode.STRAY_BRACKET
          .error("`}` closes nothing", problems.span(brace), "in the middle of a line"));
      excess--;
      return false;
    }
    open.poll();
    return true;
  }

  /** Whether a line is a head without a body, and the next line, indented deeper, looks like one. */
  private boolean isHeadWithoutBrace(int start, int last) {
    int depth = 0;
    for (int i = start; i <= last; i++) {
      switch (tokens.get(i).getType()) {
        case LPAREN, LBRACKET -> depth++;
        case RPAREN, RBRACKET -> depth--;
        case LBRACE -> depth = 1;
        case EQUALS -> depth += depth == 0 ? 1 : 0;
        default -> { }
      }
    }
    int next = last + 1;
    while (tokens.get(next).getType() == NEWLINE) {
      next++;
    }
    return HEADS.contains(tokens.get(start).getType()) && depth == 0
        && tokens.get(next).getCharPositionInLine() > tokens.get(start).getCharPositionInLine()
        && !Set.of(LBRACE, EQUALS, ARROW).contains(tokens.get(next).getType());
  }
}
