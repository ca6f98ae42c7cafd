package org.seqlang.compiler.lower;

import java.util.LinkedHashMap;
import java.util.Map;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;

/** What sees the whole batch while training: sums over its examples, and the parameters that are kept from them. */
final class BatchValues {

  private final Lowering lowering;
  private final Names names;
  private final Lower.Mode mode;
  private final Map<String, Value> next = new LinkedHashMap<>();

  BatchValues(Lowering lowering, Names names, Lower.Mode mode) {
    this.lowering = lowering;
    this.names = names;
    this.mode = mode;
  }

  /** Served, an example is a batch of its own: its result must not depend on others. */
  Value sum(Value operand, Environment e) {
    if (mode == Lower.Mode.SERVING) {
      return operand;
    }
    requireOutermost(e);
    return e.frame().builder().add(new Total(), operand);
  }

  Value running(Typed.Running running, Environment e) {
    if (mode == Lower.Mode.SERVING) {
      return names.variable(running.state(), e);
    }
    requireOutermost(e);
    Value kept = e.frame().builder().add(new StopGradient(), lowering.value(running.next(), e));
    String parameter = e.instance().map(instance -> instance.parameterName(running.state().name()))
        .orElse(running.state().name());
    next.put(Graph.nextName(parameter), kept);
    return lowering.value(running.batch(), e);
  }

  /** The results that say what kept parameters become; of several uses of one, the last counts. */
  Map<String, Value> next() {
    return next;
  }

  private static void requireOutermost(Environment e) {
    if (e.frame().outermost() != e.frame()) {
      throw new IllegalStateException("a sum over the batch within a step");
    }
  }
}
