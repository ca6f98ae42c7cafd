package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** The value itself; nothing flows back through it. */
public record StopGradient() implements Op {

  @Override
  public String text() {
    return "stop_gradient";
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1, this, "takes one operand", operands);
    return operands;
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return Rules.none(operands);
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    return graph.addAll(this, operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    return operands;
  }
}
