package org.seqlang.compiler.check;

import java.util.Optional;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;

/** What stands in the brackets of a step: {@code t}, {@code t-1}, {@code t-k}, {@code t-2*k-1}. */
final class Lag {

  private Lag() {}

  /** Whether an index speaks of the step: {@code t}, or {@code t} with something added or subtracted. */
  static boolean speaksOfStep(Expression index) {
    if (index instanceof Expression.Reference reference) {
      return reference.name().text().equals("t");
    }
    return index instanceof Expression.Binary binary && isSum(binary) && speaksOfStep(binary.left());
  }

  /** How many steps back an index lies, as a size written down: nothing for {@code t} itself. */
  static Optional<Expression> of(Expression index) {
    if (!(index instanceof Expression.Binary binary)) {
      return Optional.empty();
    }
    Expression own = binary.operator() == BinaryOperator.SUBTRACT ? binary.right()
        : new Expression.Unary(Expression.UnaryOperator.NEGATE, binary.right(), binary.right().span());
    return Optional.of(of(binary.left()).<Expression>map(
        before -> new Expression.Binary(BinaryOperator.ADD, before, own, binary.operatorSpan(), binary.span())).orElse(own));
  }

  private static boolean isSum(Expression.Binary binary) {
    return binary.operator() == BinaryOperator.SUBTRACT || binary.operator() == BinaryOperator.ADD;
  }
}
