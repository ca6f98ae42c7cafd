package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** An array that holds one number everywhere. */
public record Constant(double value, Type type) implements Op {

  @Override
  public String text() {
    return "constant " + value;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.isEmpty(), this, "takes no operand", operands);
    return List.of(type);
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return List.of();
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Constant(value, type.over(time)), List.of());
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return type.time().isEmpty();
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    int[] shape = type.dims().stream().mapToInt(context::size).toArray();
    Array array = Array.zeros(shape);
    java.util.Arrays.fill(array.data(), value);
    return List.of(array);
  }
}
