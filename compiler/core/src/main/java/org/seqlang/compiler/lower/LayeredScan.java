package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/**
 * A scan over groups of states none of which needs a later one, as a scan for each group. What a group gives at each step
 * is a sequence for the next, so that its products with that sequence need no loop. Nothing is fed back: so it is with
 * the layers of a decoder whose teacher gives every element.
 */
final class LayeredScan {

  private final Size time;
  private final Graph body;
  private final int sequences;
  private final List<Integer> groups;
  private final List<Value> operands;
  private final GraphBuilder target;
  /** The number of a group in the order of the scans, from 1; of a value, that of the last group it needs. */
  private final Map<Integer, Integer> order = new HashMap<>();
  private final Map<Value, Integer> levels = new HashMap<>();
  private final Map<Value, Node> producers;
  private final Map<Value, Value> stacked = new HashMap<>();

  /**
   * @param body of a scan with one stacked result
   * @param groups of each state
   * @param operands of the whole scan
   */
  LayeredScan(
      Size time, Graph body, int sequences, List<Integer> groups, List<Value> operands, GraphBuilder target) {
    this.time = time;
    this.body = body;
    this.sequences = sequences;
    this.groups = groups;
    this.operands = operands;
    this.target = target;
    this.producers = body.producers();
  }

  /** Adds the scans; gives what they stack. Empty, and nothing is added, where groups need one another. */
  Optional<Value> add() {
    Value result = body.results().get(groups.size()).value();
    if (!order()) {
      return Optional.empty();
    }
    level();
    boolean layered = IntStream.range(0, groups.size())
        .allMatch(s -> levels.get(body.results().get(s).value()) <= order.get(groups.get(s)));
    if (!layered || levels.get(result) == 0) {
      return Optional.empty();
    }
    for (int level = 1; level <= order.size(); level++) {
      add(level, result);
    }
    return Optional.of(stacked.get(result));
  }

  private Value state(int s) {
    return body.inputs().get(sequences + s).value();
  }

  private List<Integer> statesOf(int level) {
    return IntStream.range(0, groups.size()).filter(s -> order.get(groups.get(s)) == level).boxed().toList();
  }

  /** Numbers the groups, each behind those that its next states need; false if there is no such order. */
  private boolean order() {
    Set<Integer> open = new LinkedHashSet<>(groups);
    while (!open.isEmpty()) {
      Optional<Integer> next = open.stream().filter(group -> order.keySet().containsAll(others(group))).findFirst();
      if (next.isEmpty()) {
        return false;
      }
      order.put(next.get(), order.size() + 1);
      open.remove(next.get());
    }
    return true;
  }

  private Set<Integer> others(int group) {
    Set<Value> reached = new HashSet<>();
    for (int s = 0; s < groups.size(); s++) {
      if (groups.get(s) == group) {
        reach(body.results().get(s).value(), reached);
      }
    }
    Set<Integer> others = new HashSet<>();
    for (int s = 0; s < groups.size(); s++) {
      if (groups.get(s) != group && reached.contains(state(s))) {
        others.add(groups.get(s));
      }
    }
    return others;
  }

  private void reach(Value value, Set<Value> reached) {
    if (reached.add(value) && producers.containsKey(value)) {
      producers.get(value).operands().forEach(operand -> reach(operand, reached));
    }
  }

  private void level() {
    body.inputs().forEach(input -> levels.put(input.value(), 0));
    for (int s = 0; s < groups.size(); s++) {
      levels.put(state(s), order.get(groups.get(s)));
    }
    for (Node node : body.nodes()) {
      int level = node.operands().stream().mapToInt(levels::get).max().orElse(0);
      node.results().forEach(value -> levels.put(value, level));
    }
  }

  /** What is computed in a level and read in a later one, or is the result. */
  private List<Value> stacks(int level, Value result) {
    Set<Value> stacks = new LinkedHashSet<>();
    for (Node node : body.nodes()) {
      if (levels.get(node.results().get(0)) > level) {
        node.operands().stream().filter(operand -> levels.get(operand) == level).forEach(stacks::add);
      }
    }
    for (int s = 0; s < groups.size(); s++) {
      Value next = body.results().get(s).value();
      if (levels.get(next) == level && order.get(groups.get(s)) > level) {
        stacks.add(next);
      }
    }
    if (levels.get(result) == level) {
      stacks.add(result);
    }
    return List.copyOf(stacks);
  }

  private void add(int level, Value result) {
    List<Integer> states = statesOf(level);
    List<Value> stacks = stacks(level, result);
    Set<Value> needed = new HashSet<>();
    Set<Value> leaves = new LinkedHashSet<>();
    states.forEach(s -> need(body.results().get(s).value(), level, needed, leaves));
    stacks.forEach(value -> need(value, level, needed, leaves));

    GraphBuilder inner = new GraphBuilder("body").at(target.origin());
    Map<Value, Value> inside = new HashMap<>();
    List<Value> outside = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      take(i, leaves, inner, inside, outside);
    }
    leaves.stream().filter(stacked::containsKey).forEach(leaf -> {
      inside.put(leaf, inner.input("below" + outside.size(), Graph.Role.BODY, leaf.type()));
      outside.add(stacked.get(leaf));
    });
    int sequencesHere = outside.size();
    states.forEach(s -> take(sequences + s, Set.of(state(s)), inner, inside, outside));
    for (int i = sequences + groups.size(); i < body.inputs().size(); i++) {
      take(i, leaves, inner, inside, outside);
    }
    for (Node node : body.nodes()) {
      if (node.results().stream().anyMatch(needed::contains)) {
        inner.at(node.origin());
        List<Value> made = inner.addAll(node.op(), node.operands().stream().map(inside::get).toList());
        IntStream.range(0, made.size()).forEach(i -> inside.put(node.results().get(i), made.get(i)));
      }
    }
    states.forEach(s -> inner.result(body.results().get(s).name(), inside.get(body.results().get(s).value())));
    IntStream.range(0, stacks.size()).forEach(i -> inner.result("result" + i, inside.get(stacks.get(i))));
    Scan scan = new Scan(time, false, sequencesHere, states.size(), inner.build());
    List<Value> results = target.addAll(scan, outside);
    IntStream.range(0, stacks.size()).forEach(i -> stacked.put(stacks.get(i), results.get(states.size() + i)));
  }

  private void take(
      int input, Set<Value> wanted, GraphBuilder inner, Map<Value, Value> inside, List<Value> outside) {
    Graph.Input taken = body.inputs().get(input);
    if (wanted.contains(taken.value())) {
      inside.put(taken.value(), inner.input(taken.name(), Graph.Role.BODY, taken.value().type()));
      outside.add(operands.get(input));
    }
  }

  /** Follows a value up to the inputs and to what lower levels stack. What needs no state is computed again. */
  private void need(Value value, int level, Set<Value> needed, Set<Value> leaves) {
    boolean below = levels.get(value) > 0 && levels.get(value) < level;
    if (below || !producers.containsKey(value)) {
      leaves.add(value);
    } else if (needed.add(value)) {
      producers.get(value).operands().forEach(operand -> need(operand, level, needed, leaves));
    }
  }
}
