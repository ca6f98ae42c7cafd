package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.LinearScan;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Shift;

/**
 * One scan of {@link LinearScans}, cut at one state: the loop of what that depends on, its factors, the linear scan, and the loop of
 * all else.
 */
final class LinearExtraction {

  private final GraphCopy outer;
  private final Scan scan;
  private final Graph body;
  private final LinearState linear;
  private final List<Value> operands;
  private final Value previous;
  private final Value next;
  private final AffineForm form;
  /** Values of the body outside, over all steps. */
  private final Map<Value, Value> lifted = new LinkedHashMap<>();
  /** Values of the body that are the same at every step, outside. */
  private final Map<Value, Value> once = new LinkedHashMap<>();
  private final Map<Integer, Value> finals = new HashMap<>();

  LinearExtraction(GraphCopy outer, Scan scan, LinearState linear, List<Value> operands) {
    this.outer = outer;
    this.scan = scan;
    this.body = scan.body();
    this.linear = linear;
    this.operands = operands;
    this.previous = stateInput(linear.number());
    this.next = body.results().get(linear.number()).value();
    this.form = new AffineForm(previous, body.nodes(), body.producers());
    for (int i = 0; i < operands.size(); i++) {
      if (i < scan.sequences()) {
        lifted.put(body.inputs().get(i).value(), operands.get(i));
      } else if (i >= scan.sequences() + scan.states()) {
        once.put(body.inputs().get(i).value(), operands.get(i));
      }
    }
  }

  /** Adds all parts; gives the values of the scan's results. */
  List<Value> emit() {
    List<Integer> upstream = List.copyOf(linear.upstream());
    Set<Integer> others = new TreeSet<>(IntStream.range(0, scan.states()).boxed().toList());
    others.removeAll(upstream);
    others.remove(linear.number());
    List<Node> first = slice(nexts(upstream), List.of());
    Set<Value> leaves = form.leaves(next);
    List<Node> second = slice(leaves, first);
    Set<Value> asked = new LinkedHashSet<>(nexts(List.copyOf(others)));
    body.results().subList(scan.states(), body.results().size()).forEach(result -> asked.add(result.value()));
    List<Node> before = new ArrayList<>(first);
    before.addAll(second);
    Set<Value> toMake = new LinkedHashSet<>(asked);
    toMake.remove(next);
    List<Node> third = slice(toMake, before);

    Set<Value> used = new LinkedHashSet<>(leaves);
    second.forEach(node -> used.addAll(node.operands()));
    Set<Value> usedLater = new LinkedHashSet<>(asked);
    third.forEach(node -> usedLater.addAll(node.operands()));
    used.addAll(usedLater);
    if (!upstream.isEmpty()) {
      emitLoop(upstream, first, used);
    }
    emitState(second, usedLater);
    if (!others.isEmpty() || !lifted.keySet().containsAll(asked)) {
      emitLoop(List.copyOf(others), third, asked);
    }
    return results();
  }

  private List<Value> results() {
    List<Value> results = new ArrayList<>();
    IntStream.range(0, scan.states()).forEach(state -> results.add(finals.get(state)));
    body.results().subList(scan.states(), body.results().size()).forEach(result -> results.add(lifted.get(result.value())));
    return results;
  }

  private Value stateInput(int state) {
    return body.inputs().get(scan.sequences() + state).value();
  }

  private Set<Value> nexts(List<Integer> states) {
    Set<Value> nexts = new LinkedHashSet<>();
    states.forEach(state -> nexts.add(body.results().get(state).value()));
    return nexts;
  }

  /** The nodes that values need, but for those that are made already, and those that only the linear state's next value needs. */
  private List<Node> slice(Set<Value> values, List<Node> made) {
    Set<Value> needed = new HashSet<>(values);
    Set<Node> done = new HashSet<>(made);
    List<Node> slice = new ArrayList<>();
    for (int i = body.nodes().size() - 1; i >= 0; i--) {
      Node node = body.nodes().get(i);
      if (!done.contains(node) && node.results().stream().anyMatch(needed::contains)) {
        slice.add(0, node);
        node.operands().stream().filter(operand -> !operand.equals(next)).forEach(needed::add);
      }
    }
    return slice;
  }

  /** The factors for all steps, and the state's sequence. */
  private void emitState(List<Node> nodes, Set<Value> usedLater) {
    Piece piece = new Piece(List.of(), nodes);
    GraphBuilder builder = piece.copy.target();
    boolean recurs = form.dependsOnX(next);
    AffineForm.Form made = form.build(next, builder, piece::of);
    piece.result("b", made.b().orElseGet(() -> builder.add(new Constant(0, previous.type()))));
    if (recurs) {
      piece.result("a", made.a().orElseGet(() -> builder.add(new Constant(0, previous.type()))));
    }
    List<Value> kept = piece.made().stream().filter(value -> usedLater.contains(value) && !value.equals(next)).toList();
    kept.forEach(value -> piece.result("stacked", piece.of(value)));
    List<Value> sequences = piece.add();
    for (int i = 0; i < kept.size(); i++) {
      lifted.put(kept.get(i), sequences.get(i + (recurs ? 2 : 1)));
    }
    Value initial = operands.get(scan.sequences() + linear.number());
    Value states = recurs ? outer.add(new LinearScan(scan.reverse(), false), sequences.get(1), sequences.get(0), initial)
        : sequences.get(0);
    lifted.put(next, states);
    lifted.put(previous, outer.add(new Shift(scan.reverse()), states, initial));
    finals.put(linear.number(), outer.add(new Edge(scan.reverse() ? Edge.End.FIRST : Edge.End.LAST), states));
  }

  /** A loop of some of the states, which stacks what others use of it. */
  private void emitLoop(List<Integer> states, List<Node> nodes, Set<Value> used) {
    Piece piece = new Piece(states, nodes);
    for (int state : states) {
      Graph.Result result = body.results().get(state);
      piece.result(result.name(), piece.of(result.value()));
    }
    List<Value> stacked = used.stream().filter(value -> !lifted.containsKey(value))
        .filter(value -> piece.made().contains(value) || once.containsKey(value) && isResult(value)).toList();
    stacked.forEach(value -> piece.result("stacked", piece.of(value)));
    List<Value> results = piece.add();
    for (int i = 0; i < results.size(); i++) {
      if (i < states.size()) {
        finals.put(states.get(i), results.get(i));
      } else {
        lifted.put(stacked.get(i - states.size()), results.get(i));
      }
    }
  }

  private boolean isResult(Value value) {
    return body.results().stream().skip(scan.states()).anyMatch(result -> result.value().equals(value));
  }

  /** A scan over part of the body. */
  private final class Piece {

    private final List<Integer> states;
    private final GraphCopy copy = new GraphCopy(body.name());
    private final Map<Value, Value> sequences = new LinkedHashMap<>();
    private final Map<Value, Value> constants = new LinkedHashMap<>();
    private final Set<Value> made = new LinkedHashSet<>();
    private final Set<String> inputNames = new HashSet<>();
    private final Set<String> resultNames = new HashSet<>();

    Piece(List<Integer> states, List<Node> nodes) {
      this.states = states;
      body.inputs().forEach(input -> inputNames.add(input.name()));
      states.forEach(state -> made.add(stateInput(state)));
      nodes.forEach(node -> made.addAll(node.results()));
      lifted.keySet().forEach(value -> wanted(value, sequences, lifted));
      once.keySet().stream().filter(value -> !lifted.containsKey(value)).forEach(value -> wanted(value, constants, once));
      sequences.keySet().forEach(value -> copy.input(inputFor(value)));
      states.forEach(state -> copy.input(body.inputs().get(scan.sequences() + state)));
      constants.keySet().forEach(value -> copy.input(inputFor(value)));
      copy.copyNodes(nodes);
    }

    private void wanted(Value value, Map<Value, Value> inputs, Map<Value, Value> outside) {
      if (!made.contains(value)) {
        inputs.put(value, outside.get(value));
      }
    }

    private Graph.Input inputFor(Value value) {
      return body.inputs().stream().filter(input -> input.value().equals(value) && !isState(value)).findFirst()
          .orElseGet(() -> new Graph.Input(Names.fresh(inputNames, "v"), Graph.Role.BODY, value));
    }

    private boolean isState(Value value) {
      return IntStream.range(0, scan.states()).anyMatch(state -> stateInput(state).equals(value));
    }

    /** What the nodes make, and the states before the step. */
    Set<Value> made() {
      return made;
    }

    Value of(Value value) {
      return copy.of(value);
    }

    void result(String name, Value value) {
      copy.target().result(Names.fresh(resultNames, name), value);
    }

    List<Value> add() {
      List<Value> all = new ArrayList<>(sequences.values());
      states.forEach(state -> all.add(operands.get(scan.sequences() + state)));
      all.addAll(constants.values());
      return outer.addAll(
          new Scan(scan.time(), scan.reverse(), sequences.size(), states.size(), copy.target().build()), all);
    }
  }
}
