package org.seqlang.compiler.pass;

import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Takes out of loops the states that are linear in themselves, element by element, whatever the cell: their factors are computed for
 * all steps, and the state is a linear scan, which needs no loop. What it depends on, and what depends on it, are loops of their own.
 *
 * <pre>
 * %3: float[h], %4: float[T, h] = scan T (sequence z: float[h], sequence g: float[h], state s: float[h]) {
 *   %3: float[h] = sub %1, %2                         // s[t] = s[t-1] + z[t] * (g[t] - s[t-1])
 *   %4: float[h] = mul %0, %3
 *   %5: float[h] = add %2, %4
 *   next s %5, stack y %5
 * } %0, %1, %2
 * </pre>
 *
 * becomes, once {@link Distribute} has dissolved the scan without states,
 *
 * <pre>
 * %3: float[T, h] = 1 - %0
 * %4: float[T, h] = mul %0, %1
 * %5: float[T, h] = linear_scan %3, %4, %2
 * %6: float[h] = edge last %5
 * </pre>
 */
public final class LinearScans {

  private LinearScans() {}

  public static Graph run(Graph graph) {
    Graph current = graph;
    while (current.nodes().stream().anyMatch(LinearScans::isLinear)) {
      current = once(current);
    }
    return current;
  }

  private static boolean isLinear(Node node) {
    return node.op() instanceof Scan scan && LinearState.find(scan).isPresent();
  }

  /** Takes one state out of each scan that has some. */
  private static Graph once(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (isLinear(node)) {
        copy.at(node.origin());
        Scan scan = (Scan) node.op();
        LinearState state = LinearState.find(scan).orElseThrow();
        copy.putAll(node.results(), new LinearExtraction(copy, scan, state, copy.of(node.operands())).emit());
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(graph);
  }
}
