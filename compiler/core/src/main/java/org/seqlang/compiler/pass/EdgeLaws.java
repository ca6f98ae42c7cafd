package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.AtEdge;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Split;

/** Where only one step of a sequence is asked for, the others need not be made. */
final class EdgeLaws {

  static final List<Law> ALL = List.of(edge(EdgeLaws::edgeOfAtEdge), edge(EdgeLaws::edgeOfState),
      edge(EdgeLaws::edgeOfRepeated), edge(EdgeLaws::edgeOfMap), edge(EdgeLaws::edgeOfSplit),
      edge(EdgeLaws::edgeOfContract));

  private EdgeLaws() {}

  /** A law about the edge of what a node makes. */
  private interface EdgeLaw {
    Optional<Value> apply(Rewriter g, Edge edge, Value x, Node made);
  }

  private static Law edge(EdgeLaw law) {
    return (g, node) -> node.op() instanceof Edge edge ? g.producer(node.operands().get(0))
        .flatMap(made -> law.apply(g, edge, node.operands().get(0), made)).map(List::of) : Optional.empty();
  }

  /** {@code edge last (at_edge last x) = x}. */
  static Optional<Value> edgeOfAtEdge(Rewriter g, Edge edge, Value x, Node made) {
    return made.op() instanceof AtEdge at && at.end() == edge.end()
        ? Optional.of(made.operands().get(0)) : Optional.empty();
  }

  /** The last step of a state's sequence is the final state. */
  static Optional<Value> edgeOfState(Rewriter g, Edge edge, Value x, Node made) {
    if (!(made.op() instanceof Scan scan) || scan.reverse() != (edge.end() == Edge.End.FIRST)) {
      return Optional.empty();
    }
    int result = made.results().indexOf(x);
    if (result < scan.states()) {
      return Optional.empty();
    }
    Value stacked = scan.body().results().get(result).value();
    for (int state = 0; state < scan.states(); state++) {
      if (scan.body().results().get(state).value().equals(stacked)) {
        return Optional.of(made.results().get(state));
      }
    }
    return Optional.empty();
  }

  /** The edge of what is the same at every step. */
  static Optional<Value> edgeOfRepeated(Rewriter g, Edge edge, Value x, Node made) {
    if (!(made.op() instanceof Broadcast broadcast)) {
      return Optional.empty();
    }
    boolean steady = !broadcast.axes().contains(0);
    List<Integer> axes = broadcast.axes().stream().filter(axis -> axis > 0).map(axis -> axis - 1).toList();
    Broadcast step = new Broadcast(x.type().withoutAxis(0).dims(), axes);
    Value source = made.operands().get(0);
    return Optional.of(g.add(step, steady ? source : g.add(edge, source)));
  }

  /** {@code edge f(a, b) = f(edge a, edge b)} for what works step by step. */
  static Optional<Value> edgeOfMap(Rewriter g, Edge edge, Value x, Node made) {
    Optional<Op> step = made.op() instanceof Map map ? Optional.of(map)
        : made.op() instanceof Concat concat && concat.axis() > 0 ? Optional.of(new Concat(concat.axis() - 1))
        : made.op() instanceof Reduce reduce && reduce.axis() > 0
            ? Optional.of(new Reduce(reduce.kind(), reduce.axis() - 1)) : Optional.empty();
    return step.map(op -> g.addAll(op, made.operands().stream().map(operand -> g.add(edge, operand)).toList()).get(0));
  }

  /** {@code edge (split x) = split (edge x)}. */
  static Optional<Value> edgeOfSplit(Rewriter g, Edge edge, Value x, Node made) {
    if (!(made.op() instanceof Split split) || split.axis() == 0) {
      return Optional.empty();
    }
    Value step = g.add(edge, made.operands().get(0));
    List<Value> parts = g.addAll(new Split(split.axis() - 1, split.parts()), List.of(step));
    return Optional.of(parts.get(made.results().indexOf(x)));
  }

  /** {@code edge (w @ x) = w @ edge x}. */
  static Optional<Value> edgeOfContract(Rewriter g, Edge edge, Value x, Node made) {
    if (!(made.op() instanceof Contract contract)) {
      return Optional.empty();
    }
    String time = contract.result().substring(0, 1);
    List<String> labels = List.of(contract.left(), contract.right());
    List<Value> steps = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      int at = labels.get(k).indexOf(time);
      if (at > 0 || at != labels.get(k).lastIndexOf(time)) {
        return Optional.empty();
      }
      steps.add(at < 0 ? made.operands().get(k) : g.add(edge, made.operands().get(k)));
    }
    Contract step = new Contract(labels.get(0).replace(time, ""), labels.get(1).replace(time, ""),
        contract.result().substring(1));
    return Optional.of(g.addAll(step, steps).get(0));
  }
}
