package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import org.seqlang.compiler.ir.Graph;

/**
 * The recurrence: runs a body for each step of a sequence.
 *
 * <p>Operands: sequences {@code [time, …]}, initial states, constants. The body's inputs are one step of each sequence, the previous
 * states, the constants; its results are the next states, then the values to stack. Results: final states, then the stacked
 * sequences {@code [time, …]}.
 *
 * @param reverse from the example's last step to its first
 * @param sequences how many operands are sequences
 * @param states how many are initial states; the rest are constants
 */
public record Scan(Size time, boolean reverse, int sequences, int states, Graph body) implements Op {

  @Override
  public String text() {
    return "scan " + time + (reverse ? " reverse" : "") + " sequences " + sequences + " states " + states;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == body.inputs().size() && body.results().size() >= states, this,
        "does not fit its body", operands);
    for (int i = 0; i < operands.size(); i++) {
      Type inside = body.inputs().get(i).value().type();
      Type expected = i < sequences ? inside.over(time) : inside;
      Rules.require(operands.get(i).equals(expected), this, "operand " + i + " should be " + expected, operands);
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < body.results().size(); i++) {
      Type type = body.results().get(i).value().type();
      if (i < states) {
        Type state = operands.get(sequences + i);
        Rules.require(type.equals(state), this, "state " + i + " becomes " + type, operands);
      }
      types.add(i < states ? type : type.over(time));
    }
    return types;
  }

  /** Belongs to the package {@code autodiff}, which differentiates the body. */
  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    throw new IllegalStateException("a scan is differentiated by ScanGradient");
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size newTime, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException("a scan cannot be lifted over " + newTime);
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return false;
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    int steps = context.size(time);
    List<Array> carried = new ArrayList<>(operands.subList(sequences, sequences + states));
    List<Array> stacks = new ArrayList<>();
    types.subList(states, types.size())
        .forEach(type -> stacks.add(Array.zeros(type.dims().stream().mapToInt(context::size).toArray())));
    for (int i = 0; i < steps; i++) {
      int t = reverse ? steps - 1 - i : i;
      List<Array> inputs = new ArrayList<>();
      operands.subList(0, sequences).forEach(sequence -> inputs.add(step(sequence, t)));
      inputs.addAll(carried);
      inputs.addAll(operands.subList(sequences + states, operands.size()));
      List<Array> results = context.run(body, inputs, t);
      carried = results.subList(0, states);
      for (int k = 0; k < stacks.size(); k++) {
        Array row = results.get(states + k);
        System.arraycopy(row.data(), 0, stacks.get(k).data(), t * row.size(), row.size());
      }
    }
    List<Array> all = new ArrayList<>(carried);
    all.addAll(stacks);
    return all;
  }

  private static Array step(Array sequence, int t) {
    int size = sequence.size() / sequence.shape()[0];
    int[] shape = Arrays.copyOfRange(sequence.shape(), 1, sequence.rank());
    return new Array(shape, Arrays.copyOfRange(sequence.data(), t * size, (t + 1) * size));
  }
}
