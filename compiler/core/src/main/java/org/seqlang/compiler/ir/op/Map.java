package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.ScalarFunction;

/** A function of numbers, element by element; the operands have equal dimensions. */
public record Map(ScalarFunction function) implements Op {

  @Override
  public String text() {
    return function.text();
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(!operands.isEmpty(), this, "takes operands", operands);
    List<Size> dims = operands.get(0).dims();
    Rules.require(operands.stream().allMatch(t -> t.dims().equals(dims)), this, "needs equal dimensions", operands);
    return List.of(new Type(function.result(operands.stream().map(Type::element).toList()), dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return function.gradient(graph, operands, results.get(0), gradients.get(0).orElseThrow());
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(this, Rules.allOverTime(graph, time, operands, varies));
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(operands.get(0).shape());
    double[] x = new double[operands.size()];
    for (int i = 0; i < result.size(); i++) {
      for (int k = 0; k < x.length; k++) {
        x[k] = operands.get(k).data()[i];
      }
      result.data()[i] = function.apply(x);
    }
    return List.of(result);
  }
}
