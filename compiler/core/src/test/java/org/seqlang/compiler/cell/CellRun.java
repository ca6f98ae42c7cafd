package org.seqlang.compiler.cell;

import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.pass.Experiment;

/**
 * A function of a model as Java has to compute it.
 *
 * @param plain the graph as the front end made it, with its gradients where it is trained
 * @param optimised the graph that Java is made of
 */
record CellRun(String name, Graph plain, Graph optimised, Experiment experiment) {

  private static final double TOLERANCE = 2e-5;
  /** How much the inputs are moved to see how far rounding could carry. */
  private static final double ROUNDING = 3e-7;

  /**
   * Compares the program's results with the interpreter's; where a small change of the inputs changes the result much,
   * rounding may, too, and so it is where the interpreter with single precision finds another result.
   *
   * @return whether there was anything to compare
   * @throws CellFailure if they differ
   */
  boolean compare(CompiledProgram program) {
    Outcome expected = experiment.run(plain);
    Outcome found = program.run(experiment.shared(), experiment.examples(), Experiment.SEED);
    for (Graph.Result result : optimised.results()) {
      for (int e = 0; e < experiment.batch(); e++) {
        double[] wanted = expected.result(result.name()).get(e).data();
        double[] got = found.result(result.name()).get(e).data();
        if (!Sensitivity.near(wanted, got, TOLERANCE * Sensitivity.scale(wanted))) {
          return !sensitive() && fail(result.name(), e, wanted, got);
        }
      }
    }
    return true;
  }

  private boolean sensitive() {
    return Sensitivity.exceeds(plain, experiment, ROUNDING, 0.5 * TOLERANCE)
        || Sensitivity.ofRounding(plain, experiment, 0.5 * TOLERANCE)
        || Sensitivity.ofRounding(optimised, experiment, 0.5 * TOLERANCE);
  }

  private boolean fail(String result, int example, double[] wanted, double[] got) {
    throw new CellFailure(Oracle.JAVA, name + ": " + result + " of example " + example + " is "
        + java.util.Arrays.toString(got) + ", not " + java.util.Arrays.toString(wanted));
  }
}
