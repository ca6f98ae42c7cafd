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

/** The reverse of {@link Pick}: a new axis that is zero but at the index. */
public record Place(int axis, Size size) implements Op {

  @Override
  public String text() {
    return "place axis " + axis + " size " + size;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 2 && operands.get(0).dims().equals(operands.get(1).dims())
        && operands.get(0).isFloat() && !operands.get(1).isFloat() && axis >= 0 && axis <= operands.get(0).rank(),
        this, "needs floats and indices of equal dimensions", operands);
    List<Size> dims = new ArrayList<>(operands.get(0).dims());
    dims.add(axis, size);
    return List.of(Type.floats(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return List.of(
        Optional.of(graph.add(new Pick(axis), gradients.get(0).orElseThrow(), operands.get(1))), Optional.empty());
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Place(axis + 1, size), Rules.allOverTime(graph, time, operands, varies));
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return !size.isRagged() && operands.stream().noneMatch(t -> t.time().isPresent());
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    ArrayIndex index = ArrayIndex.around(result.shape(), axis);
    for (int o = 0; o < index.outer(); o++) {
      for (int i = 0; i < index.inner(); i++) {
        int at = o * index.inner() + i;
        result.data()[index.at(o, (int) operands.get(1).data()[at], i)] = operands.get(0).data()[at];
      }
    }
    return List.of(result);
  }
}
