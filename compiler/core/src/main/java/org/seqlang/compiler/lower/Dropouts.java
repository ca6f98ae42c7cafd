package org.seqlang.compiler.lower;

import java.util.Optional;
import java.util.function.Supplier;
import org.seqlang.compiler.check.RealExpression;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Mask;

/** Dropout while training; nothing while serving. Each place in the model has a number of its own. */
final class Dropouts {

  private final Lower.Mode mode;
  private final Names names;
  private int sites;

  Dropouts(Lower.Mode mode, Names names) {
    this.mode = mode;
    this.names = names;
  }

  Value apply(GraphBuilder graph, Value operand, Supplier<Value> rate) {
    if (mode == Lower.Mode.SERVING) {
      return operand;
    }
    Value mask = graph.add(new Mask(++sites, operand.type().dims()), rate.get());
    return graph.add(new Map(ScalarFunction.MULTIPLY), operand, mask);
  }

  /** The same mask at every step: made once for each example, before all steps. */
  Value ofSequence(Value operand, RealExpression rate, Environment e) {
    RealExpression bound = e.binding().real(rate);
    if (mode == Lower.Mode.SERVING || bound.constant().filter(r -> r == 0).isPresent()) {
      return operand;
    }
    Frame outermost = e.frame().outermost();
    Value number = names.real(bound, new Environment(outermost, e.binding(), e.instance()));
    Value mask = outermost.builder().add(new Mask(++sites, operand.type().staticDims()), number);
    GraphBuilder graph = e.frame().builder();
    Value here = Shapes.spread(graph, e.frame().fromOutermost(mask), operand.type());
    return graph.add(new Map(ScalarFunction.MULTIPLY), operand, here);
  }

  /** The number of one more place. */
  int site() {
    return ++sites;
  }

  /** Between the layers of a cell. */
  Value between(Value operand, Optional<RealExpression> rate, Environment e) {
    boolean none = rate.isEmpty() || rate.get().constant().filter(r -> r == 0).isPresent();
    return none ? operand
        : apply(e.frame().builder(), operand, () -> names.real(e.binding().real(rate.get()), e));
  }
}
