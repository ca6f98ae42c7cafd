package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import org.seqlang.compiler.ir.Element;

/**
 * Rows of a table: {@code result[lead, rest] = table[index[lead], rest]}.
 *
 * @param padding the row that gets no gradient
 */
public record Gather(Optional<Size> padding) implements Op {

  @Override
  public String text() {
    return "gather" + padding.map(p -> " padding " + p).orElse("");
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 2 && operands.get(0).rank() >= 1 && operands.get(0).isFloat()
        && operands.get(1).element() instanceof Element.Index index && index.bound().equals(operands.get(0).dim(0)),
        this, "needs a table and indices of its rows", operands);
    List<Size> dims = new ArrayList<>(operands.get(1).dims());
    dims.addAll(operands.get(0).dims().subList(1, operands.get(0).rank()));
    return List.of(Type.floats(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Size rows = operands.get(0).type().dim(0);
    Value scattered = graph.add(new Scatter(rows, padding), operands.get(1), gradients.get(0).orElseThrow());
    return List.of(Optional.of(scattered), Optional.empty());
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    if (varies.get(0)) {
      throw new IllegalStateException("gather from a table that varies cannot be lifted over " + time);
    }
    return graph.addAll(this, Rules.allOverTime(graph, time, operands, List.of(true, varies.get(1))));
  }

  @Override
  public boolean canLift(List<Type> operands, List<Boolean> varies) {
    return !varies.get(0) && Op.super.canLift(operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array table = operands.get(0);
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    int width = Arrays.stream(table.shape()).skip(1).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < operands.get(1).size(); i++) {
      int row = (int) operands.get(1).data()[i];
      System.arraycopy(table.data(), row * width, result.data(), i * width, width);
    }
    return List.of(result);
  }
}
