package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * A sequence one step later: {@code result[0] = edge}, {@code result[t] = x[t-1]}. Operands: the sequence, the edge.
 *
 * @param reverse one step earlier instead: {@code result[t] = x[t+1]}, and the edge is the last
 */
public record Shift(boolean reverse) implements Op {

  @Override
  public String text() {
    return reverse ? "shift reverse" : "shift";
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 2 && operands.get(0).time().isPresent()
        && operands.get(1).equals(operands.get(0).withoutAxis(0)), this, "needs a sequence and one of its steps", operands);
    return List.of(operands.get(0));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    if (!operands.get(0).type().isFloat()) {
      return Rules.none(operands);
    }
    Value g = gradients.get(0).orElseThrow();
    Value back = graph.add(new Shift(!reverse), g, Rules.zeros(graph, operands.get(1).type()));
    return List.of(Optional.of(back),
        Optional.of(graph.add(new Edge(reverse ? Edge.End.LAST : Edge.End.FIRST), g)));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException(text() + " cannot be lifted over " + time);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    Array edge = operands.get(1);
    Array result = Array.zeros(x.shape());
    int rest = x.size() - edge.size();
    if (x.size() > 0) {
      System.arraycopy(x.data(), reverse ? edge.size() : 0, result.data(), reverse ? 0 : edge.size(), rest);
      System.arraycopy(edge.data(), 0, result.data(), reverse ? rest : 0, edge.size());
    }
    return List.of(result);
  }
}
