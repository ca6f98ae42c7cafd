package org.seqlang.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.pass.Experiment;

/** Compares the gradients that a graph computes with central differences of the graph that it came from. */
public final class GradientCheck {

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 2e-7;

  private GradientCheck() {}

  /** The names of the inputs that have a gradient. */
  public static List<String> floats(Graph graph) {
    return graph.inputs().stream().filter(input -> input.value().type().isFloat())
        .filter(input -> input.role() == Graph.Role.PARAMETER || input.role() == Graph.Role.EXAMPLE)
        .map(Graph.Input::name).toList();
  }

  /**
   * Checks some elements of every gradient.
   *
   * @param graph the function
   * @param gradients the function with its gradient
   */
  public static void check(Graph graph, Graph gradients, long seed, int... lengths) {
    Experiment experiment = new Experiment(gradients, seed, lengths);
    Outcome outcome = experiment.run(gradients);
    for (String name : floats(graph)) {
      boolean shared = graph.input(name).role() == Graph.Role.PARAMETER;
      for (int example = 0; example < (shared ? 1 : experiment.batch()); example++) {
        Array x = shared ? experiment.input(name) : experiment.input(example, name);
        Array found = outcome.examples().get(example).get(Graph.gradientName(name));
        for (int i = 0; i < x.size(); i += Math.max(1, x.size() / 4)) {
          double expected = difference(experiment, graph, x, i);
          assertEquals(expected, found.data()[i], TOLERANCE * Math.max(1, Math.abs(expected)),
              () -> "gradient of " + name + " in\n" + GraphPrinter.print(graph) + "\n" + GraphPrinter.print(gradients));
        }
      }
    }
  }

  private static double difference(Experiment experiment, Graph graph, Array x, int i) {
    double kept = x.data()[i];
    x.data()[i] = kept + STEP;
    double above = weighted(experiment, graph);
    x.data()[i] = kept - STEP;
    double below = weighted(experiment, graph);
    x.data()[i] = kept;
    return (above - below) / (2 * STEP);
  }

  /** The sum of all float results, weighted by their seeds. */
  public static double weighted(Experiment experiment, Graph graph) {
    Outcome outcome = experiment.run(graph);
    double sum = 0;
    for (int example = 0; example < experiment.batch(); example++) {
      for (Graph.Result result : graph.results()) {
        if (result.value().type().isFloat()) {
          Array value = outcome.examples().get(example).get(result.name());
          Array weight = experiment.input(example, Graph.gradientName(result.name()));
          for (int i = 0; i < value.size(); i++) {
            sum += value.data()[i] * weight.data()[i];
          }
        }
      }
    }
    return sum;
  }
}
