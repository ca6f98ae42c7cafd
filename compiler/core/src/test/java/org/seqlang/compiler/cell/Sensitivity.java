package org.seqlang.compiler.cell;

import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.pass.Experiment;

/** How far a rounding error can carry: a cell may double it at every step, or decide by it which of two is larger. */
final class Sensitivity {

  private Sensitivity() {}

  /** Whether moving the inputs by so little moves some result by more than a bound, times its largest number. */
  static boolean exceeds(Graph graph, Experiment experiment, double moves, double bound) {
    Outcome still = experiment.run(graph);
    boolean exceeds = false;
    for (int i = 0; i < 8; i++) {
      Experiment moved = experiment.copy();
      moved.disturb(graph, moves, i);
      exceeds |= differ(graph, experiment.batch(), still, moved.run(graph), bound);
    }
    return exceeds;
  }

  /**
   * Whether rounding every number to single precision moves some result by more than a bound, times its largest number. So it is
   * where numbers that differ round to the same one, as 1 - 1e-9 and 1 - 1e-11, and something is decided by which is larger.
   */
  static boolean ofRounding(Graph graph, Experiment experiment, double bound) {
    return differ(graph, experiment.batch(), experiment.run(graph), experiment.runRounded(graph), bound);
  }

  private static boolean differ(Graph graph, int batch, Outcome still, Outcome other, double bound) {
    boolean differ = false;
    for (Graph.Result result : graph.results()) {
      for (int e = 0; e < batch; e++) {
        Array wanted = still.result(result.name()).get(e);
        differ |= !near(wanted.data(), other.result(result.name()).get(e).data(), bound * scale(wanted.data()));
      }
    }
    return differ;
  }

  /** The largest number, at least 1. */
  static double scale(double[] values) {
    double scale = 1;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    return scale;
  }

  static boolean near(double[] wanted, double[] got, double bound) {
    for (int i = 0; i < wanted.length; i++) {
      if (!(Math.abs(wanted[i] - got[i]) <= bound)) {
        return false;
      }
    }
    return wanted.length == got.length;
  }
}
