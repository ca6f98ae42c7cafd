package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.autodiff.InnerGradients;
import org.seqlang.compiler.autodiff.NoGradientException;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Value;
import org.seqlang.diagnostic.Span;

/**
 * The gradients that a function uses as values. Until the function's graph is there as a whole, an input stands for each:
 * the derivative changes the loops that came before it.
 */
final class GradientRequests {

  private final List<InnerGradients.Request> requests = new ArrayList<>();

  /** @throws NoGradientException within a loop */
  Value of(Value of, Value by, Span span, Environment e) {
    if (e.frame() != e.frame().outermost()) {
      throw new NoGradientException("the function with `grad` is applied to each step of a sequence", span);
    }
    Graph soFar = e.frame().builder().build();
    Value standIn = e.frame().builder().input("grad " + (requests.size() + 1), Graph.Role.BODY, by.type());
    requests.add(new InnerGradients.Request(of, by, standIn, soFar.nodes().size(), span));
    return standIn;
  }

  /** The graph with its gradients. */
  Graph expand(Graph graph) {
    return InnerGradients.expand(graph, requests);
  }
}
