package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.ArrayIndex;

/** One element of an axis, by index: {@code result[a, b] = x[a, index[a, b], b]}. */
public record Pick(int axis) implements Op {

  @Override
  public String text() {
    return "pick axis " + axis;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 2 && axis >= 0 && axis < operands.get(0).rank()
        && operands.get(0).withoutAxis(axis).dims().equals(operands.get(1).dims()) && !operands.get(1).isFloat(),
        this, "the index needs the dimensions of the array without the axis", operands);
    return List.of(operands.get(0).withoutAxis(axis));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Size size = operands.get(0).type().dim(axis);
    Value placed = graph.add(new Place(axis, size), gradients.get(0).orElseThrow(), operands.get(1));
    return List.of(Optional.of(placed), Optional.empty());
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Pick(axis + 1), Rules.allOverTime(graph, time, operands, varies));
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    ArrayIndex index = ArrayIndex.around(x.shape(), axis);
    Array result = Array.zeros(operands.get(1).shape());
    for (int o = 0; o < index.outer(); o++) {
      for (int i = 0; i < index.inner(); i++) {
        int at = o * index.inner() + i;
        result.data()[at] = x.data()[index.at(o, (int) operands.get(1).data()[at], i)];
      }
    }
    return List.of(result);
  }
}
