package org.seqlang.grammar;

import static org.seqlang.grammar.SeqLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Diagnostic;

/**
 * Balances brackets, so that one that was forgotten is one message at the right place instead of a parser that has
 * lost its way. Where all brackets match there is nothing to do. Where not, the layout tells which is the guilty one:
 *
 * <ul>
 *   <li>a parenthesis or square bracket ends at the latest where a new line starts or a body begins or ends;
 *   <li>a body whose lines are indented ends at the latest where a line is not indented deeper than the body's head.
 * </ul>
 */
final class Brackets {

  private static final Set<Integer> OUTERMOST = Set.of(PACKAGE, IMPORT, CELL, LAYER, MODEL);

  private static final Set<Integer> FUNCTIONS = Set.of(DEF, STEP, OBJECTIVE, ENTRY);

  private static final Set<Integer> ENDS_EXPRESSION = Set.of(NAME, NUMBER, TRUE, FALSE, RPAREN, RBRACKET);

  private static final Set<Integer> STARTS_EXPRESSION = Set.of(NAME, NUMBER, TRUE, FALSE, IF, NOT);

  /**
   * An open bracket.
   *
   * @param head of a brace: the first token of the head before it, which may have several lines
   * @param indented whether the line after it is indented deeper than its own
   */
  private record Open(Token token, Token head, boolean indented) {
    int indent() {
      return head.getCharPositionInLine();
    }

    boolean isBrace() {
      return token.getType() == LBRACE;
    }

    int closing() {
      return Brackets.closing(token.getType());
    }
  }

  private final List<Token> tokens;
  private final Problems problems;
  private final List<Token> balanced = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** Whether an unclosed comment has taken the rest, closing brackets and all. */
  private boolean swallowed;

  private Brackets(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** The tokens with every bracket in a pair; reports what it takes away or puts in. */
  static List<Token> balance(List<Token> tokens, Problems problems) {
    if (isBalanced(tokens)) {
      return tokens;
    }
    Brackets brackets = new Brackets(tokens, problems);
    brackets.repair();
    return brackets.balanced;
  }

  private static boolean isBalanced(List<Token> tokens) {
    Deque<Integer> expected = new ArrayDeque<>();
    for (Token token : tokens) {
      switch (token.getType()) {
        case LPAREN, LBRACKET -> expected.push(closing(token.getType()));
        case LBRACE -> {
          if (!expected.isEmpty() && expected.peek() != RBRACE) {
            return false;
          }
          expected.push(RBRACE);
        }
        case RPAREN, RBRACKET, RBRACE -> {
          if (expected.isEmpty() || expected.pop() != token.getType()) {
            return false;
          }
        }
        default -> { }
      }
    }
    return expected.isEmpty();
  }

  private static int closing(int opening) {
    return switch (opening) {
      case LPAREN -> RPAREN;
      case LBRACKET -> RBRACKET;
      default -> RBRACE;
    };
  }

  private void repair() {
    Token head = tokens.get(0);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.getType() != NEWLINE && (i == 0 || tokens.get(i - 1).getType() == NEWLINE)) {
        head = Braces.HEADS.contains(token.getType()) ? token : head;
        startLine(i);
      }
      switch (token.getType()) {
        case LPAREN, LBRACKET -> open.push(new Open(token, head, false));
        case LBRACE -> {
          closeInner();
          open.push(new Open(token, head, isIndented(i, head)));
        }
        case RPAREN, RBRACKET -> token = closed(token);
        case RBRACE -> {
          closeInner();
          token = closed(token);
        }
        case Token.EOF -> {
          swallowed = problems.isSettled(token);
          closeInner();
          while (!open.isEmpty()) {
            close(open.pop());
          }
        }
        default -> { }
      }
      if (token.getType() != Token.INVALID_TYPE) {
        balanced.add(token);
      }
    }
  }

  private boolean isIndented(int brace, Token head) {
    int next = brace + 1;
    while (tokens.get(next).getType() != NEWLINE && tokens.get(next).getType() != Token.EOF) {
      next++;
    }
    while (tokens.get(next).getType() == NEWLINE) {
      next++;
    }
    return tokens.get(next).getCharPositionInLine() > head.getCharPositionInLine();
  }

  /** Closes what cannot go on in the line that starts at an index. */
  private void startLine(int index) {
    Token first = tokens.get(index);
    if (!open.isEmpty() && !open.peek().isBrace() && startsNewLine(index)) {
      closeInner();
    }
    if (first.getType() == RBRACE) {
      closeBodiesBefore(first);
      return;
    }
    while (!open.isEmpty() && endsBody(open.peek(), first)) {
      close(open.pop());
    }
  }

  /** Whether a line cannot belong to a body. */
  private static boolean endsBody(Open body, Token first) {
    int type = first.getType();
    if (!body.isBrace() || type == Token.EOF || type == LBRACE || first.getCharPositionInLine() > body.indent()) {
      return false;
    }
    boolean hasFunctions = body.head().getType() == MODEL;
    return body.indented() || OUTERMOST.contains(type) || !hasFunctions && FUNCTIONS.contains(type);
  }

  /** A brace that stands where an outer body's head does closes that one. */
  private void closeBodiesBefore(Token brace) {
    closeInner();
    while (open.size() > 1 && open.peek().indented() && brace.getCharPositionInLine() < open.peek().indent()) {
      close(open.pop());
    }
  }

  /** Whether the line at an index is one of its own though a parenthesis is open. */
  private boolean startsNewLine(int index) {
    Token first = tokens.get(index);
    Token before = balanced.get(endOfLine() - 1);
    boolean step = Lines.startsEquation(tokens, index) && tokens.get(index + 1).getType() == LBRACKET;
    boolean beside = ENDS_EXPRESSION.contains(before.getType()) && STARTS_EXPRESSION.contains(first.getType());
    return Lines.LINE_WORDS.contains(first.getType()) || step || beside && !closesMore(index);
  }

  /** Whether the line at an index closes more parentheses than it opens: then it may well belong to the one before. */
  private boolean closesMore(int index) {
    int depth = 0;
    for (int i = index; tokens.get(i).getType() != NEWLINE && tokens.get(i).getType() != Token.EOF; i++) {
      depth += switch (tokens.get(i).getType()) {
        case LPAREN, LBRACKET -> 1;
        case RPAREN, RBRACKET -> -1;
        default -> 0;
      };
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  /** The index behind the last token that is no line end. */
  private int endOfLine() {
    int end = balanced.size();
    while (balanced.get(end - 1).getType() == NEWLINE) {
      end--;
    }
    return end;
  }

  /** Closes the parentheses and square brackets on top. */
  private void closeInner() {
    while (!open.isEmpty() && !open.peek().isBrace()) {
      close(open.pop());
    }
  }

  /** Puts a missing bracket behind the last token that is no line end, and says so. */
  private void close(Open bracket) {
    Token inserted = Inserted.behind(balanced.get(endOfLine() - 1), bracket.closing());
    balanced.add(endOfLine(), inserted);
    if (swallowed) {
      return;
    }
    String closing = "`" + Words.spelling(bracket.closing()) + "`";
    Diagnostic error = SyntaxCode.UNCLOSED_BRACKET.error("`" + bracket.token().getText() + "` is not closed",
        problems.span(bracket.token()), "opened here");
    problems.add(error.and(problems.span(inserted), "expected " + closing));
    problems.settle(bracket.isBrace() ? inserted.getStartIndex() : bracket.token().getStartIndex(),
        inserted.getStartIndex());
  }

  /** A closing bracket, or the one that was meant by it, or a token that is none where it closes nothing. */
  private Token closed(Token token) {
    int type = token.getType();
    if (type != RBRACE) {
      while (!open.isEmpty() && !open.peek().isBrace() && open.peek().closing() != type && isOpenAbove(type)) {
        close(open.pop());
      }
    }
    if (open.isEmpty() || open.peek().isBrace() != (type == RBRACE)) {
      problems.add(SyntaxCode.STRAY_BRACKET
          .error("`" + token.getText() + "` closes nothing", problems.span(token), "has no opening bracket"));
      return Inserted.before(token, Token.INVALID_TYPE);
    }
    Open opening = open.pop();
    if (opening.closing() == type) {
      return token;
    }
    String right = "`" + Words.spelling(opening.closing()) + "`";
    problems.add(SyntaxCode.MISMATCHED_BRACKET
        .error("`" + opening.token().getText() + "` is closed by `" + token.getText() + "`", problems.span(token),
            "expected " + right)
        .and(problems.span(opening.token()), "opened here"));
    CommonToken meant = new CommonToken(token);
    meant.setType(opening.closing());
    return meant;
  }

  /** Whether a bracket that a token closes is open within the same body. */
  private boolean isOpenAbove(int closing) {
    for (Open bracket : open) {
      if (bracket.isBrace()) {
        return false;
      }
      if (bracket.closing() == closing) {
        return true;
      }
    }
    return false;
  }
}
