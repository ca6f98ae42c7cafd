package org.seqlang.compiler.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** What the operations' rules have in common. */
final class Rules {

  private Rules() {}

  static void require(boolean condition, Op op, String what, List<Type> operands) {
    if (!condition) {
      throw new IllegalArgumentException(op.text() + ": " + what + "; operands are " + operands);
    }
  }

  /** No operand has a derivative. */
  static List<Optional<Value>> none(List<Value> operands) {
    return operands.stream().map(v -> Optional.<Value>empty()).toList();
  }

  /** The value with time in front, the same at every step. */
  static Value overTime(GraphBuilder graph, Size time, Value value) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < value.type().rank(); i++) {
      axes.add(i + 1);
    }
    return graph.add(new Broadcast(value.type().over(time).dims(), axes), value);
  }

  /** The operands, all with time in front. */
  static List<Value> allOverTime(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    List<Value> lifted = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      lifted.add(varies.get(i) ? operands.get(i) : overTime(graph, time, operands.get(i)));
    }
    return lifted;
  }

  static Value zeros(GraphBuilder graph, Type type) {
    return graph.add(new Constant(0, new Type(Element.FLOAT, type.dims())));
  }

  static List<Integer> plusOne(List<Integer> axes) {
    List<Integer> shifted = new ArrayList<>(List.of(0));
    axes.forEach(axis -> shifted.add(axis + 1));
    return shifted;
  }

  static List<Size> over(Size time, List<Size> dims) {
    List<Size> all = new ArrayList<>();
    all.add(time);
    all.addAll(dims);
    return all;
  }
}
