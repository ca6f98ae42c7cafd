package org.seqlang.compiler.pass;

import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Takes out of loops what does not recur: what does not depend on the previous state is done for all steps at once
 * before the loop, what no next state depends on is done for all steps at once behind it, and what is the same at
 * every step is done once. Input projections, embeddings, output layers and the weights' gradients become one
 * operation over the whole sequence each; a scan without states dissolves.
 *
 * <pre>
 * %5: float[h], %6: float[T, n] = scan T (sequence x: float[i], state s: float[h], constant u, w, v) {
 *   %5: float[h] = contract "oi,i->o" %2, %0          // u @ x[t]
 *   %6: float[h] = contract "oi,i->o" %3, %1          // w @ s[t-1]
 *   %7: float[h] = add %5, %6
 *   %8: float[n] = contract "oi,i->o" %4, %7          // v @ s[t]
 *   next s %7, stack y %8
 * } %4, %0, %1, %2, %3
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %5: float[T, h] = contract "oi,ti->to" %1, %4
 * %6: float[h], %7: float[T, h] = scan T (sequence p: float[h], state s: float[h], constant w) {
 *   %3: float[h] = contract "oi,i->o" %2, %1
 *   %4: float[h] = add %0, %3
 *   next s %4, stack %4
 * } %5, %0, %2
 * %8: float[T, n] = contract "oi,ti->to" %3, %7
 * </pre>
 *
 * Where each node goes is {@link LoopPlan}'s business.
 */
public final class Distribute {

  private Distribute() {}

  public static Graph run(Graph graph) {
    Graph inner = Bodies.rewrite(graph, Distribute::run);
    GraphCopy copy = new GraphCopy(inner);
    for (Node node : inner.nodes()) {
      if (node.op() instanceof Scan scan) {
        copy.at(node.origin());
        copy.putAll(node.results(), new Distribution(copy, scan, copy.of(node.operands())).emit());
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(inner);
  }
}
