package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.ArrayIndex;
import org.seqlang.compiler.ir.Element;

/** Where an axis has its maximum, the first of several; the axis goes away. */
public record ArgMax(int axis) implements Op {

  @Override
  public String text() {
    return "argmax axis " + axis;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && operands.get(0).isFloat() && axis >= 0 && axis < operands.get(0).rank(),
        this, "needs floats with that axis", operands);
    return List.of(operands.get(0).withoutAxis(axis).withElement(Element.index(operands.get(0).dim(axis))));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return Rules.none(operands);
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new ArgMax(axis + 1), operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    ArrayIndex index = ArrayIndex.around(x.shape(), axis);
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    for (int o = 0; o < index.outer(); o++) {
      for (int i = 0; i < index.inner(); i++) {
        int best = 0;
        for (int k = 1; k < index.extent(); k++) {
          if (x.data()[index.at(o, k, i)] > x.data()[index.at(o, best, i)]) {
            best = k;
          }
        }
        result.data()[o * index.inner() + i] = best;
      }
    }
    return List.of(result);
  }
}
