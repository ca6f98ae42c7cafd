package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.Locale;

/** The reverse of {@link Edge}: a sequence that is zero but at its first or last step. */
public record AtEdge(Edge.End end, Size time) implements Op {

  @Override
  public String text() {
    return "at_edge " + end.name().toLowerCase(Locale.ROOT) + " " + time;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && operands.get(0).time().isEmpty() && operands.get(0).isFloat(), this,
        "needs floats without time", operands);
    return List.of(operands.get(0).over(time));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return List.of(Optional.of(graph.add(new Edge(end), gradients.get(0).orElseThrow())));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size newTime, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException(text() + " cannot be lifted over " + newTime);
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return false;
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    Array x = operands.get(0);
    int to = end == Edge.End.FIRST ? 0 : result.size() - x.size();
    System.arraycopy(x.data(), 0, result.data(), to, x.size());
    return List.of(result);
  }
}
