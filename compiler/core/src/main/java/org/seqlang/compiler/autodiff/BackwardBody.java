package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * The body of the scan that is a scan's derivative: the derivative nodes of the forward body, and those forward nodes
 * that are cheaper to run again than to keep.
 *
 * <p>Its inputs are: seeds of stacked results, sequences of the forward scan, saved values of the forward body;
 * gradients of the states; constants of the forward scan. Its results are: gradients of the states, of the sequences,
 * then the parts of the constants' gradients. The gradient of a constant that is a sequence itself is no stacked part
 * (no value has two lengths) but a further state, which grows from step to step.
 */
final class BackwardBody {

  private final Scan scan;
  private final Adjoint adjoint;
  private final List<Integer> carried;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<Value> needed = new LinkedHashSet<>();
  /** Sequences and constants of the forward scan, and numbers. */
  private final Set<Value> free = new HashSet<>();
  private final List<Integer> seeded;
  private final List<Integer> inputSequences = new ArrayList<>();
  private final List<Integer> constants = new ArrayList<>();
  private final List<Value> saved = new ArrayList<>();
  /** What is stacked after the states' gradients. */
  private final List<Value> stacked = new ArrayList<>();
  private final Map<Integer, Value> sequenceGradients = new HashMap<>();
  private final Map<Integer, List<TimeSum>> constantGradients = new HashMap<>();
  /** Constants that are sequences, each with a step's part of its gradient. */
  private final SortedMap<Integer, Value> growing = new TreeMap<>();

  BackwardBody(Scan scan, Adjoint adjoint, Set<Value> wanted, List<Integer> carried) {
    this.scan = scan;
    this.adjoint = adjoint;
    this.carried = carried;
    this.seeded = new TreeSet<>(adjoint.seeds().keySet()).stream().filter(r -> r >= scan.states()).toList();
    collectGradients(wanted);
    collectFree();
    collectNodes();
    sortInputs();
  }

  /** The forward scan's stacked results whose gradients are sequences of this body: first. */
  List<Integer> seededResults() {
    return seeded;
  }

  /** The forward scan's operands that are sequences of this body: second. */
  List<Integer> inputSequences() {
    return inputSequences;
  }

  /** The values of the forward body, as it is in the adjoint, that are sequences of this body: third. */
  List<Value> saved() {
    return saved;
  }

  /** The forward scan's operands that are constants of this body. */
  List<Integer> constants() {
    return constants;
  }

  /** The types of the states behind the gradients of the forward scan's; they begin at zero. */
  List<Type> growing() {
    return growing.values().stream().map(Value::type).toList();
  }

  /** The scan over this body. */
  Scan op() {
    GraphCopy copy = new GraphCopy(scan.body().name());
    Set<String> names = new HashSet<>();
    seeded.forEach(r -> input(copy, names, "d_" + scan.body().results().get(r).name(), adjoint.seeds().get(r)));
    inputSequences.forEach(i -> input(copy, names, forwardInput(i).name(), forwardInput(i).value()));
    saved.forEach(value -> input(copy, names, "saved", value));
    carried.forEach(state -> input(copy, names, "d_" + scan.body().results().get(state).name(),
        adjoint.seeds().get(state)));
    Map<Integer, Value> sums = new HashMap<>();
    growing.forEach((i, part) ->
        sums.put(i, copy.target().input(Names.fresh(names, "sum"), Graph.Role.BODY, part.type())));
    constants.forEach(i -> input(copy, names, forwardInput(i).name(), forwardInput(i).value()));
    copy.copyNodes(nodes);
    GraphBuilder builder = copy.target();
    Set<String> resultNames = new HashSet<>();
    for (int state : carried) {
      Graph.Input input = scan.body().inputs().get(scan.sequences() + state);
      Value gradient = adjoint.gradient(input.value()).map(copy::of)
          .orElseGet(() -> builder.add(new Constant(0, input.value().type())));
      builder.result(Names.fresh(resultNames, "d_" + input.name()), gradient);
    }
    growing.forEach((i, part) -> builder.result(Names.fresh(resultNames, "sum"),
        builder.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.ADD), sums.get(i), copy.of(part))));
    for (Value value : stacked) {
      builder.result(Names.fresh(resultNames, "stacked"), copy.of(value));
    }
    int sequences = seeded.size() + inputSequences.size() + saved.size();
    return new Scan(scan.time(), !scan.reverse(), sequences, carried.size() + growing.size(), builder.build());
  }

  private void input(GraphCopy copy, Set<String> names, String name, Value value) {
    copy.input(new Graph.Input(Names.fresh(names, name), Graph.Role.BODY, value));
  }

  /** The gradients of the forward scan's operands, from the results of the backward scan. */
  List<Optional<Value>> operandGradients(GraphBuilder builder, List<Value> results, int operands) {
    List<Value> sequences = results.subList(carried.size() + growing.size(), results.size());
    List<Optional<Value>> gradients = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      int state = i - scan.sequences();
      if (i < scan.sequences()) {
        gradients.add(Optional.ofNullable(sequenceGradients.get(i)).map(v -> sequences.get(stacked.indexOf(v))));
      } else if (state < scan.states()) {
        gradients.add(carried.contains(state) ? Optional.of(results.get(carried.indexOf(state))) : Optional.empty());
      } else if (growing.containsKey(i)) {
        gradients.add(Optional.of(results.get(carried.size() + growing.headMap(i).size())));
      } else {
        gradients.add(constantGradients.getOrDefault(i, List.of()).stream()
            .map(part -> part.outside(builder, v -> sequences.get(stacked.indexOf(v))))
            .reduce((a, b) -> builder.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.ADD), a, b)));
      }
    }
    return gradients;
  }

  private void collectGradients(Set<Value> wanted) {
    for (int i = 0; i < scan.body().inputs().size(); i++) {
      Value input = scan.body().inputs().get(i).value();
      boolean isState = i >= scan.sequences() && i < scan.sequences() + scan.states();
      Optional<Value> gradient = adjoint.gradient(input);
      if (isState || !wanted.contains(input) || gradient.isEmpty()) {
        continue;
      }
      if (i < scan.sequences()) {
        sequenceGradients.put(i, gradient.get());
        stack(gradient.get());
      } else if (input.type().time().isPresent()) {
        growing.put(i, gradient.get());
      } else {
        List<TimeSum> parts = TimeSum.of(adjoint.backward(), gradient.get());
        constantGradients.put(i, parts);
        parts.forEach(part -> part.stacked().forEach(this::stack));
      }
    }
  }

  private void stack(Value value) {
    if (!stacked.contains(value)) {
      stacked.add(value);
    }
  }

  private void collectFree() {
    for (int i = 0; i < scan.body().inputs().size(); i++) {
      if (i < scan.sequences() || i >= scan.sequences() + scan.states()) {
        free.add(forwardInput(i).value());
      }
    }
    adjoint.forward().stream().filter(node -> node.op() instanceof Constant || node.op() instanceof Broadcast
        && free.containsAll(node.operands())).forEach(node -> free.addAll(node.results()));
  }

  /** Takes the derivative's nodes that are needed, and what they need: saved, or run again. */
  private void collectNodes() {
    needed.addAll(stacked);
    needed.addAll(growing.values());
    for (int state : carried) {
      adjoint.gradient(scan.body().inputs().get(scan.sequences() + state).value()).ifPresent(needed::add);
    }
    List<Node> all = adjoint.graph().nodes();
    for (int i = all.size() - 1; i >= 0; i--) {
      Node node = all.get(i);
      boolean wanted = node.results().stream().anyMatch(needed::contains);
      if (wanted && (i >= adjoint.forwardNodes() || isRunAgain(node))) {
        nodes.add(0, node);
        needed.addAll(node.operands());
        needed.removeAll(node.results());
      }
    }
  }

  /**
   * Whether a forward node is cheaper to run again than its results are to keep. What is a sequence cannot be kept for
   * every step.
   */
  private boolean isRunAgain(Node node) {
    if (node.results().stream().anyMatch(result -> result.type().time().isPresent())) {
      return true;
    }
    if (node.op() instanceof org.seqlang.compiler.ir.op.Map map) {
      boolean isTruth = node.result().type().element().equals(Element.BOOL);
      return isTruth || isCheap(map.function()) && node.operands().stream().allMatch(this::isThereAnyway);
    }
    if (node.op() instanceof Contract contract) {
      return contract.isOuter(node.operands().stream().map(Value::type).toList());
    }
    return node.op() instanceof Constant || node.op() instanceof SizeOf || node.op() instanceof Broadcast
        || node.op() instanceof Reshape || node.op() instanceof Concat || node.op() instanceof Mask
        || node.op() instanceof StopGradient;
  }

  private static boolean isCheap(ScalarFunction function) {
    return switch (function) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, SQUARE, ABS, MAXIMUM, MINIMUM, RELU, WHERE, TO_FLOAT -> true;
      default -> false;
    };
  }

  /** Whether a value of the forward body is known to the backward body at no cost. */
  private boolean isThereAnyway(Value value) {
    return needed.contains(value) || free.contains(value);
  }

  /** What is still needed comes from outside: find out how. */
  private void sortInputs() {
    List<Value> inputs = adjoint.graph().inputs().stream().map(Graph.Input::value).toList();
    for (int i = 0; i < scan.body().inputs().size(); i++) {
      if (needed.remove(inputs.get(i))) {
        if (i < scan.sequences()) {
          inputSequences.add(i);
        } else if (i < scan.sequences() + scan.states()) {
          saved.add(inputs.get(i));
        } else {
          constants.add(i);
        }
      }
    }
    needed.removeAll(adjoint.seeds().values());
    saved.addAll(needed);
  }

  private Graph.Input forwardInput(int i) {
    return adjoint.graph().inputs().get(i);
  }
}
