package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** The same elements in the same order under other dimensions; a leading ragged dimension stays. */
public record Reshape(List<Size> dims) implements Op {

  public Reshape {
    dims = List.copyOf(dims);
  }

  @Override
  public String text() {
    return "reshape " + dims;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Type result = operands.get(0).withDims(dims);
    Rules.require(operands.size() == 1 && operands.get(0).columns().equals(result.columns())
        && operands.get(0).time().equals(result.time()), this, "must keep the elements", operands);
    return List.of(result);
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return List.of(Optional.of(
        graph.add(new Reshape(operands.get(0).type().dims()), gradients.get(0).orElseThrow())));
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(new Reshape(Rules.over(time, dims)), operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    return List.of(new Array(dims.stream().mapToInt(context::size).toArray(), operands.get(0).data().clone()));
  }
}
