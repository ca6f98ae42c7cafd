package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.Arrays;
import java.util.Locale;

/** The first or the last step of a sequence. */
public record Edge(End end) implements Op {

  /** Which step. */
  public enum End { FIRST, LAST }

  @Override
  public String text() {
    return "edge " + end.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && operands.get(0).time().isPresent(), this, "needs a sequence", operands);
    return List.of(operands.get(0).withoutAxis(0));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Size time = operands.get(0).type().time().orElseThrow();
    return List.of(Optional.of(graph.add(new AtEdge(end, time), gradients.get(0).orElseThrow())));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException(text() + " cannot be lifted over " + time);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array x = operands.get(0);
    int[] shape = Arrays.copyOfRange(x.shape(), 1, x.rank());
    int size = x.size() / x.shape()[0];
    int from = end == End.FIRST ? 0 : x.size() - size;
    return List.of(new Array(shape, Arrays.copyOfRange(x.data(), from, from + size)));
  }
}
