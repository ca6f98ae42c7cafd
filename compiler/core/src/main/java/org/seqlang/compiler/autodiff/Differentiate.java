package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * Reverse-mode differentiation of a graph.
 *
 * <pre>
 * graph train(parameter w %0: float[h], example x %1: float[h]) {
 *   %2: float[h] = multiply %0, %1
 *   %3: float[] = sum axis 0 %2
 *   return loss %3
 * }
 * </pre>
 *
 * becomes, with respect to {@code w},
 *
 * <pre>
 * graph train(parameter w %0: float[h], example x %1: float[h], seed d_loss %2: float[]) {
 *   %3: float[h] = multiply %0, %1
 *   %4: float[] = sum axis 0 %3
 *   %5: float[h] = broadcast [h] axes [] %2
 *   %6: float[h] = multiply %5, %1
 *   %7: float[h] = total %6
 *   return loss %4, d_w %7
 * }
 * </pre>
 *
 * A value that all examples share, such as a parameter, has a gradient that they share: the sum over the examples,
 * made by {@code total} as early as possible, so that work on parameters alone is differentiated once and not for
 * every example.
 */
public final class Differentiate {

  private Differentiate() {}

  /**
   * The graph with its gradient.
   *
   * @param wrt names of float inputs
   * @return the graph with an input {@code d_r} of role SEED for each float result {@code r} that does not come straight
   *     from a {@code stop_gradient}, and a result {@code d_x}
   *     of the type of {@code x} for each {@code x} of {@code wrt}: zero where no result depends on it
   * @throws IllegalArgumentException if a name is no float input, or if the new names are taken
   */
  public static Graph gradient(Graph graph, List<String> wrt) {
    Set<Value> inputs = new HashSet<>();
    for (String name : wrt) {
      Value value = graph.input(name).value();
      if (!value.type().isFloat()) {
        throw new IllegalArgumentException("input " + name + " of graph " + graph.name() + " is " + value.type()
            + ": only a float has a gradient");
      }
      inputs.add(value);
    }
    requireFreeNames(graph, wrt);
    Set<Integer> seeded = new HashSet<>();
    Map<Value, Node> producers = graph.producers();
    for (int r = 0; r < graph.results().size(); r++) {
      Value value = graph.results().get(r).value();
      boolean stopped = producers.containsKey(value) && producers.get(value).op() instanceof StopGradient;
      if (value.type().isFloat() && !stopped) {
        seeded.add(r);
      }
    }
    Adjoint adjoint = Adjoint.ofExample(graph, seeded, inputs);
    return withResults(adjoint, graph, wrt);
  }

  /** Adds the gradients as results, zero for those that are absent. */
  private static Graph withResults(Adjoint adjoint, Graph graph, List<String> wrt) {
    GraphCopy copy = new GraphCopy(adjoint.graph());
    copy.copyNodes(adjoint.graph().nodes());
    adjoint.graph().results().forEach(result -> copy.target().result(result.name(), copy.of(result.value())));
    for (String name : wrt) {
      Value input = graph.input(name).value();
      Value gradient = adjoint.gradient(input).map(copy::of).orElseGet(() -> zero(copy.target(), input));
      copy.target().result(Graph.gradientName(name), gradient);
    }
    return copy.target().build();
  }

  private static Value zero(GraphBuilder builder, Value like) {
    return builder.add(new Constant(0, like.type()));
  }

  private static void requireFreeNames(Graph graph, List<String> wrt) {
    List<String> taken = new ArrayList<>();
    graph.inputs().forEach(input -> taken.add(input.name()));
    for (Graph.Result result : graph.results()) {
      if (taken.contains(Graph.gradientName(result.name()))) {
        throw new IllegalArgumentException("graph " + graph.name() + " has an input "
            + Graph.gradientName(result.name()) + " already: rename the result " + result.name() + " before differentiating again");
      }
    }
    for (String name : wrt) {
      if (graph.results().stream().anyMatch(result -> result.name().equals(Graph.gradientName(name)))) {
        throw new IllegalArgumentException("graph " + graph.name() + " has a result " + Graph.gradientName(name)
            + " already: rename it before differentiating again");
      }
    }
  }
}
