package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.pass.LoopPlan.Place;

/** One scan of {@link Distribute}: the nodes around it, and what is left of it. */
final class Distribution {

  private final GraphCopy outer;
  private final Scan scan;
  private final Graph body;
  private final List<Value> operands;
  private final LoopPlan plan;
  private final Map<Value, Node> producers;
  /** Values of the body that are the same at every step, outside. */
  private final Map<Value, Value> once = new HashMap<>();
  /** Values of the body outside, over all steps. */
  private final Map<Value, Value> lifted = new HashMap<>();

  Distribution(GraphCopy outer, Scan scan, List<Value> operands) {
    this.outer = outer;
    this.scan = scan;
    this.body = scan.body();
    this.operands = operands;
    this.plan = new LoopPlan(scan);
    this.producers = body.producers();
    for (int i = 0; i < operands.size(); i++) {
      if (i < scan.sequences()) {
        lifted.put(input(i), operands.get(i));
      } else if (i >= scan.sequences() + scan.states()) {
        once.put(input(i), operands.get(i));
      }
    }
  }

  /** Adds the nodes before the loop, the loop and the nodes behind it; gives the values of the scan's results. */
  List<Value> emit() {
    body.nodes().stream().filter(node -> plan.place(node) == Place.ONCE).forEach(this::emitOnce);
    body.nodes().stream().filter(node -> plan.place(node) == Place.BEFORE).forEach(this::emitLifted);
    List<Value> results = new ArrayList<>(emitLoop());
    body.nodes().stream().filter(node -> plan.place(node) == Place.BEHIND).forEach(this::emitLifted);
    body.results().subList(scan.states(), body.results().size())
        .forEach(result -> results.add(stacked(result.value())));
    return results;
  }

  private void emitOnce(Node node) {
    outer.at(node.origin());
    List<Value> made = outer.addAll(node.op(), node.operands().stream().map(once::get).toList());
    for (int r = 0; r < made.size(); r++) {
      once.put(node.results().get(r), made.get(r));
    }
  }

  private void emitLifted(Node node) {
    outer.at(node.origin());
    List<Boolean> varies = node.operands().stream().map(lifted::containsKey).toList();
    List<Value> values = node.operands().stream().map(this::outside).toList();
    List<Value> made = node.op().lift(outer.target(), scan.time(), values, varies);
    for (int r = 0; r < made.size(); r++) {
      lifted.put(node.results().get(r), made.get(r));
    }
  }

  private Value outside(Value value) {
    return lifted.containsKey(value) ? lifted.get(value) : once.get(value);
  }

  private Value stacked(Value value) {
    return lifted.containsKey(value) ? lifted.get(value)
        : outer.add(Times.steady(scan.time(), value.type()), once.get(value));
  }

  /** Adds the loop, where something is left of it; gives the final states. */
  private List<Value> emitLoop() {
    List<Node> inside = inside();
    Set<Value> made = new LinkedHashSet<>();
    inside.forEach(node -> made.addAll(node.results()));
    body.inputs().subList(scan.sequences(), scan.sequences() + scan.states()).forEach(state -> made.add(state.value()));
    Set<Value> written = new LinkedHashSet<>(body.results().subList(scan.states(), body.results().size()).stream()
        .map(Graph.Result::value).toList());
    body.nodes().stream().filter(node -> plan.place(node) == Place.BEHIND)
        .forEach(node -> written.addAll(node.operands()));
    written.removeIf(value -> !made.contains(value) || once.containsKey(value) || lifted.containsKey(value));
    if (scan.states() == 0 && written.isEmpty()) {
      return List.of();
    }
    LoopBuilder loop = new LoopBuilder(inside, made, written);
    List<Value> results = outer.addAll(loop.op(), loop.operands());
    int number = scan.states();
    for (Value value : written) {
      lifted.put(value, results.get(number++));
    }
    return results.subList(0, scan.states());
  }

  /**
   * The nodes of the loop: those that recur, and cheap ones that are the same at every step or done outside as well, where the loop
   * uses them.
   */
  private List<Node> inside() {
    Set<Value> used = new LinkedHashSet<>();
    body.results().subList(0, scan.states()).forEach(result -> used.add(result.value()));
    List<Node> inside = new ArrayList<>();
    for (int i = body.nodes().size() - 1; i >= 0; i--) {
      Node node = body.nodes().get(i);
      boolean repeated = plan.place(node) == Place.ONCE && LoopPlan.isRepeated(node)
          && node.results().stream().anyMatch(used::contains);
      if (plan.place(node) == Place.INSIDE || repeated || plan.isAlsoInside(node)) {
        inside.add(0, node);
        used.addAll(node.operands());
      }
    }
    return inside;
  }

  private Value input(int i) {
    return body.inputs().get(i).value();
  }

  /** What is left of the loop. */
  private final class LoopBuilder {

    private final List<Node> inside;
    private final Set<Value> written;
    private final Set<String> inputNames = new HashSet<>();
    private final Map<Value, Value> sequences = new LinkedHashMap<>();
    private final Map<Value, Value> constants = new LinkedHashMap<>();

    LoopBuilder(List<Node> inside, Set<Value> made, Set<Value> written) {
      this.inside = inside;
      this.written = written;
      body.inputs().forEach(input -> inputNames.add(input.name()));
      Set<Value> read = new LinkedHashSet<>();
      inside.forEach(node -> read.addAll(node.operands()));
      body.results().subList(0, scan.states()).forEach(result -> read.add(result.value()));
      read.removeAll(made);
      read.forEach(value -> (lifted.containsKey(value) ? sequences : constants)
          .put(value, outside(value)));
    }

    Scan op() {
      GraphCopy loop = new GraphCopy(body.name());
      sequences.keySet().forEach(value -> loop.input(inputFor(value)));
      body.inputs().subList(scan.sequences(), scan.sequences() + scan.states()).forEach(loop::input);
      constants.keySet().forEach(value -> loop.input(inputFor(value)));
      loop.copyNodes(inside);
      body.results().subList(0, scan.states())
          .forEach(result -> loop.target().result(result.name(), loop.of(result.value())));
      Set<String> names = new HashSet<>();
      body.results().subList(0, scan.states()).forEach(result -> names.add(result.name()));
      for (Value value : written) {
        loop.target().result(Names.fresh(names, "stacked"), loop.of(value));
      }
      return new Scan(scan.time(), scan.reverse(), sequences.size(), scan.states(), loop.target().build());
    }

    /** The input as it was, or one for a value that has left the loop. */
    private Graph.Input inputFor(Value value) {
      return body.inputs().stream().filter(input -> input.value().equals(value)).findFirst()
          .orElseGet(() -> new Graph.Input(Names.fresh(inputNames, "v"), Graph.Role.BODY, value));
    }

    List<Value> operands() {
      List<Value> all = new ArrayList<>(sequences.values());
      all.addAll(operands.subList(scan.sequences(), scan.sequences() + scan.states()));
      all.addAll(constants.values());
      return all;
    }
  }
}
