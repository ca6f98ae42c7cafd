package org.seqlang.compiler.emit.loop;

import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** About how many scalar operations a row of a launch costs: enough to decide whether a thread is worth it. */
public final class Costs {

  /** How many steps of another sequence an example is taken to have. */
  private static final long STEPS_OF_ANOTHER = 16;

  private Costs() {}

  public static Size ofRow(Launch launch) {
    if (launch instanceof Launch.RowLoop loop) {
      return elements(loop.dims()).times(2L * loop.statements().size());
    } else if (launch instanceof Launch.MatrixProduct product) {
      return elements(product.weight().dims());
    } else if (launch instanceof Launch.Contraction contraction) {
      Size cost = elements(contraction.result().dims());
      for (Launch.Summed summed : contraction.summed()) {
        cost = cost.times(summed.size());
      }
      return cost;
    } else if (launch instanceof Launch.Reduction reduction) {
      return elements(reduction.operand().dims());
    } else if (launch instanceof Launch.TimeLoop loop) {
      return loop.body().stream().map(Costs::ofStep).reduce(Size.ZERO, Size::plus);
    }
    View written = org.seqlang.compiler.schedule.Accesses.writes(launch).get(0);
    return elements(written.dims());
  }

  private static Size ofStep(Launch launch) {
    return launch.space().kind() == Space.Kind.SEGMENTS ? ofRow(launch).times(STEPS_OF_ANOTHER) : ofRow(launch);
  }

  private static Size elements(java.util.List<Size> dims) {
    return dims.stream().reduce(Size.ONE, Size::times);
  }
}
