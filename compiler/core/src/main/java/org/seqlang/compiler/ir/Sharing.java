package org.seqlang.compiler.ir;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Total;

/** Which values of a graph are shared: the same for all examples of a batch, because they depend on parameters only. */
public final class Sharing {

  private Sharing() {}

  /** The shared values of a graph that is not a scan's body. */
  public static Set<Value> of(Graph graph) {
    Set<Value> shared = new HashSet<>();
    for (Graph.Input input : graph.inputs()) {
      if (input.role() == Graph.Role.PARAMETER || input.role() == Graph.Role.REAL) {
        shared.add(input.value());
      }
    }
    for (Node node : graph.nodes()) {
      boolean ofAll = node.op() instanceof Total || shared.containsAll(node.operands()) && !isOfExample(node.op());
      if (ofAll && node.results().stream().noneMatch(result -> result.type().time().isPresent())) {
        shared.addAll(node.results());
      }
    }
    return shared;
  }

  /** Whether an operation differs between examples even if its operands do not. */
  private static boolean isOfExample(Op op) {
    if (op instanceof Scan scan) {
      List<Node> nodes = scan.body().nodes();
      return scan.time().isRagged() || nodes.stream().anyMatch(node -> isOfExample(node.op()));
    }
    return op instanceof Mask || op instanceof SizeOf sizeOf && sizeOf.size().isRagged();
  }
}
