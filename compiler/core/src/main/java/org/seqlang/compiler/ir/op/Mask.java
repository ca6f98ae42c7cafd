package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * Dropout's random factors: 0 with probability {@code rate}, else {@code 1/(1-rate)} (Srivastava et al. 2014, inverted). A pure
 * function of the run's seed, the site, the example, the step and the element.
 *
 * @param site which dropout of the model it is
 */
public record Mask(int site, List<Size> dims) implements Op {

  public Mask {
    dims = List.copyOf(dims);
  }

  @Override
  public String text() {
    return "mask " + site + " " + dims;
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.equals(List.of(Type.floats())), this, "needs the rate", operands);
    return List.of(Type.floats(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    return Rules.none(operands);
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    if (varies.get(0)) {
      throw new IllegalStateException("a rate that varies cannot be lifted over " + time);
    }
    return graph.addAll(new Mask(site, Rules.over(time, dims)), operands);
  }

  @Override
  public boolean canLift(List<Type> operands, List<Boolean> varies) {
    return !varies.get(0) && dims.stream().noneMatch(Size::isRagged);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(dims.stream().mapToInt(context::size).toArray());
    boolean overTime = !dims.isEmpty() && dims.get(0).isRagged();
    int columns = overTime && result.shape()[0] > 0 ? result.size() / result.shape()[0] : result.size();
    boolean ownSteps = overTime && context.step().isEmpty();
    double rate = operands.get(0).data()[0];
    for (int i = 0; i < result.size(); i++) {
      int step = ownSteps ? i / columns : context.step().orElse(0);
      result.data()[i] = context.uniform(site, step, ownSteps ? i % columns : i) < rate ? 0 : 1 / (1 - rate);
    }
    return List.of(result);
  }
}
