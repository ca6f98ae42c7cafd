package org.seqlang.compiler.pass;

import java.util.function.UnaryOperator;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.op.Scan;

/** Applies a pass to the bodies of a graph's scans. */
final class Bodies {

  private Bodies() {}

  /** The graph with every scan's body rewritten; inputs and results of a body must stay as they are. */
  static Graph rewrite(Graph graph, UnaryOperator<Graph> pass) {
    if (graph.nodes().stream().noneMatch(node -> node.op() instanceof Scan)) {
      return graph;
    }
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Scan scan) {
        copy.copyNode(node, withBody(scan, pass.apply(scan.body())));
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(graph);
  }

  static Scan withBody(Scan scan, Graph body) {
    return new Scan(scan.time(), scan.reverse(), scan.sequences(), scan.states(), body);
  }
}
