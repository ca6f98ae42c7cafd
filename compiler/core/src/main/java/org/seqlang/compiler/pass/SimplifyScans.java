package org.seqlang.compiler.pass;

import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Gives scans the fewest operands and results: what is passed twice is passed once; what is the same at every step is a
 * constant; a state that never changes is a constant; a stacked value that is an operand is that operand.
 *
 * <pre>
 * %2: float[T, h] = broadcast [T, h] axes [1] %0
 * %3: float[h], %4: float[T, h] = scan T (sequence x: float[h], state s: float[h]) {
 *   %2: float[h] = add %1, %0
 *   next s %2, stack y %0
 * } %2, %1
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %2: float[T, h] = broadcast [T, h] axes [1] %0
 * %3: float[h] = scan T (state s: float[h], constant x: float[h]) {
 *   %2: float[h] = add %0, %1
 *   next s %2
 * } %1, %0
 * </pre>
 *
 * with {@code %2} in place of {@code %4}.
 */
public final class SimplifyScans {

  private SimplifyScans() {}

  public static Graph run(Graph graph) {
    Graph inner = Bodies.rewrite(graph, SimplifyScans::run);
    GraphCopy copy = new GraphCopy(inner);
    for (Node node : inner.nodes()) {
      if (node.op() instanceof Scan scan) {
        copy.at(node.origin());
        copy.putAll(node.results(), new ScanSimplification(copy, scan, copy.of(node.operands())).emit());
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(inner);
  }
}
