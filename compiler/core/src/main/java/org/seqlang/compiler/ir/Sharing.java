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

  private final Set<Value> shared = new HashSet<>();

  /** What is known before any node: parameters and real hyper-parameters are shared. */
  public Sharing(List<Graph.Input> inputs) {
    for (Graph.Input input : inputs) {
      if (input.role() == Graph.Role.PARAMETER || input.role() == Graph.Role.REAL) {
        shared.add(input.value());
      }
    }
  }

  /** The shared values of a graph that is not a scan's body. */
  public static Set<Value> of(Graph graph) {
    Sharing sharing = new Sharing(graph.inputs());
    graph.nodes().forEach(sharing::add);
    return sharing.shared;
  }

  /** Takes the next node of a graph into account. */
  public void add(Node node) {
    boolean ofAll = node.op() instanceof Total || shared.containsAll(node.operands()) && !isOfExample(node.op());
    if (ofAll && node.results().stream().noneMatch(result -> result.type().time().isPresent())) {
      shared.addAll(node.results());
    }
  }

  public boolean isShared(Value value) {
    return shared.contains(value);
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
