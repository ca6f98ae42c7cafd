package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Total;
import org.seqlang.diagnostic.Span;

/**
 * Gradients that are values of a graph: of one of an example's numbers by another value of the example.
 *
 * <pre>
 * graph saliency(parameter w %0: float[h], example x %1: float[h], grad1 %5: float[h]) {
 *   %2: float[h] = multiply %0, %1
 *   %3: float[h] = tanh %2
 *   %4: float[] = sum axis 0 %3
 *   return saliency %5
 * }
 * </pre>
 *
 * where {@code grad1} stands for the gradient of %4 by %1, becomes
 *
 * <pre>
 *   …
 *   %4: float[] = sum axis 0 %3
 *   %5: float[] = constant 1
 *   %6: float[h] = broadcast [h] axes [] %5
 *   … the derivatives of tanh and multiply …
 *   return saliency %12
 * </pre>
 *
 * What comes of it is a graph like any other, with scans that stack what the derivative needs and scans the other way.
 * So it can be differentiated again, and a gradient's gradient is no case of its own.
 */
public final class InnerGradients {

  private InnerGradients() {}

  /**
   * A gradient that is wanted.
   *
   * @param of one number
   * @param by a float value that is made before
   * @param standIn the input that stands for the gradient
   * @param before how many nodes there were when it was wanted; only later ones use it
   * @param span where in the model
   */
  public record Request(Value of, Value by, Value standIn, int before, Span span) {

    private Request at(UnaryOperator<Value> image, int moved) {
      return new Request(image.apply(of), image.apply(by), image.apply(standIn), before + moved, span);
    }
  }

  /**
   * The graph with gradients in place of the inputs that stand for them.
   *
   * @param requests in the order in which they were made
   * @throws NoGradientException if one does not exist
   */
  public static Graph expand(Graph graph, List<Request> requests) {
    Graph current = graph;
    List<Request> open = new ArrayList<>(requests);
    while (!open.isEmpty()) {
      current = expandFirst(current, open);
    }
    return current;
  }

  /** Replaces the first of the requests and puts the others in terms of the new graph. */
  private static Graph expandFirst(Graph graph, List<Request> open) {
    Request request = open.remove(0);
    List<Node> before = graph.nodes().subList(0, request.before());
    List<Graph.Input> inputs = graph.inputs().stream().filter(i -> !i.value().equals(request.standIn())).toList();
    Graph prefix = new Graph(graph.name(), inputs, before, List.of(new Graph.Result("of", request.of())));
    requireGradient(prefix, request);
    Adjoint adjoint = Adjoint.ofBody(prefix, Set.of(0), Set.of(request.by()));
    Value gradient = adjoint.gradient(request.by()).orElseThrow(() -> independent(request));
    Value seed = adjoint.seeds().get(0);
    GraphCopy copy = new GraphCopy(graph.name());
    adjoint.graph().inputs().stream().filter(i -> !i.value().equals(seed)).forEach(copy::input);
    copy.put(seed, copy.at(request.span()).add(new Constant(1, Type.floats())));
    copy.copyNodes(adjoint.graph().nodes());
    Map<Value, Value> images = new HashMap<>();
    adjoint.originals().forEach((value, image) -> images.put(value, copy.of(image)));
    images.put(request.standIn(), copy.of(gradient));
    images.forEach(copy::put);
    copy.copyNodes(graph.nodes().subList(request.before(), graph.nodes().size()));
    int moved = adjoint.graph().nodes().size() + 1 - before.size();
    open.replaceAll(other -> other.at(copy::of, moved));
    return copy.finish(graph);
  }

  /** There is one if floats lead from the one to the other, and no sum over the batch is between. */
  private static void requireGradient(Graph prefix, Request request) {
    Set<Value> dependents = ReverseWalk.dependents(prefix.nodes(), new HashSet<>(Set.of(request.by())));
    if (!dependents.contains(request.of())) {
      throw independent(request);
    }
    for (Node node : prefix.nodes()) {
      if (node.op() instanceof Total && dependents.contains(node.result())) {
        throw new NoGradientException("a sum over the batch is between the two, so that no example has a gradient of its own",
            request.span());
      }
    }
  }

  private static NoGradientException independent(Request request) {
    return new NoGradientException("nothing that can be differentiated leads from the one to the other", request.span());
  }
}
