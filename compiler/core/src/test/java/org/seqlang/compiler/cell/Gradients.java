package org.seqlang.compiler.cell;

import java.util.List;
import java.util.Map;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.pass.Experiment;

/**
 * Compares gradients with finite differences of cells that have kinks and jumps. Near one the two differ though both
 * are right, so a difference counts only if smaller steps do not mend it, for data drawn three times.
 */
final class Gradients {

  private static final double[] STEPS = {1e-5, 1e-6, 2e-7};
  private static final double TOLERANCE = 2e-6;

  private Gradients() {}

  static List<String> floats(Graph graph) {
    return GradientCheck.floats(graph);
  }

  /** @throws IllegalStateException if a gradient is wrong */
  static void check(Graph graph, Graph gradients, Map<Symbol, Integer> sizes, int... lengths) {
    String problem = "";
    for (int seed = 11; seed < 14; seed++) {
      problem = problem(graph, gradients, new Experiment(gradients, sizes, seed, lengths));
      if (problem.isEmpty()) {
        return;
      }
    }
    throw new IllegalStateException(problem);
  }

  private static String problem(Graph graph, Graph gradients, Experiment experiment) {
    Outcome outcome = experiment.run(gradients);
    for (String name : floats(graph)) {
      boolean shared = graph.input(name).role() == Graph.Role.PARAMETER;
      for (int example = 0; example < (shared ? 1 : experiment.batch()); example++) {
        Array x = shared ? experiment.input(name) : experiment.input(example, name);
        double[] found = outcome.examples().get(example).get(Graph.gradientName(name)).data();
        for (int i = 0; i < x.size(); i += Math.max(1, x.size() / 3)) {
          if (!agrees(experiment, graph, x, i, found[i])) {
            return "gradient of " + name + " of example " + example + " at " + i + " is " + found[i] + ", not "
                + difference(experiment, graph, x, i, STEPS[0]);
          }
        }
      }
    }
    return "";
  }

  private static boolean agrees(Experiment experiment, Graph graph, Array x, int i, double found) {
    for (double step : STEPS) {
      double expected = difference(experiment, graph, x, i, step);
      double scale = Math.max(1, Math.abs(expected));
      if (Math.abs(expected - found) <= TOLERANCE * scale * Math.max(1, 1e-6 / step)) {
        return true;
      }
      if (Double.isNaN(expected) || scale > 1e6) {
        return true;
      }
    }
    return false;
  }

  private static double difference(Experiment experiment, Graph graph, Array x, int i, double step) {
    double kept = x.data()[i];
    x.data()[i] = kept + step;
    double above = GradientCheck.weighted(experiment, graph);
    x.data()[i] = kept - step;
    double below = GradientCheck.weighted(experiment, graph);
    x.data()[i] = kept;
    return (above - below) / (2 * step);
  }
}
