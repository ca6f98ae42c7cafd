package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Lines with or without {@code =}: what they define, and how. */
final class EquationTranslation {

  private final Translation translation;
  private final ExpressionTranslation expressions;

  EquationTranslation(Translation translation, ExpressionTranslation expressions) {
    this.translation = translation;
    this.expressions = expressions;
  }

  /** The right side; empty where there is no {@code =}. */
  Optional<Expression> value(SeqParser.EquationContext node) {
    return node.EQUALS() == null ? Optional.empty() : Optional.of(expressions.expression(right(node)));
  }

  private static SeqParser.ExpressionContext right(SeqParser.EquationContext node) {
    return node.expression(node.expression().size() - 1);
  }

  /** The left side, which may say at which step. Empty where something is wrong with it. */
  Optional<List<CellMember.Target>> targets(SeqParser.EquationContext node) {
    List<Optional<CellMember.Target>> targets =
        node.expression().subList(0, node.expression().size() - 1).stream().map(this::target).toList();
    return targets.stream().allMatch(Optional::isPresent)
        ? Optional.of(targets.stream().map(Optional::orElseThrow).toList()) : Optional.empty();
  }

  /** The left side where steps make no sense. */
  Optional<List<Name>> names(SeqParser.EquationContext node, Place place) {
    Optional<List<CellMember.Target>> targets = targets(node);
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    for (CellMember.Target target : targets.get()) {
      if (target.atStep()) {
        translation.problems().add(SyntaxCode.BAD_TARGET
            .error(place.text() + " has no steps", target.span(), "defines a name at step `t`")
            .help("`" + target.name() + " = …`; equations over steps stand in cells"));
        return Optional.empty();
      }
    }
    return Optional.of(targets.get().stream().map(CellMember.Target::name).toList());
  }

  private Optional<CellMember.Target> target(SeqParser.ExpressionContext node) {
    Expression expression = expressions.expression(node);
    if (expression instanceof Expression.Reference reference) {
      return Optional.of(new CellMember.Target(reference.name(), false, expression.span()));
    }
    if (expression instanceof Expression.Index index && index.target() instanceof Expression.Reference reference) {
      if (index.indices().size() == 1 && index.indices().get(0) instanceof Expression.Reference step
          && step.name().text().equals("t")) {
        return Optional.of(new CellMember.Target(reference.name(), true, expression.span()));
      }
      bad(expression, "an equation gives a value at step `t`", "`" + reference.name() + "[t] = …`");
      return Optional.empty();
    }
    bad(expression, "only a name can be defined", "write `name = …` or `name[t] = …`");
    return Optional.empty();
  }

  private void bad(Expression target, String remark, String help) {
    translation.problems().add(SyntaxCode.BAD_TARGET
        .error("`" + shortened(target) + "` cannot stand on the left of `=`", target.span(), remark)
        .help(help));
  }

  /** Says that a line without {@code =} ought to have one. */
  void missingEquals(SeqParser.EquationContext node, Place place) {
    Expression first = expressions.expression(node.expression(0));
    if (first instanceof Expression.Unary unary && unary.operator() == Expression.UnaryOperator.NEGATE) {
      translation.problems().add(SyntaxCode.LEADING_OPERATOR
          .error("a line cannot start with `-`", translation.span(node.getStart()), "does not join the line before")
          .help("put the `-` at the end of the line before, or the expression in parentheses"));
      return;
    }
    Diagnostic error = SyntaxCode.MISSING_EQUALS
        .error("the line defines nothing", translation.span(node), place.text() + " takes " + place.takes());
    if (first instanceof Expression.Binary binary && binary.operator() == Expression.BinaryOperator.EQUAL) {
      error = SyntaxCode.MISSING_EQUALS.error("`==` compares, it does not define", binary.operatorSpan(), "write `=`");
    } else if (first instanceof Expression.Reference && node.expression().size() == 1) {
      error = error.help("`" + first.span().text() + " = …`");
    }
    translation.problems().add(error);
  }

  private static String shortened(Expression expression) {
    String text = expression.span().text().lines().findFirst().orElse("");
    return text.length() <= 30 ? text : text.substring(0, 27) + "...";
  }

  /** A call of a bare name that starts with an upper-case letter, if that is what the right side is. */
  static Optional<Expression.Call> instance(Expression value) {
    return value instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee
        && Character.isUpperCase(callee.name().text().charAt(0)) ? Optional.of(call) : Optional.empty();
  }
}
