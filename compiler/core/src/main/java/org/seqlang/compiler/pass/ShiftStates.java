package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Shift;

/**
 * A state that only keeps what a sequence had at the step before recurs no longer: it is that sequence, shifted. So
 * {@code x[t-1]} is known before the loop, and so is what is made of it alone; {@code x[t-2]} is shifted twice. The same goes for an
 * input that is the same at every step but the first.
 *
 * <pre>
 * %2: float[n], %3: float[T, n] = scan T (sequence x: float[n], state p: float[n]) {
 *   %2: float[n] = add %0, %1
 *   next p %0, stack y %2
 * } %0, %1
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %2: float[T, n] = shift %0, %1
 * %3: float[n] = edge last %0
 * %4: float[T, n] = scan T (sequence x: float[n], sequence p: float[n]) {
 *   %2: float[n] = add %0, %1
 *   stack y %2
 * } %0, %2
 * </pre>
 */
public final class ShiftStates {

  private final GraphCopy outer;
  private final Scan scan;
  private final List<Value> operands;
  /** What inputs of the body are at all steps: sequences, and the states that are shifted ones. */
  private final Map<Value, Value> known = new LinkedHashMap<>();
  /** The final values of those states, by number. */
  private final Map<Integer, Value> last = new LinkedHashMap<>();

  private ShiftStates(GraphCopy outer, Scan scan, List<Value> operands) {
    this.outer = outer;
    this.scan = scan;
    this.operands = operands;
  }

  /** Rewrites the scans of a graph, but not scans in their bodies: nothing there can be shifted once it is lifted. */
  public static Graph run(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Scan scan && hasShifted(scan)) {
        copy.at(node.origin());
        copy.putAll(node.results(), new ShiftStates(copy, scan, copy.of(node.operands())).emit());
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(graph);
  }

  private static boolean hasShifted(Scan scan) {
    int states = scan.sequences() + scan.states();
    List<Value> inputs = new ArrayList<>(scan.body().inputs().stream().map(Graph.Input::value).toList());
    inputs.subList(scan.sequences(), states).clear();
    inputs.removeIf(input -> input.type().time().isPresent());
    return scan.body().results().subList(0, scan.states()).stream().anyMatch(next -> inputs.contains(next.value()));
  }

  private List<Value> emit() {
    List<Graph.Input> inputs = scan.body().inputs();
    for (int i = 0; i < scan.sequences(); i++) {
      known.put(inputs.get(i).value(), operands.get(i));
    }
    boolean found = true;
    while (found) {
      found = false;
      for (int state = 0; state < scan.states(); state++) {
        found |= !last.containsKey(state) && shift(state);
      }
    }
    return results(outer.addAll(
        new Scan(scan.time(), scan.reverse(), known.size(), scan.states() - last.size(), body()), newOperands()));
  }

  /** Whether a state is the step before of something known. */
  private boolean shift(int state) {
    Value next = scan.body().results().get(state).value();
    if (!known.containsKey(next) && constant(next).isEmpty()) {
      return false;
    }
    Value sequence = constant(next).map(steady -> outer.add(Times.steady(scan.time(), steady.type()), steady))
        .orElseGet(() -> known.get(next));
    Value before = outer.add(new Shift(scan.reverse()), sequence, operands.get(scan.sequences() + state));
    known.put(scan.body().inputs().get(scan.sequences() + state).value(), before);
    last.put(state, outer.add(new Edge(scan.reverse() ? Edge.End.FIRST : Edge.End.LAST), sequence));
    return true;
  }

  /** What an input of the body is outside, where that is the same at every step. */
  private Optional<Value> constant(Value inside) {
    List<Value> inputs = scan.body().inputs().stream().map(Graph.Input::value).toList();
    int number = inputs.indexOf(inside);
    boolean steady = number >= scan.sequences() + scan.states() && inside.type().time().isEmpty();
    return steady ? Optional.of(operands.get(number)) : Optional.empty();
  }

  private Graph body() {
    GraphCopy body = new GraphCopy(scan.body().name());
    List<Graph.Input> inputs = scan.body().inputs();
    known.keySet().forEach(value -> body.input(inputs.stream().filter(i -> i.value().equals(value)).findFirst().orElseThrow()));
    inputs.stream().filter(input -> !known.containsKey(input.value())).forEach(body::input);
    body.copyNodes(scan.body().nodes());
    for (int r = 0; r < scan.body().results().size(); r++) {
      Graph.Result result = scan.body().results().get(r);
      if (!last.containsKey(r)) {
        body.target().result(result.name(), body.of(result.value()));
      }
    }
    return body.target().build();
  }

  /** Sequences, remaining states, constants. */
  private List<Value> newOperands() {
    List<Value> all = new ArrayList<>(known.values());
    for (int i = scan.sequences(); i < operands.size(); i++) {
      if (!last.containsKey(i - scan.sequences())) {
        all.add(operands.get(i));
      }
    }
    return all;
  }

  private List<Value> results(List<Value> made) {
    List<Value> results = new ArrayList<>();
    int next = 0;
    for (int r = 0; r < scan.body().results().size(); r++) {
      results.add(last.containsKey(r) ? last.get(r) : made.get(next++));
    }
    return results;
  }
}
