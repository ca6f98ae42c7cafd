package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * The recurrence whose steps are linear in the state, element by element: {@code s[t] = a[t] s[t-1] + b[t]}. Operands: a and b
 * {@code [time, …]}, the initial state {@code […]}. The result is the sequence of the states. Its steps need no loop one after the
 * other: chunks of time are put together as a whole (Blelloch, "Prefix sums and their applications", 1990; Martin and Cundy,
 * "Parallelizing linear recurrent neural nets over sequence length", 2018).
 *
 * @param reverse from the example's last step to its first
 * @param transposed {@code s[t] = a[t-1] s[t-1] + b[t]}, begun with {@code s[0] = initial + b[0]}: what flows back through the other
 *     one, run the other way
 */
public record LinearScan(boolean reverse, boolean transposed) implements Op {

  @Override
  public String text() {
    return "linear_scan" + (reverse ? " reverse" : "") + (transposed ? " transposed" : "");
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 3 && operands.get(0).isFloat() && operands.get(0).time().isPresent()
        && operands.get(1).equals(operands.get(0)) && operands.get(2).equals(operands.get(0).withoutAxis(0)), this,
        "needs two sequences of floats and one of their steps", operands);
    return List.of(operands.get(0));
  }

  /** What flows into a state flows on by the same factors: a linear scan the other way, the other form. */
  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Value a = operands.get(0);
    Value initial = operands.get(2);
    Value zeros = Rules.zeros(graph, initial.type());
    Value back = graph.add(new LinearScan(!reverse, !transposed), a, gradients.get(0).orElseThrow(), zeros);
    Map times = new Map(ScalarFunction.MULTIPLY);
    Edge begin = new Edge(reverse ? Edge.End.LAST : Edge.End.FIRST);
    Value first = graph.add(begin, back);
    Value factors = transposed ? graph.add(times, graph.add(new Shift(!reverse), back, zeros), results.get(0))
        : graph.add(times, back, graph.add(new Shift(reverse), results.get(0), initial));
    Value ofInitial = transposed ? first : graph.add(times, graph.add(begin, a), first);
    return List.of(Optional.of(factors), Optional.of(back), Optional.of(ofInitial));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException(text() + " cannot be lifted over " + time);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    double[] a = operands.get(0).data();
    double[] b = operands.get(1).data();
    double[] state = operands.get(2).data().clone();
    Array result = Array.zeros(operands.get(0).shape());
    int steps = result.shape()[0];
    for (int i = 0; i < steps; i++) {
      int row = (reverse ? steps - 1 - i : i) * state.length;
      for (int c = 0; c < state.length; c++) {
        double next = transposed ? state[c] + b[row + c] : a[row + c] * state[c] + b[row + c];
        result.data()[row + c] = next;
        state[c] = transposed ? a[row + c] * next : next;
      }
    }
    return List.of(result);
  }
}
