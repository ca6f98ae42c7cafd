package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;

/**
 * Walks over nodes from the last to the first and adds the nodes of their derivative to the same graph. Contributions
 * to one value are added up; where a shared value is used by examples, their contributions meet in a {@code total}.
 */
final class ReverseWalk {

  private final GraphBuilder builder;
  private final Set<Value> active;
  private final Set<Value> shared;
  /** Gradients of values, for each example; for shared values what the examples contribute, before the total. */
  private final Map<Value, Value> ofExamples = new HashMap<>();
  /** Contributions to shared values that are summed over the examples already. */
  private final Map<Value, Value> ofAll = new HashMap<>();
  private final Map<Node, ScanGradient> scans = new HashMap<>();

  /**
   * @param active the float values that depend on what the derivative is taken by
   * @param shared the values that are the same for all examples of a batch
   */
  ReverseWalk(GraphBuilder builder, Set<Value> active, Set<Value> shared) {
    this.builder = builder;
    this.active = active;
    this.shared = shared;
  }

  /** The scans that were passed, each with its derivative. */
  Map<Node, ScanGradient> scans() {
    return scans;
  }

  /** Adds a gradient that belongs to an example to what flows into a value. */
  void seed(Value value, Value gradient) {
    contribute(ofExamples, value, gradient);
  }

  void over(List<Node> nodes) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.results().stream().anyMatch(active::contains)) {
        builder.at(node.origin());
        visit(node);
      }
    }
  }

  /** What flowed into a value; absent where nothing did. */
  Optional<Value> gradient(Value value) {
    if (!active.contains(value)) {
      return Optional.empty();
    }
    if (shared.contains(value) && ofExamples.containsKey(value)) {
      contribute(ofAll, value, builder.add(new Total(), ofExamples.remove(value)));
    }
    return Optional.ofNullable((shared.contains(value) ? ofAll : ofExamples).get(value));
  }

  private void visit(Node node) {
    List<Optional<Value>> gradients = node.results().stream().map(this::gradient).toList();
    if (node.op() instanceof StopGradient || gradients.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    List<Optional<Value>> operandGradients = operandGradients(node, gradients);
    for (int i = 0; i < node.operands().size(); i++) {
      Value operand = node.operands().get(i);
      if (active.contains(operand) && operandGradients.get(i).isPresent()) {
        contribute(isSummed(node, operand) ? ofAll : ofExamples, operand, operandGradients.get(i).get());
      }
    }
  }

  /** Whether what a node contributes to an operand is summed over the examples already. */
  private boolean isSummed(Node node, Value operand) {
    return shared.contains(operand) && shared.containsAll(node.results()) && !(node.op() instanceof Total);
  }

  private List<Optional<Value>> operandGradients(Node node, List<Optional<Value>> gradients) {
    if (node.op() instanceof Scan scan) {
      List<Boolean> wanted = node.operands().stream().map(active::contains).toList();
      ScanGradient gradient = new ScanGradient(scan, gradients, wanted);
      scans.put(node, gradient);
      return gradient.emit(builder, node.operands());
    }
    return node.op().gradient(builder, node.operands(), node.results(), gradients);
  }

  private void contribute(Map<Value, Value> sums, Value value, Value gradient) {
    if (!gradient.type().equals(value.type())) {
      throw new IllegalStateException("gradient " + gradient.type() + " of a value " + value.type());
    }
    Value sum = sums.get(value);
    sums.put(value, sum == null ? gradient
        : builder.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.ADD), sum, gradient));
  }

  /** The float values that depend on some of the given ones, in a list of nodes; the given ones are among them. */
  static Set<Value> dependents(List<Node> nodes, Set<Value> given) {
    Set<Value> found = new HashSet<>(given);
    for (Node node : nodes) {
      if (!(node.op() instanceof StopGradient) && node.operands().stream().anyMatch(found::contains)) {
        List<Value> floats = new ArrayList<>(node.results());
        floats.removeIf(result -> !result.type().isFloat());
        found.addAll(floats);
      }
    }
    return found;
  }
}
