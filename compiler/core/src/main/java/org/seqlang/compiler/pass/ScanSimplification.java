package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Scan;

/** One scan of {@link SimplifyScans}. */
final class ScanSimplification {

  private final GraphCopy outer;
  private final Scan scan;
  private final List<Value> operands;
  private final GraphCopy body;
  /** The sequences of the new scan, each with the body's input for it; the same for constants. */
  private final Map<Value, Value> sequences = new LinkedHashMap<>();
  private final Map<Value, Value> constants = new LinkedHashMap<>();
  /** The states of the old scan that are states of the new one. */
  private final List<Integer> states;
  /** What the new body stacks, each with the number of the new scan's result. */
  private final Map<Value, Integer> stacked = new LinkedHashMap<>();

  ScanSimplification(GraphCopy outer, Scan scan, List<Value> operands) {
    this.outer = outer;
    this.scan = scan;
    this.operands = operands;
    this.body = new GraphCopy(scan.body().name());
    this.states = IntStream.range(0, scan.states())
        .filter(state -> !input(scan.sequences() + state).value().equals(result(state).value())).boxed().toList();
  }

  /** Adds what takes the scan's place; gives the values of its results. */
  List<Value> emit() {
    addInputs();
    body.copyNodes(scan.body().nodes());
    states.forEach(state -> body.target().result(result(state).name(), body.of(result(state).value())));
    for (int r = scan.states(); r < scan.body().results().size(); r++) {
      Value value = body.of(result(r).value());
      if (!sequences.containsValue(value) && !constants.containsValue(value) && !stacked.containsKey(value)) {
        stacked.put(value, states.size() + stacked.size());
        body.target().result(result(r).name(), value);
      }
    }
    return results(states.isEmpty() && stacked.isEmpty() ? List.of() : addScan());
  }

  private void addInputs() {
    for (int i = 0; i < scan.sequences(); i++) {
      if (steady(operands.get(i)).isEmpty()) {
        share(sequences, operands.get(i), input(i));
      }
    }
    states.forEach(state -> body.input(input(scan.sequences() + state)));
    for (int i = 0; i < operands.size(); i++) {
      int state = i - scan.sequences();
      if (state < 0) {
        int number = i;
        steady(operands.get(i)).ifPresent(node -> addSteady(input(number), node));
      } else if (!states.contains(state)) {
        addConstant(input(i), operands.get(i));
      }
    }
  }

  private void addSteady(Graph.Input input, Node sequence) {
    if (sequence.op() instanceof Constant constant) {
      body.put(input.value(), body.add(new Constant(constant.value(), input.value().type())));
      return;
    }
    Broadcast broadcast = (Broadcast) sequence.op();
    List<Size> dims = broadcast.dims().subList(1, broadcast.dims().size());
    List<Integer> axes = broadcast.axes().stream().map(axis -> axis - 1).toList();
    addConstant(input, outer.add(new Broadcast(dims, axes), sequence.operands().get(0)));
  }

  /** Makes an outer value known to the body: as a constant, or by making it again where it is just a number. */
  private void addConstant(Graph.Input input, Value operand) {
    Optional<Node> producer = outer.producer(operand).filter(node -> node.op() instanceof Constant);
    if (producer.isPresent()) {
      body.put(input.value(), body.add(producer.get().op()));
    } else {
      share(constants, operand, input);
    }
  }

  private void share(Map<Value, Value> known, Value operand, Graph.Input input) {
    if (!known.containsKey(operand)) {
      body.input(input);
      known.put(operand, body.of(input.value()));
    }
    body.put(input.value(), known.get(operand));
  }

  /** The node behind a sequence that is the same at every step. */
  private Optional<Node> steady(Value sequence) {
    return outer.producer(sequence).filter(node -> node.op() instanceof Constant
        || node.op() instanceof Broadcast broadcast && !broadcast.axes().contains(0));
  }

  private List<Value> addScan() {
    List<Value> all = new ArrayList<>(sequences.keySet());
    states.forEach(state -> all.add(operands.get(scan.sequences() + state)));
    all.addAll(constants.keySet());
    return outer.addAll(
        new Scan(scan.time(), scan.reverse(), sequences.size(), states.size(), body.target().build()), all);
  }

  private List<Value> results(List<Value> made) {
    List<Value> results = new ArrayList<>();
    for (int state = 0; state < scan.states(); state++) {
      results.add(states.contains(state) ? made.get(states.indexOf(state)) : operands.get(scan.sequences() + state));
    }
    for (int r = scan.states(); r < scan.body().results().size(); r++) {
      Value value = body.of(result(r).value());
      results.add(stacked.containsKey(value) ? made.get(stacked.get(value)) : operandOf(value));
    }
    return results;
  }

  /** The stacked form of a body's value that is an input. */
  private Value operandOf(Value input) {
    for (Map.Entry<Value, Value> sequence : sequences.entrySet()) {
      if (sequence.getValue().equals(input)) {
        return sequence.getKey();
      }
    }
    Value constant = constants.entrySet().stream().filter(entry -> entry.getValue().equals(input)).findFirst()
        .orElseThrow().getKey();
    return outer.add(Times.steady(scan.time(), constant.type()), constant);
  }

  private Graph.Input input(int i) {
    return scan.body().inputs().get(i);
  }

  private Graph.Result result(int r) {
    return scan.body().results().get(r);
  }
}
