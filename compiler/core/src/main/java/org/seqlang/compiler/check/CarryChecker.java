package org.seqlang.compiler.check;

import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** {@code carry encoder(x)}: a cell that goes on, in an objective, from where it stopped in the chunk before. */
final class CarryChecker {

  private final ExpressionChecker expressions;
  private final Context context;

  CarryChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed check(Expression.Carry carry) {
    Typed value = new CallChecker(expressions).check(carry.run());
    if (value instanceof Typed.Erroneous) {
      return value;
    }
    Name name = ((Expression.Reference) carry.run().callee()).name();
    if (!(value instanceof Typed.Run run)) {
      return context.reporter().erroneous(context.parts().has(name.text())
          ? RecurrenceErrors.carryOfOther(name, context.parts().declared(name.text()))
          : RecurrenceErrors.carryOfUnknown(name), carry.span());
    }
    Part.Modifiers modifiers = run.part().modifiers();
    if (modifiers.bidirectional() || modifiers.reverse()) {
      return context.reporter().erroneous(RecurrenceErrors.carryBackwards(run.part(), name), carry.span());
    }
    if (context.place() != Context.Place.OBJECTIVE) {
      return context.reporter().erroneous(RecurrenceErrors.carryOutsideObjective(carry), carry.span());
    }
    return run.carriedOn(carry.span());
  }
}
