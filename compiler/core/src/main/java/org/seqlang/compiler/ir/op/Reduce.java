package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import java.util.Locale;
import org.seqlang.compiler.ir.ArrayIndex;

/** Adds up an axis, or takes its maximum; the axis goes away. */
public record Reduce(Kind kind, int axis) implements Op {

  /** How the elements are combined. */
  public enum Kind { SUM, MAX }

  @Override
  public String text() {
    return kind.name().toLowerCase(Locale.ROOT) + " axis " + axis;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && operands.get(0).isFloat() && axis >= 0 && axis < operands.get(0).rank(),
        this, "needs floats with that axis", operands);
    return List.of(operands.get(0).withoutAxis(axis));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Value g = gradients.get(0).orElseThrow();
    Type type = operands.get(0).type();
    if (kind == Kind.MAX) {
      Value index = graph.add(new ArgMax(axis), operands.get(0));
      return List.of(Optional.of(graph.add(new Place(axis, type.dim(axis)), g, index)));
    }
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < type.rank(); i++) {
      if (i != axis) {
        axes.add(i);
      }
    }
    return List.of(Optional.of(graph.add(new Broadcast(type.dims(), axes), g)));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Reduce(kind, axis + 1), operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    ArrayIndex index = ArrayIndex.around(x.shape(), axis);
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    for (int o = 0; o < index.outer(); o++) {
      for (int i = 0; i < index.inner(); i++) {
        double value = kind == Kind.SUM ? 0 : Double.NEGATIVE_INFINITY;
        for (int k = 0; k < index.extent(); k++) {
          double element = x.data()[index.at(o, k, i)];
          value = kind == Kind.SUM ? value + element : Math.max(value, element);
        }
        result.data()[o * index.inner() + i] = value;
      }
    }
    return List.of(result);
  }
}
