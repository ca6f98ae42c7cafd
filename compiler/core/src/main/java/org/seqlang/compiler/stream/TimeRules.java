package org.seqlang.compiler.stream;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.ir.op.SizeOf;

/**
 * What becomes of operations along the sequence: a sum or a maximum is a state that takes in each element, the last
 * element is that of the step, the first and the one before are kept.
 */
final class TimeRules {

  private final Size time;
  private final StepBuilder builder;
  private final StreamStates states;
  private final GraphBuilder step;

  TimeRules(Size time, StepBuilder builder, StreamStates states, GraphBuilder step) {
    this.time = time;
    this.builder = builder;
    this.states = states;
    this.step = step;
  }

  /** What a node becomes; absent where it is not one of these. */
  Optional<Streamed> apply(Node node, List<Streamed> operands) {
    if (node.op() instanceof SizeOf size && size.size().equals(time) && node.result().type().isFloat()) {
      return Optional.of(soFar(states.count()));
    } else if (node.op() instanceof Reduce reduce && reduce.axis() == 0) {
      return Optional.of(reduce(reduce, node, operands.get(0)));
    } else if (node.op() instanceof Contract contract && !node.result().type().time().equals(Optional.of(time))) {
      return Optional.of(product(contract, node, operands));
    } else if (node.op() instanceof Edge edge) {
      return Optional.of(edge(edge, node, operands.get(0)));
    } else if (node.op() instanceof Shift shift) {
      return Optional.of(shift(shift, node, operands));
    }
    return Optional.empty();
  }

  private static Streamed soFar(Value value) {
    return new Streamed(Streamed.Level.SO_FAR, value);
  }

  private static void requireSettled(Streamed value, Node node) {
    if (!value.stays()) {
      throw new RefusedException(
          "each further element changes what all elements before it give, as softmax over the length does",
          node.origin());
    }
  }

  private Streamed reduce(Reduce reduce, Node node, Streamed operand) {
    requireSettled(operand, node);
    Value element = builder.inStep(operand);
    boolean sum = reduce.kind() == Reduce.Kind.SUM;
    return running(sum ? "sum" : "max", element, sum ? 0 : Double.NEGATIVE_INFINITY,
        sum ? ScalarFunction.ADD : ScalarFunction.MAXIMUM);
  }

  private Streamed running(String name, Value element, double initial, ScalarFunction function) {
    StreamStates.Slot slot = states.filled(name, element.type(), initial);
    Value next = step.add(new Map(function), slot.previous(), element);
    states.next(slot, next);
    return soFar(next);
  }

  /** A product that adds up the steps: {@code contract "t,ti->i"}. */
  private Streamed product(Contract contract, Node node, List<Streamed> operands) {
    operands.forEach(operand -> requireSettled(operand, node));
    char label = OneStep.isTimed(node, 0, time) ? contract.left().charAt(0) : contract.right().charAt(0);
    Value element = step.add(
        OneStep.without(contract, label), builder.inStep(operands.get(0)), builder.inStep(operands.get(1)));
    return running("sum", element, 0, ScalarFunction.ADD);
  }

  private Streamed edge(Edge edge, Node node, Streamed operand) {
    if (operand.isKnown()) {
      return operand;
    } else if (edge.end() == Edge.End.LAST) {
      return soFar(operand.value());
    }
    requireSettled(operand, node);
    StreamStates.Slot slot = states.filled("first", operand.value().type(), 0);
    Value first = states.atFirst(operand.value(), slot.previous());
    states.next(slot, first);
    return new Streamed(Streamed.Level.SETTLED, first);
  }

  private Streamed shift(Shift shift, Node node, List<Streamed> operands) {
    if (shift.reverse()) {
      throw new RefusedException("a step reads the element behind its own", node.origin());
    }
    requireSettled(operands.get(0), node);
    StreamStates.Slot slot = states.from("before", operands.get(1), node);
    states.next(slot, builder.inStep(operands.get(0)));
    return new Streamed(Streamed.Level.SETTLED, slot.previous());
  }
}
