package org.seqlang.grammar;

import static org.seqlang.grammar.SeqLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Bounds how deep an expression goes, since all that walks over trees does so by recursion. What nobody writes by hand
 * is cut off and reported.
 */
final class Nesting {

  private static final int BRACKETS = 100;
  private static final int OPERATIONS = 300;

  private static final Set<Integer> DEEPENING = Set.of(
      PLUS, MINUS, STAR, SLASH, AT, CARET, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR, NOT, IF,
      DOT, LPAREN, LBRACKET);

  private final Problems problems;
  private final List<Token> bounded = new ArrayList<>();
  private final Deque<Token> open = new ArrayDeque<>();
  private int operations;

  private Nesting(Problems problems) {
    this.problems = problems;
  }

  /** The tokens without what is too deep. Brackets must be balanced, and are so afterwards. */
  static List<Token> bound(List<Token> tokens, Problems problems) {
    Nesting nesting = new Nesting(problems);
    boolean cut = false;
    for (Token token : tokens) {
      boolean ends = switch (token.getType()) {
        case NEWLINE, LBRACE, RBRACE, Token.EOF -> true;
        case SEMICOLON -> nesting.open.isEmpty();
        default -> false;
      };
      cut &= !ends;
      if (ends) {
        nesting.endLine(token);
      } else if (!cut) {
        cut = nesting.isTooDeep(token);
      }
      if (!cut) {
        nesting.bounded.add(token);
      }
    }
    return nesting.bounded;
  }

  private boolean isTooDeep(Token token) {
    switch (token.getType()) {
      case LPAREN, LBRACKET -> open.push(token);
      case RPAREN, RBRACKET -> open.pop();
      default -> { }
    }
    operations += DEEPENING.contains(token.getType()) ? 1 : 0;
    if (open.size() <= BRACKETS && operations <= OPERATIONS) {
      return false;
    }
    if (token.getType() == LPAREN || token.getType() == LBRACKET) {
      open.pop();
    }
    problems.add(SyntaxCode.TOO_DEEP
        .error("the line holds too much", problems.span(token), open.size() < BRACKETS
            ? "more than " + OPERATIONS + " operations" : "more than " + BRACKETS + " brackets in each other")
        .help("give parts of it names in lines of their own"));
    return true;
  }

  /** Closes what a cut has left open. */
  private void endLine(Token end) {
    if (!open.isEmpty()) {
      Token last = bounded.get(bounded.size() - 1);
      problems.settle(last.getStopIndex() + 1, end.getStartIndex());
      open.forEach(bracket ->
          bounded.add(Inserted.behind(last, bracket.getType() == LPAREN ? RPAREN : RBRACKET)));
    } else if (operations > OPERATIONS) {
      problems.settle(bounded.get(bounded.size() - 1).getStopIndex() + 1, end.getStartIndex());
    }
    open.clear();
    operations = 0;
  }
}
