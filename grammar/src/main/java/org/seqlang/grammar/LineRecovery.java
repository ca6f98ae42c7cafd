package org.seqlang.grammar;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * How the parser goes on after an error: with the next line. The rules within a line pass the error up to it; only the
 * head of a declaration is mended on the way (its name, its list in parentheses), since a whole body hangs on it. So
 * there is at most one error a line, and none because of an earlier one.
 */
final class LineRecovery extends DefaultErrorStrategy {

  private final SyntaxErrors errors;

  LineRecovery(SyntaxErrors errors) {
    this.errors = errors;
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      errors.report(parser, error);
    }
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  /** Called in front of the loop over lines: skips what no line can start with. */
  @Override
  public void sync(Parser parser) {
    ParserRuleContext place = parser.getContext();
    if (!(place instanceof SeqParser.FileContext || place instanceof SeqParser.BodyContext)) {
      return;
    }
    TokenStream tokens = parser.getInputStream();
    IntervalSet starts = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    while (tokens.LA(1) != Token.EOF && !starts.contains(tokens.LA(1))) {
      int before = tokens.index();
      reportError(parser, new InputMismatchException(parser));
      skipLine(tokens, tokens.LT(1));
      endErrorCondition(parser);
      if (tokens.index() == before) {
        tokens.consume();
      }
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    ParserRuleContext rule = parser.getContext();
    TokenStream tokens = parser.getInputStream();
    if (rule instanceof SeqParser.LineContext) {
      skipLine(tokens, rule.getStart());
    } else if (rule instanceof SeqParser.HyperParametersContext || rule instanceof SeqParser.ArgumentsContext) {
      if (rule.getStart().getType() == SeqParser.LPAREN) {
        skipList(tokens, rule.getStart());
      } else if (!findBody(tokens, rule.getParent())) {
        throw error;
      }
    } else if (rule instanceof SeqParser.DeclaredNameContext && tokens.LA(2) == SeqParser.LPAREN) {
      tokens.consume();
    } else if (!(rule instanceof SeqParser.DeclaredNameContext && tokens.LA(1) == SeqParser.LPAREN)) {
      throw error;
    }
    endErrorCondition(parser);
  }

  /** Goes behind the line's end, and on over lines that are indented deeper: they belong to what was not understood. */
  private static void skipLine(TokenStream tokens, Token first) {
    boolean alone = isFirstOnItsLine(tokens, first);
    int depth = 0;
    for (int i = first.getTokenIndex(); i < tokens.index(); i++) {
      depth += parenthesis(tokens.get(i));
    }
    while (tokens.LA(1) != Token.EOF) {
      Token token = tokens.LT(1);
      if (token.getType() == SeqParser.RBRACE && depth == 0) {
        return;
      }
      depth += parenthesis(token)
          + (token.getType() == SeqParser.LBRACE ? 1 : token.getType() == SeqParser.RBRACE ? -1 : 0);
      tokens.consume();
      Token next = tokens.LT(1);
      boolean deeper = alone && next.getLine() > token.getLine()
          && next.getCharPositionInLine() > first.getCharPositionInLine();
      boolean within = token.getType() == SeqParser.SEMICOLON && token.getLine() > first.getLine();
      if (Lines.isEnd(token) && depth == 0 && !deeper && !within) {
        return;
      }
    }
  }

  private static boolean isFirstOnItsLine(TokenStream tokens, Token token) {
    return token.getTokenIndex() == 0 || tokens.get(token.getTokenIndex() - 1).getLine() < token.getLine()
        || tokens.get(token.getTokenIndex() - 1).getType() == SeqParser.NEWLINE;
  }

  /** Goes to the body of a head that has no list at all; false where the line has no body either. */
  private static boolean findBody(TokenStream tokens, RuleContext head) {
    boolean function = head instanceof SeqParser.FunctionContext;
    for (int ahead = 1; !Lines.isEnd(tokens.LT(ahead)); ahead++) {
      int type = tokens.LA(ahead);
      if (type == SeqParser.LBRACE || function && (type == SeqParser.EQUALS || type == SeqParser.ARROW)) {
        tokens.seek(tokens.index() + ahead - 1);
        return true;
      }
      if (type == SeqParser.COLON || type == SeqParser.EQUALS || type == SeqParser.ARROW) {
        return false;
      }
    }
    return false;
  }

  /** Goes behind the closing parenthesis of the list that starts with a token. */
  private static void skipList(TokenStream tokens, Token first) {
    int depth = 0;
    int index = first.getTokenIndex();
    do {
      depth += parenthesis(tokens.get(index));
      index++;
    } while (depth > 0);
    tokens.seek(index);
  }

  private static int parenthesis(Token token) {
    return token.getType() == SeqParser.LPAREN ? 1 : token.getType() == SeqParser.RPAREN ? -1 : 0;
  }
}
