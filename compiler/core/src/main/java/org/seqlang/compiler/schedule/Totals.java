package org.seqlang.compiler.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.Total;

/**
 * Sums over the batch. A total of a contraction, of a scatter or of a sum over time is one launch over all rows, so that the
 * value of a single example never exists; and a total that is a parameter's gradient is added where the gradient lives.
 */
final class Totals {

  private final Map<Value, Node> producers;
  private final Set<Node> deferred = new HashSet<>();
  private final Map<Value, View> targets = new HashMap<>();

  /** @param gradients results that are gradients of parameters, with the memory that each is added to */
  Totals(Graph graph, Map<Value, View> gradients) {
    producers = graph.producers();
    Map<Value, Integer> uses = uses(graph);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Total) {
        Node inner = producers.get(node.operands().get(0));
        if (inner != null && isRowSum(inner) && uses.get(inner.result()) == 1) {
          deferred.add(inner);
        }
      }
    }
    gradients.forEach((value, view) -> target(value, view, uses));
  }

  /** No totals and no gradients: the body of a loop. */
  static Totals none() {
    return new Totals(new Graph("none", List.of(), List.of(), List.of()), Map.of());
  }

  private static Map<Value, Integer> uses(Graph graph) {
    Map<Value, Integer> uses = new HashMap<>();
    graph.nodes().forEach(node -> node.operands().forEach(v -> uses.merge(v, 1, Integer::sum)));
    graph.results().forEach(result -> uses.merge(result.value(), 1, Integer::sum));
    return uses;
  }

  /** A sum of totals is added term by term. */
  private void target(Value value, View view, Map<Value, Integer> uses) {
    Node node = producers.get(value);
    if (node == null || uses.get(value) != 1) {
      return;
    }
    if (node.op() instanceof Total) {
      targets.put(value, view);
    } else if (node.op() instanceof org.seqlang.compiler.ir.op.Map map && map.function() == ScalarFunction.ADD
        && node.operands().stream().allMatch(v -> isTargetable(v, uses))) {
      deferred.add(node);
      node.operands().forEach(v -> target(v, view, uses));
    }
  }

  private boolean isTargetable(Value value, Map<Value, Integer> uses) {
    Node node = producers.get(value);
    return node != null && uses.get(value) == 1 && (node.op() instanceof Total
        || node.op() instanceof org.seqlang.compiler.ir.op.Map map && map.function() == ScalarFunction.ADD
            && node.operands().stream().allMatch(v -> isTargetable(v, uses)));
  }

  private static boolean isRowSum(Node node) {
    return node.op() instanceof Contract || node.op() instanceof Scatter
        || node.op() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM && reduce.axis() == 0
            && node.operands().get(0).type().time().isPresent();
  }

  /** Whether a node's work is done by the total that uses it. */
  boolean isDeferred(Node node) {
    return deferred.contains(node);
  }

  /** Whether the value is added to a parameter's gradient by the launch that computes it. */
  boolean isAdded(Value value) {
    if (targets.containsKey(value)) {
      return true;
    }
    Node node = producers.get(value);
    return node != null && deferred.contains(node) && node.op() instanceof org.seqlang.compiler.ir.op.Map;
  }

  void schedule(Node total, Scope scope, Entries entries, Memory memory) {
    Type type = total.result().type();
    Optional<View> target = Optional.ofNullable(targets.get(total.result()));
    View view = target.orElseGet(() -> View.whole(memory.allocate("total", Space.SHARED, type), type.dims()));
    Node inner = producers.get(total.operands().get(0));
    int at = -1;
    if (inner != null && deferred.contains(inner)) {
      at = inner(inner, view, target.isPresent(), scope, entries, memory);
    }
    if (at < 0) {
      Value operand = total.operands().get(0);
      Space space = scope.space(operand);
      View rows = scope.dense(operand, space.isShared() ? Space.EXAMPLES : space, entries).view();
      at = entries.add(new Launch.ColumnSum(
          space.isShared() ? Space.EXAMPLES : space, rows, view, target.isPresent(), total.origin()));
    }
    scope.put(total.result(), Space.SHARED, new Location.Stored(view, entries, at));
  }

  /** @return the launch's position, or -1 where the value of each example is needed after all */
  private int inner(Node inner, View view, boolean accumulate, Scope scope, Entries entries, Memory memory) {
    if (inner.op() instanceof Contract) {
      Products products = new Products(scope, entries, memory);
      Optional<Integer> at = products.outerSum(inner, view, accumulate);
      if (at.isEmpty()) {
        products.schedule(inner, Space.EXAMPLES);
      }
      return at.orElse(-1);
    }
    if (inner.op() instanceof Scatter scatter) {
      Value index = inner.operands().get(0);
      Space rows = index.type().time().isPresent()
          ? Space.steps(index.type().time().get().symbol().orElseThrow()) : Space.EXAMPLES;
      return entries.add(new Launch.ScatterAdd(rows, scope.stored(index, entries).view(),
          scope.stored(inner.operands().get(1), entries).view(), scatter.padding(), view, !accumulate,
          inner.origin()));
    }
    Value sequence = inner.operands().get(0);
    Space rows = Space.steps(sequence.type().time().orElseThrow().symbol().orElseThrow());
    View dense = scope.dense(sequence, rows, entries).view();
    return entries.add(new Launch.ColumnSum(rows, dense, view, accumulate, inner.origin()));
  }

  /** Adds a gradient that no launch could add by itself. */
  static void add(Value value, View gradient, Scope scope, Entries entries, Memory memory) {
    Group group = entries.newGroup(Space.SHARED, value.type().dims(), org.seqlang.diagnostic.Span.NONE);
    Location place = scope.place(value);
    Scalar term = place instanceof Location.Literal literal ? new Scalar.Literal(literal.value())
        : Loads.same(scope.stored(value, entries).view());
    Scalar sum = new Scalar.Apply(ScalarFunction.ADD, List.of(Loads.same(gradient), term));
    group.append(memory.nextLocal(), Element.FLOAT, sum, Optional.of(gradient), org.seqlang.diagnostic.Span.NONE);
  }
}
