package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;

/** Questions about a whole graph. */
final class Graphs {

  private Graphs() {}

  /** Every size that occurs in a type or an operation. */
  static List<Size> sizes(Graph graph) {
    List<Size> sizes = new ArrayList<>();
    graph.inputs().forEach(input -> add(input.value(), sizes));
    for (Node node : graph.nodes()) {
      node.results().forEach(result -> add(result, sizes));
      if (node.op() instanceof SizeOf sizeOf) {
        sizes.add(sizeOf.size());
      } else if (node.op() instanceof Scan scan) {
        sizes.addAll(sizes(scan.body()));
      }
    }
    return sizes;
  }

  private static void add(Value value, List<Size> sizes) {
    sizes.addAll(value.type().dims());
    if (value.type().element() instanceof org.seqlang.compiler.ir.Element.Index index) {
      sizes.add(index.bound());
    }
  }
}
