package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Reorders sums in loops so that what does not recur is added up first, and can leave the loop in one piece.
 *
 * <pre>
 * %7: float[h] = add %4, %0        // u @ x[t] + b
 * %8: float[h] = add %7, %5        //   + w @ s[t-1]
 * %9: float[h] = add %8, %1        //   + c
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %7: float[h] = add %0, %1        // b + c, once
 * %8: float[h] = add %4, %7        // u @ x[t] + (b + c), for all steps before the loop
 * %9: float[h] = add %8, %5        // + w @ s[t-1], in the loop
 * </pre>
 */
public final class Reassociate {

  /** How often a value changes. */
  private enum Change {
    /** Never: it is the same at every step. */
    NEVER,
    /** At every step, but not with the state. */
    WITH_TIME,
    /** With the state. */
    WITH_STATE
  }

  private Reassociate() {}

  public static Graph run(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      copy.copyNode(node, node.op() instanceof Scan scan ? new Loop(scan).reordered() : node.op());
    }
    return copy.finish(graph);
  }

  /** One loop. */
  private static final class Loop {

    private final Scan scan;
    private final Graph body;
    private final Map<Value, Change> changes = new HashMap<>();
    private final Map<Value, Node> producers;
    /** Values that are used just once, and that by an addition. */
    private final Set<Value> inner = new HashSet<>();

    Loop(Scan scan) {
      this.scan = scan;
      this.body = run(scan.body());
      this.producers = body.producers();
      for (int i = 0; i < body.inputs().size(); i++) {
        changes.put(body.inputs().get(i).value(), i < scan.sequences() ? Change.WITH_TIME
            : i < scan.sequences() + scan.states() ? Change.WITH_STATE : Change.NEVER);
      }
      for (Node node : body.nodes()) {
        Change change = node.op() instanceof Mask ? Change.WITH_TIME : Change.NEVER;
        for (Value operand : node.operands()) {
          change = changes.get(operand).compareTo(change) > 0 ? changes.get(operand) : change;
        }
        for (Value result : node.results()) {
          changes.put(result, change);
        }
      }
      collectInner();
    }

    private void collectInner() {
      Map<Value, Integer> uses = new HashMap<>();
      body.nodes().forEach(node -> node.operands().forEach(operand -> uses.merge(operand, 1, Integer::sum)));
      body.results().forEach(result -> uses.merge(result.value(), 1, Integer::sum));
      body.nodes().stream().filter(Loop::isAdd)
          .forEach(node -> node.operands().stream().filter(operand -> uses.get(operand) == 1).forEach(inner::add));
    }

    Scan reordered() {
      GraphCopy copy = new GraphCopy(body);
      for (Node node : body.nodes()) {
        if (isAdd(node) && !inner.contains(node.result())) {
          copy.at(node.origin());
          copy.put(node.result(), sum(copy, terms(node)));
        } else if (!isAdd(node)) {
          copy.copyNode(node);
        }
      }
      return Bodies.withBody(scan, copy.finish(body));
    }

    private static boolean isAdd(Node node) {
      return node.op() instanceof org.seqlang.compiler.ir.op.Map map && map.function() == ScalarFunction.ADD;
    }

    /** What an addition adds, after additions among its operands are taken apart. */
    private List<Value> terms(Node node) {
      List<Value> terms = new ArrayList<>();
      for (Value operand : node.operands()) {
        Node producer = producers.get(operand);
        if (inner.contains(operand) && producer != null && isAdd(producer)) {
          terms.addAll(terms(producer));
        } else {
          terms.add(operand);
        }
      }
      return terms;
    }

    private Value sum(GraphCopy copy, List<Value> terms) {
      Optional<Value> once = sum(copy, terms, Change.NEVER);
      Optional<Value> timely = add(copy, sum(copy, terms, Change.WITH_TIME), once);
      return add(copy, timely, sum(copy, terms, Change.WITH_STATE)).orElseThrow();
    }

    private Optional<Value> sum(GraphCopy copy, List<Value> terms, Change change) {
      return terms.stream().filter(term -> changes.get(term) == change).map(copy::of)
          .reduce((a, b) -> add(copy, Optional.of(a), Optional.of(b)).orElseThrow());
    }

    private static Optional<Value> add(GraphCopy copy, Optional<Value> a, Optional<Value> b) {
      return a.isEmpty() ? b : b.isEmpty() ? a
          : Optional.of(copy.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.ADD), a.get(), b.get()));
    }
  }
}
