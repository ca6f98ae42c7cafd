package org.seqlang.grammar;

import java.util.List;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Span;

/**
 * Where the parser stands when it does not know on.
 *
 * @param problems gives spans
 * @param tokens all of them
 * @param bad the token that does not fit
 * @param before the one before it; at the start of the file, the same
 * @param rule the innermost rule
 */
record Situation(Problems problems, BufferedTokenStream tokens, Token bad, Token before, RuleContext rule) {

  static Situation of(Problems problems, Parser parser, RecognitionException error) {
    BufferedTokenStream tokens = (BufferedTokenStream) parser.getInputStream();
    Token bad = error.getOffendingToken();
    int index = bad.getTokenIndex();
    return new Situation(problems, tokens, bad, index == 0 ? bad : tokens.get(index - 1), error.getCtx());
  }

  int type() {
    return bad.getType();
  }

  /** Whether the line, the body or the file is over. */
  boolean isOver() {
    return Lines.isEnd(bad) || type() == Token.EOF || bad instanceof Inserted;
  }

  /** Where to point: the token that does not fit, or behind the last of the line that is over. */
  Span here() {
    return isOver() ? problems.behind(before) : problems.span(bad);
  }

  Span span(Token token) {
    return problems.span(token);
  }

  /** The token in words: {@code `)`} or {@code the line end}. */
  String what() {
    return isOver() ? "the line end" : quoted(bad);
  }

  static String quoted(Token token) {
    return "`" + token.getText() + "`";
  }

  /** The token behind the one that does not fit. */
  int next() {
    return type() == Token.EOF ? Token.EOF : tokens.get(bad.getTokenIndex() + 1).getType();
  }

  boolean in(Class<? extends ParserRuleContext> rule) {
    return rule.isInstance(this.rule);
  }

  /** The rule around the innermost one. */
  boolean under(Class<? extends ParserRuleContext> rule) {
    return rule.isInstance(this.rule.getParent());
  }

  /** Whether the token can start an expression. */
  boolean startsExpression() {
    return switch (type()) {
      case SeqParser.NAME, SeqParser.NUMBER, SeqParser.LPAREN, SeqParser.TRUE, SeqParser.FALSE, SeqParser.NOT,
          SeqParser.IF, SeqParser.CARRY, SeqParser.RUN -> true;
      default -> false;
    };
  }

  /** Whether a {@code run} stands before the token, in its line. */
  boolean inRun() {
    for (int i = bad.getTokenIndex() - 1; i >= 0 && !Lines.isEnd(tokens.get(i)); i--) {
      if (tokens.get(i).getType() == SeqParser.RUN) {
        return true;
      }
    }
    return false;
  }

  List<Token> allTokens() {
    return tokens.getTokens();
  }

  /** The first token of the line. */
  Token lineStart() {
    for (RuleContext context = rule; context != null; context = context.getParent()) {
      if (context instanceof SeqParser.LineContext line) {
        return line.getStart();
      }
    }
    return bad;
  }

  /** Where the line stands. */
  Place place() {
    for (RuleContext context = rule; context != null; context = context.getParent()) {
      if (context instanceof SeqParser.BodyContext && ((ParserRuleContext) context).getStart() != bad) {
        return context.getParent() instanceof SeqParser.DeclarationContext declaration
            ? placeIn(declaration.kind.getType()) : Place.BLOCK;
      }
    }
    return Place.FILE;
  }

  private static Place placeIn(int kind) {
    return switch (kind) {
      case SeqParser.CELL -> Place.CELL;
      case SeqParser.LAYER -> Place.LAYER;
      default -> Place.MODEL;
    };
  }
}
