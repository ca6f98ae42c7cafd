package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** The sum over the examples of the batch; for a single example, the value itself. The only way from per example to shared. */
public record Total() implements Op {

  @Override
  public String text() {
    return "total";
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 1 && operands.get(0).isFloat() && operands.get(0).time().isEmpty(), this,
        "needs floats without time", operands);
    return operands;
  }

  /** Each example's share of the sum is the whole gradient. */
  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return gradients;
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException("total stands outside of every loop");
  }

  @Override
  public boolean canLift(List<Type> operands) {
    return false;
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    return operands;
  }
}
