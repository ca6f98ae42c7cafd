package org.seqlang.compiler.pass;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * Leaves out {@code stop_gradient}, which means something to the derivative only. Stands behind it.
 *
 * <pre>
 * %1: float[h] = stop_gradient %0
 * %2: float[h] = tanh %1
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %1: float[h] = tanh %0
 * </pre>
 */
public final class DropStopGradient {

  private DropStopGradient() {}

  public static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, List.of(
        (g, node) -> node.op() instanceof StopGradient ? Optional.of(node.operands()) : Optional.empty()));
  }
}
