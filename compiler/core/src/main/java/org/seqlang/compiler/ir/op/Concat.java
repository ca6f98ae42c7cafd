package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import org.seqlang.compiler.ir.ArrayIndex;

/** Joins arrays along an axis. */
public record Concat(int axis) implements Op {

  @Override
  public String text() {
    return "concat axis " + axis;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(!operands.isEmpty() && axis >= 0 && axis < operands.get(0).rank(), this, "needs that axis", operands);
    Type first = operands.get(0);
    Size sum = Size.ZERO;
    for (Type type : operands) {
      Rules.require(type.rank() == first.rank() && type.element().equals(first.element())
          && type.withoutAxis(axis).equals(first.withoutAxis(axis)), this, "the other dimensions differ", operands);
      sum = sum.plus(type.dim(axis));
    }
    List<Size> dims = new ArrayList<>(first.dims());
    dims.set(axis, sum);
    return List.of(first.withDims(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    List<Size> parts = operands.stream().map(v -> v.type().dim(axis)).toList();
    return graph.addAll(new Split(axis, parts), List.of(gradients.get(0).orElseThrow())).stream()
        .map(Optional::of).toList();
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Concat(axis + 1), Rules.allOverTime(graph, time, operands, varies));
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    ArrayIndex index = ArrayIndex.around(result.shape(), axis);
    int from = 0;
    for (Array part : operands) {
      ArrayIndex inPart = ArrayIndex.around(part.shape(), axis);
      for (int o = 0; o < index.outer(); o++) {
        for (int k = 0; k < inPart.extent(); k++) {
          System.arraycopy(part.data(), inPart.at(o, k, 0), result.data(), index.at(o, from + k, 0), index.inner());
        }
      }
      from += inPart.extent();
    }
    return List.of(result);
  }
}
