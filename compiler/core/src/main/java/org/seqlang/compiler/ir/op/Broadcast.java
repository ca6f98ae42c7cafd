package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * Repeats an array along new dimensions.
 *
 * @param dims of the result
 * @param axes where dimension i of the operand stands in the result; increasing
 */
public record Broadcast(List<Size> dims, List<Integer> axes) implements Op {

  public Broadcast {
    dims = List.copyOf(dims);
    axes = List.copyOf(axes);
  }

  @Override
  public String text() {
    return "broadcast " + dims + " axes " + axes;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Type type = operands.get(0);
    boolean fits = operands.size() == 1 && type.rank() == axes.size();
    for (int i = 0; fits && i < axes.size(); i++) {
      fits = axes.get(i) >= 0 && axes.get(i) < dims.size() && dims.get(axes.get(i)).equals(type.dim(i))
          && (i == 0 || axes.get(i) > axes.get(i - 1));
    }
    Rules.require(fits, this, "the operand's dimensions must stand in the result", operands);
    return List.of(type.withDims(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Value sum = gradients.get(0).orElseThrow();
    for (int axis = dims.size() - 1; axis >= 0; axis--) {
      if (!axes.contains(axis)) {
        sum = graph.add(new Reduce(Reduce.Kind.SUM, axis), sum);
      }
    }
    return List.of(Optional.of(sum));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Broadcast(Rules.over(time, dims), Rules.plusOne(axes)), operands);
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return dims.stream().noneMatch(Size::isRagged);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    int[] shape = dims.stream().mapToInt(context::size).toArray();
    Array operand = operands.get(0);
    Array result = Array.zeros(shape);
    int[] at = new int[shape.length];
    for (int i = 0; i < result.size(); i++) {
      int rest = i;
      for (int d = shape.length - 1; d >= 0; d--) {
        at[d] = rest % shape[d];
        rest /= shape[d];
      }
      int from = 0;
      for (int d = 0; d < axes.size(); d++) {
        from = from * operand.shape()[d] + at[axes.get(d)];
      }
      result.data()[i] = operand.data()[from];
    }
    return List.of(result);
  }
}
