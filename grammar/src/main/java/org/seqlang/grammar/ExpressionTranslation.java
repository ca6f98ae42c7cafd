package org.seqlang.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.Name;

/** Expressions. A compound one spans its operands with their parentheses, not its own. */
final class ExpressionTranslation {

  private static final Map<String, BinaryOperator> BY_SYMBOL =
      Stream.of(BinaryOperator.values())
          .collect(Collectors.toUnmodifiableMap(BinaryOperator::symbol, Function.identity()));

  private final Translation translation;

  ExpressionTranslation(Translation translation) {
    this.translation = translation;
  }

  Expression expression(SeqParser.ExpressionContext node) {
    return any(node);
  }

  Optional<Expression> optional(SeqParser.@Nullable ExpressionContext node) {
    return Optional.ofNullable(node).map(this::expression);
  }

  Expression sum(SeqParser.SumContext node) {
    return any(node);
  }

  private Expression any(ParserRuleContext node) {
    if (node instanceof SeqParser.ConditionalContext conditional) {
      return conditional(conditional);
    }
    if (node instanceof SeqParser.RunningContext running) {
      return running(running);
    }
    if (node instanceof SeqParser.DisjunctionContext || node instanceof SeqParser.ConjunctionContext
        || node instanceof SeqParser.ComparisonContext || node instanceof SeqParser.SumContext
        || node instanceof SeqParser.ProductContext || node instanceof SeqParser.PowerContext) {
      return chain(node);
    }
    if (node instanceof SeqParser.NegationContext negation) {
      return prefixed(negation, negation.NOT(), UnaryOperator.NOT);
    }
    if (node instanceof SeqParser.UnaryContext unary) {
      return prefixed(unary, unary.MINUS(), UnaryOperator.NEGATE);
    }
    if (node instanceof SeqParser.PostfixContext postfix) {
      return postfix(postfix);
    }
    if (node instanceof SeqParser.PrimaryContext primary) {
      return primary(primary);
    }
    if (node instanceof SeqParser.ExpressionContext || node instanceof SeqParser.ParenthesizedContext) {
      return any(onlyRule(node));
    }
    throw Translation.unknown(node);
  }

  private Expression conditional(SeqParser.ConditionalContext node) {
    return new Expression.Conditional(
        any(node.expression(0)), any(node.expression(1)), any(node.expression(2)), translation.span(node));
  }

  /**
   * Operands and operators in turn, the leftmost operator first. Rules that are right associative have two operands.
   */
  private Expression chain(ParserRuleContext node) {
    ParserRuleContext first = (ParserRuleContext) node.getChild(0);
    Expression left = any(first);
    for (int i = 1; i < node.getChildCount(); i += 2) {
      Token operator = ((TerminalNode) node.getChild(i)).getSymbol();
      ParserRuleContext right = (ParserRuleContext) node.getChild(i + 1);
      left = new Expression.Binary(BY_SYMBOL.get(Words.spelling(operator.getType())),
          left, any(right), translation.span(operator), translation.span(first, right));
    }
    return left;
  }

  private Expression prefixed(ParserRuleContext node, @Nullable TerminalNode prefix, UnaryOperator operator) {
    Expression operand = any(onlyRule(node));
    return prefix == null ? operand : new Expression.Unary(operator, operand, translation.span(node));
  }

  private Expression postfix(SeqParser.PostfixContext node) {
    Expression target = primary(node.primary());
    for (SeqParser.SuffixContext suffix : node.suffix()) {
      target = suffixed(target, suffix, translation.span(node, suffix));
    }
    return target;
  }

  private Expression suffixed(Expression target, SeqParser.SuffixContext suffix, Span span) {
    if (suffix.callArguments() != null) {
      requireCallable(target, suffix);
      var arguments = suffix.callArguments().callArgument().stream().map(this::argument).toList();
      return new Expression.Call(target, arguments, span);
    }
    if (suffix.indices() != null) {
      List<Expression> indices = suffix.indices().expression().stream().map(this::expression).toList();
      return new Expression.Index(target, indices, span);
    }
    return new Expression.Member(target, translation.name(suffix.memberName().getStart()), span);
  }

  /** {@code 2 (a + b)} is meant for a product. */
  private void requireCallable(Expression target, SeqParser.SuffixContext arguments) {
    if (target instanceof Expression.Number || target instanceof Expression.Bool) {
      translation.problems().add(SyntaxCode.MISSING_OPERATOR
          .error("an operator is missing before `(`", translation.span(arguments.getStart()),
              "`" + target.span().text() + "` is no function")
          .help("`" + target.span().text() + " * (…)`"));
    }
  }

  private Expression.CallArgument argument(SeqParser.CallArgumentContext node) {
    Optional<Name> over = Optional.ofNullable(node.name()).map(translation::name);
    Expression first = expression(node.expression(0));
    if (node.EQUALS() == null) {
      return new Expression.CallArgument(Optional.empty(), first, over, translation.span(node));
    }
    Optional<Name> name =
        first instanceof Expression.Reference reference ? Optional.of(reference.name()) : Optional.empty();
    if (name.isEmpty()) {
      translation.problems().add(SyntaxCode.BAD_TARGET
          .error("the left side of `=` in a call is the name of an argument", first.span(), "is not a name")
          .help("`==` compares"));
    }
    return new Expression.CallArgument(name, expression(node.expression(1)), over, translation.span(node));
  }

  private Expression primary(SeqParser.PrimaryContext node) {
    Span span = translation.span(node);
    if (node.NUMBER() != null) {
      return new Expression.Number(span.text(), span);
    }
    if (node.TRUE() != null || node.FALSE() != null) {
      return new Expression.Bool(node.TRUE() != null, span);
    }
    if (node.carried() != null) {
      return carried(node.carried());
    }
    return node.name() != null ? new Expression.Reference(translation.name(node.name()), span) : any(onlyRule(node));
  }

  private Expression running(SeqParser.RunningContext node) {
    List<Expression.CallArgument> arguments = node.callArguments() == null ? List.of()
        : node.callArguments().callArgument().stream().map(this::argument).toList();
    List<Expression.Clause> clauses = node.clause().stream().map(this::clause).toList();
    return new Expression.Run(translation.name(node.name()), arguments, clauses, translation.span(node));
  }

  private Expression.Clause clause(SeqParser.ClauseContext node) {
    Expression.ClauseKind kind = switch (node.kind.getType()) {
      case SeqParser.FROM -> Expression.ClauseKind.FROM;
      case SeqParser.OVER -> Expression.ClauseKind.OVER;
      case SeqParser.START -> Expression.ClauseKind.START;
      case SeqParser.FEED -> Expression.ClauseKind.FEED;
      case SeqParser.UNTIL -> Expression.ClauseKind.UNTIL;
      case SeqParser.AT_WORD -> Expression.ClauseKind.AT_MOST;
      case SeqParser.BEAM -> Expression.ClauseKind.BEAM;
      case SeqParser.NORMALIZE -> Expression.ClauseKind.NORMALIZE;
      case SeqParser.SAMPLE -> Expression.ClauseKind.SAMPLE;
      default -> throw Translation.unknown(node);
    };
    Expression value = node.name() == null ? expression(node.expression())
        : new Expression.Reference(translation.name(node.name()), translation.span(node.name()));
    return new Expression.Clause(kind, value, translation.span(node));
  }

  private Expression carried(SeqParser.CarriedContext node) {
    Name cell = translation.name(node.name());
    Expression reference = new Expression.Reference(cell, cell.span());
    if (node.callArguments() == null) {
      translation.problems().add(SyntaxCode.CARRY_WITHOUT_CALL
          .error("`carry` is followed by a cell that is applied", translation.span(node), "to what?")
          .help("`carry " + cell + "(x)`"));
      return reference;
    }
    var arguments = node.callArguments().callArgument().stream().map(this::argument).toList();
    Expression.Call run = new Expression.Call(reference, arguments, translation.span(node.name(), node.callArguments()));
    return new Expression.Carry(run, translation.span(node));
  }

  private static ParserRuleContext onlyRule(ParserRuleContext node) {
    List<ParserRuleContext> rules = node.getRuleContexts(ParserRuleContext.class);
    if (rules.size() != 1) {
      throw Translation.unknown(node);
    }
    return rules.get(0);
  }
}
