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

/** Cuts an axis into parts, one result a part. */
public record Split(int axis, List<Size> parts) implements Op {

  public Split {
    parts = List.copyOf(parts);
  }

  @Override
  public String text() {
    return "split axis " + axis + " " + parts;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && axis >= 0 && axis < operands.get(0).rank(), this, "needs that axis", operands);
    Size sum = parts.stream().reduce(Size.ZERO, Size::plus);
    Rules.require(sum.equals(operands.get(0).dim(axis)), this, "the parts make " + sum, operands);
    List<Type> types = new ArrayList<>();
    for (Size part : parts) {
      List<Size> dims = new ArrayList<>(operands.get(0).dims());
      dims.set(axis, part);
      types.add(operands.get(0).withDims(dims));
    }
    return types;
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Type type = results.get(i).type();
      all.add(gradients.get(i).orElseGet(() -> Rules.zeros(graph, type)));
    }
    return List.of(Optional.of(graph.addAll(new Concat(axis), all).get(0)));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Split(axis + 1, parts), operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    ArrayIndex index = ArrayIndex.around(x.shape(), axis);
    List<Array> all = new ArrayList<>();
    int from = 0;
    for (Type type : types) {
      Array part = Array.zeros(type.dims().stream().mapToInt(context::size).toArray());
      ArrayIndex inPart = ArrayIndex.around(part.shape(), axis);
      for (int o = 0; o < index.outer(); o++) {
        for (int k = 0; k < inPart.extent(); k++) {
          System.arraycopy(x.data(), index.at(o, from + k, 0), part.data(), inPart.at(o, k, 0), index.inner());
        }
      }
      from += inPart.extent();
      all.add(part);
    }
    return all;
  }
}
