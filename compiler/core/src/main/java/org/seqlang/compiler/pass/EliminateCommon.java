package org.seqlang.compiler.pass;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.diagnostic.Span;

/**
 * Computes once what is computed twice: the same operation over the same operands. A mask is no exception, because its
 * random numbers are a function of its site.
 *
 * <pre>
 * %2: float[h] = tanh %0
 * %3: float[h] = tanh %0
 * %4: float[h] = add %2, %3
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %2: float[h] = tanh %0
 * %3: float[h] = add %2, %2
 * </pre>
 */
public final class EliminateCommon {

  private EliminateCommon() {}

  public static Graph run(Graph graph) {
    Graph inner = Bodies.rewrite(graph, EliminateCommon::run);
    GraphCopy copy = new GraphCopy(inner);
    Map<Key, List<Value>> known = new HashMap<>();
    for (Node node : inner.nodes()) {
      Key key = Key.of(node.op(), copy.of(node.operands()));
      List<Value> found = known.get(key);
      if (found == null) {
        known.put(key, copy.copyNode(node).results());
      } else {
        copy.putAll(node.results(), found);
      }
    }
    return copy.finish(inner);
  }

  /** What makes two nodes equal. */
  private record Key(Op op, List<Value> operands) {

    static Key of(Op op, List<Value> operands) {
      if (op instanceof Scan scan) {
        return new Key(Bodies.withBody(scan, withoutOrigins(scan.body())), operands);
      }
      return new Key(op, isCommutative(op)
          ? operands.stream().sorted(Comparator.comparing(Value::id)).toList() : operands);
    }

    private static boolean isCommutative(Op op) {
      return op instanceof org.seqlang.compiler.ir.op.Map map && switch (map.function()) {
        case ADD, MULTIPLY, MAXIMUM, MINIMUM, EQUAL, NOT_EQUAL, AND, OR -> true;
        default -> false;
      };
    }

    private static Graph withoutOrigins(Graph body) {
      Graph inner = Bodies.rewrite(body, Key::withoutOrigins);
      List<Node> nodes = inner.nodes().stream()
          .map(node -> new Node(node.results(), node.op(), node.operands(), Span.NONE)).toList();
      return new Graph(inner.name(), inner.inputs(), nodes, inner.results());
    }
  }
}
