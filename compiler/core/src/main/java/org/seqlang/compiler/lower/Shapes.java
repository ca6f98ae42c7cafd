package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;

/** Shapes: spreading, slices, stacks, reductions. */
final class Shapes {

  private final Lowering lowering;

  Shapes(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Repeats a scalar, or the last dimensions, to fill a type. */
  static Value spread(GraphBuilder graph, Value value, Type type) {
    if (value.type().dims().equals(type.dims())) {
      return value;
    }
    List<Integer> axes = new ArrayList<>();
    int missing = type.rank() - value.type().rank();
    for (int i = 0; i < value.type().rank(); i++) {
      axes.add(missing + i);
    }
    return graph.add(new Broadcast(type.dims(), axes), value);
  }

  Value slice(Typed.Slice slice, Environment e) {
    Value operand = lowering.value(slice.operand(), e);
    int axis = operand.type().rank() - 1;
    Size from = e.binding().size(slice.from());
    Size size = e.binding().size(slice.size());
    Size rest = operand.type().dim(axis).minus(from).minus(size);
    List<Size> parts = Stream.of(from, size, rest).filter(part -> !part.equals(Size.ZERO)).toList();
    return parts.size() == 1 ? operand
        : e.frame().builder().addAll(new Split(axis, parts), List.of(operand)).get(from.equals(Size.ZERO) ? 0 : 1);
  }

  /** One above the other, along a new first dimension. */
  static Value stack(GraphBuilder graph, List<Value> values) {
    List<Value> rows = values.stream().map(value -> {
      List<Size> dims = new ArrayList<>(List.of(Size.ONE));
      dims.addAll(value.type().dims());
      return graph.add(new Reshape(dims), value);
    }).toList();
    return graph.addAll(new Concat(0), rows).get(0);
  }

  Value reduce(Typed.Reduction reduction, Environment e) {
    GraphBuilder graph = e.frame().builder();
    Value operand = lowering.value(reduction.operand(), e);
    int axis = reduction.axis();
    return switch (reduction.kind()) {
      case SUM -> graph.add(new Reduce(Reduce.Kind.SUM, axis), operand);
      case MAX -> graph.add(new Reduce(Reduce.Kind.MAX, axis), operand);
      case ARGMAX -> graph.add(new ArgMax(axis), operand);
      case MEAN -> {
        Value sum = graph.add(new Reduce(Reduce.Kind.SUM, axis), operand);
        Value count = graph.add(new SizeOf(operand.type().dim(axis)));
        yield graph.add(new Map(ScalarFunction.DIVIDE), sum, spread(graph, count, sum.type()));
      }
    };
  }
}
