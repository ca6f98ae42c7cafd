package org.seqlang.compiler.emit.java;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;

/**
 * One of two numbers, as a comparison of two others says. Written as a loop the JVM's compiler branches at each number, which costs some
 * nanoseconds where nobody can foresee how; the runtime chooses by vectors.
 *
 * @param comparison of {@code kernel.Functions}
 */
record Choice(String comparison, Scalar x, Scalar y, Scalar yes, Scalar no) {

  private static final Scalar ONE = new Scalar.Literal(1);
  private static final Scalar ZERO = new Scalar.Literal(0);

  /** The choice that a statement is, where all its numbers are floats. */
  static Optional<Choice> of(Statement statement, Map<Scalar.Local, Statement> statements) {
    if (!(statement.value() instanceof Scalar.Apply apply) || !(statement.element() instanceof Element.Float)) {
      return Optional.empty();
    }
    List<Scalar> of = apply.operands();
    Optional<Choice> choice = switch (apply.function()) {
      case WHERE -> of(known(of.get(0), statements), of.get(1), of.get(2));
      case TO_FLOAT -> of(known(of.get(0), statements), ONE, ZERO);
      default -> Optional.empty();
    };
    return choice.filter(c -> c.operands().stream().allMatch(operand -> isFloat(operand, statements)));
  }

  List<Scalar> operands() {
    return List.of(x, y, yes, no);
  }

  /** What a truth value is computed from. */
  private static Scalar known(Scalar condition, Map<Scalar.Local, Statement> statements) {
    return condition instanceof Scalar.Local local ? statements.get(local).value() : condition;
  }

  private static Optional<Choice> of(Scalar condition, Scalar yes, Scalar no) {
    if (!(condition instanceof Scalar.Apply apply)) {
      return Optional.empty();
    }
    List<Scalar> of = apply.operands();
    return switch (apply.function()) {
      case LESS -> Optional.of(new Choice("LESS", of.get(0), of.get(1), yes, no));
      case LESS_EQUAL -> Optional.of(new Choice("LESS_OR_EQUAL", of.get(0), of.get(1), yes, no));
      case GREATER -> Optional.of(new Choice("LESS", of.get(1), of.get(0), yes, no));
      case GREATER_EQUAL -> Optional.of(new Choice("LESS_OR_EQUAL", of.get(1), of.get(0), yes, no));
      case EQUAL -> Optional.of(new Choice("EQUAL", of.get(0), of.get(1), yes, no));
      case NOT_EQUAL -> Optional.of(new Choice("EQUAL", of.get(0), of.get(1), no, yes));
      default -> Optional.empty();
    };
  }

  /** Whether a value is a float that can have an array. */
  private static boolean isFloat(Scalar scalar, Map<Scalar.Local, Statement> statements) {
    return scalar instanceof Scalar.Load load && load.view().buffer().floats() || scalar instanceof Scalar.Literal
        || scalar instanceof Scalar.Local local && statements.get(local).element() instanceof Element.Float;
  }
}
