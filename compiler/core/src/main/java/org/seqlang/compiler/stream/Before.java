package org.seqlang.compiler.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Sharing;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.diagnostic.Span;

/**
 * The graph before the first step, and the way of its values into the step: what belongs to the model alone is computed
 * there again, so that a state does not hold it; what belongs to the example is kept from the start on.
 */
final class Before {

  private final GraphCopy graph;
  private final Map<Value, Graph.Input> inputs = new HashMap<>();
  private final List<Graph.Input> declared = new ArrayList<>();
  private final GraphBuilder step;
  private final Names names;
  private final Map<Value, Value> brought = new HashMap<>();
  private final List<String> kept = new ArrayList<>();
  private final Set<String> results = new HashSet<>();

  Before(String name, GraphBuilder step, Names names) {
    this.graph = new GraphCopy(name);
    this.step = step;
    this.names = names;
  }

  void at(Span origin) {
    graph.at(origin);
  }

  Value input(Graph.Input input) {
    Value value = graph.target().input(input.name(), input.role(), input.value().type());
    Graph.Input taken = new Graph.Input(input.name(), input.role(), value);
    inputs.put(value, taken);
    declared.add(taken);
    return value;
  }

  List<Value> addAll(Op op, List<Value> operands) {
    return graph.addAll(op, operands);
  }

  /** The number that fills a value, where there is one. */
  OptionalDouble constant(Value value) {
    Optional<Node> node = graph.producer(value);
    if (node.isPresent() && isForm(node.get())) {
      return constant(node.get().operands().get(0));
    }
    return node.isPresent() && node.get().op() instanceof Constant constant
        ? OptionalDouble.of(constant.value()) : OptionalDouble.empty();
  }

  private static boolean isForm(Node node) {
    return node.op() instanceof Broadcast || node.op() instanceof Reshape;
  }

  /** Makes a value a result, so that a state begins with it. */
  void result(String name, Value value) {
    if (results.add(name)) {
      graph.target().result(name, value);
    }
  }

  /** The value in the graph of a step. */
  Value bring(Value value) {
    Value known = brought.get(value);
    if (known == null) {
      known = made(value);
      brought.put(value, known);
    }
    return known;
  }

  private Value made(Value value) {
    Graph.Input input = inputs.get(value);
    if (input != null && input.role() != Graph.Role.EXAMPLE) {
      return step.input(input.name(), input.role(), value.type());
    }
    Optional<Node> node = graph.producer(value);
    if (node.isPresent() && isMadeAgain(node.get())) {
      List<Value> again = step.addAll(node.get().op(), node.get().operands().stream().map(this::bring).toList());
      for (int i = 0; i < again.size(); i++) {
        brought.putIfAbsent(node.get().results().get(i), again.get(i));
      }
      return brought.get(value);
    }
    String name = input != null ? input.name() : names.fresh("kept");
    kept.add(name);
    result(name, value);
    return step.input(name, Graph.Role.EXAMPLE, value.type());
  }

  /** Of the model alone, or nothing but another form of what is kept. */
  private boolean isMadeAgain(Node node) {
    boolean ragged = node.results().stream().anyMatch(v -> v.type().time().isPresent());
    return isShared(node) || isForm(node) && !ragged;
  }

  private boolean isShared(Node node) {
    Sharing sharing = new Sharing(declared);
    addBefore(node, sharing, new HashSet<>());
    return sharing.isShared(node.results().get(0));
  }

  private void addBefore(Node node, Sharing sharing, Set<Node> done) {
    if (done.add(node)) {
      node.operands().forEach(operand -> graph.producer(operand).ifPresent(n -> addBefore(n, sharing, done)));
      sharing.add(node);
    }
  }

  List<String> kept() {
    return kept;
  }

  /** The graph before the first step; without results where nothing is to be computed. */
  Graph build() {
    return graph.target().build();
  }
}
