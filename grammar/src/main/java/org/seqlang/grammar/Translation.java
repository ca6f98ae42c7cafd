package org.seqlang.grammar;

import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/**
 * What every part of the translation from parse tree to syntax tree needs.
 *
 * @param source the text
 * @param problems takes what is wrong
 * @param documentation {@code ///} lines by the token below them
 */
record Translation(Source source, Problems problems, Map<Token, String> documentation) {

  Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }

  Span span(ParserRuleContext node) {
    return span(node, node);
  }

  Span span(ParserRuleContext first, ParserRuleContext last) {
    return new Span(source, first.getStart().getStartIndex(), last.getStop().getStopIndex() + 1);
  }

  Name name(Token token) {
    Span span = span(token);
    return new Name(span.text(), span);
  }

  Name name(SeqParser.NameContext node) {
    return name(node.getStart());
  }

  List<Name> names(SeqParser.NamesContext node) {
    return node.name().stream().map(this::name).toList();
  }

  /** The text of the {@code ///} lines above a node; empty where there are none. */
  String documentation(ParserRuleContext node) {
    return documentation.getOrDefault(node.getStart(), "");
  }

  /** Whether a node was read to its end. */
  static boolean complete(ParserRuleContext node) {
    return node.exception == null && node.getStop() != null;
  }

  /** The grammar has a rule that the translation does not know. */
  static IllegalStateException unknown(ParserRuleContext node) {
    return new IllegalStateException("no translation of " + SeqParser.ruleNames[node.getRuleIndex()]);
  }
}
