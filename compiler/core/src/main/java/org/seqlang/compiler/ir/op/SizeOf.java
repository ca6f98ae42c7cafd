package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * The value of a size as a number: {@code 1/size_of T} makes a mean of a sum.
 *
 * @param element of the result: a float, or an index, as in {@code start bos}
 */
public record SizeOf(Size size, Element element) implements Op {

  public SizeOf(Size size) {
    this(size, Element.FLOAT);
  }

  @Override
  public String text() {
    return "size_of " + size;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.isEmpty(), this, "takes no operand", operands);
    return List.of(new Type(element, List.of()));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return List.of();
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return List.of(Rules.overTime(graph, time, graph.add(this)));
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    return List.of(Array.scalar(context.size(size)));
  }
}
