package org.seqlang.compiler.check;

import java.util.Map;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;

/** Conditions that are known when the file is compiled. */
final class ConditionChecker {

  private final Context context;

  ConditionChecker(Context context) {
    this.context = context;
  }

  /** True where there is an error, which is reported. */
  Condition check(Expression expression) {
    if (expression instanceof Expression.Bool bool) {
      return Condition.of(bool.value());
    } else if (expression instanceof Expression.Reference reference) {
      var hyper = context.hyper(reference.name(), HyperParameter.Kind.BOOL);
      if (hyper.isPresent()) {
        return context.hypers().condition(hyper.get());
      }
    } else if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NOT) {
      return new Condition.Not(check(unary.operand())).substitute(Map.of());
    } else if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
      return new Condition.And(check(binary.left()), check(binary.right())).substitute(Map.of());
    } else if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.OR) {
      return new Condition.Or(check(binary.left()), check(binary.right())).substitute(Map.of());
    }
    context.report(TypeErrors.notACondition(expression.span()));
    return Condition.TRUE;
  }
}
