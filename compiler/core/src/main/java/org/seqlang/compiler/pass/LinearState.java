package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/**
 * A state of a scan whose next value is linear in its own previous one, element by element, and whose factors depend on no state
 * that depends on it.
 *
 * @param upstream the states that it depends on, beside itself
 */
record LinearState(int number, Set<Integer> upstream) {

  /** The first one of a scan; those that depend on no other state come before all others. */
  static Optional<LinearState> find(Scan scan) {
    if (!scan.time().isRagged() || readsSequences(scan)) {
      return Optional.empty();
    }
    List<Set<Integer>> needed = needed(scan);
    List<LinearState> found = new ArrayList<>();
    for (int state = 0; state < scan.states(); state++) {
      Set<Integer> upstream = new TreeSet<>(needed.get(state));
      upstream.remove(state);
      int number = state;
      boolean circular = upstream.stream().anyMatch(other -> needed.get(other).contains(number));
      if (!circular && isLinear(scan, state, upstream)) {
        found.add(new LinearState(state, upstream));
      }
    }
    return found.stream().filter(state -> state.upstream().isEmpty()).findFirst().or(() -> found.stream().findFirst());
  }

  /** Whether a step makes a value over another sequence: such a value cannot be kept for all steps. */
  private static boolean readsSequences(Scan scan) {
    return scan.body().nodes().stream().flatMap(node -> node.results().stream()).anyMatch(value -> value.type().time().isPresent());
  }

  /** A state of several dimensions would have to be written for all steps, with its factors, where the loop keeps it near the processor. */
  private static boolean isLinear(Scan scan, int state, Set<Integer> upstream) {
    Value previous = scan.body().inputs().get(scan.sequences() + state).value();
    Value next = scan.body().results().get(state).value();
    Type type = previous.type();
    if (!type.isFloat() || type.time().isPresent() || next.equals(previous) || type.rank() > 1) {
      return false;
    }
    AffineForm form = new AffineForm(previous, scan.body().nodes(), scan.body().producers());
    return form.isAffine(next) && (form.dependsOnX(next) || upstream.isEmpty());
  }

  /** For each state all that its next value depends on, through any number of steps. */
  private static List<Set<Integer>> needed(Scan scan) {
    Map<Value, Set<Integer>> reached = new HashMap<>();
    Graph body = scan.body();
    IntStream.range(0, scan.states())
        .forEach(state -> reached.put(body.inputs().get(scan.sequences() + state).value(), Set.of(state)));
    for (Node node : body.nodes()) {
      Set<Integer> all = new TreeSet<>();
      node.operands().forEach(operand -> all.addAll(reached.getOrDefault(operand, Set.of())));
      node.results().forEach(result -> reached.put(result, all));
    }
    List<Set<Integer>> needed = new ArrayList<>();
    IntStream.range(0, scan.states())
        .forEach(state -> needed.add(new TreeSet<>(reached.getOrDefault(body.results().get(state).value(), Set.of()))));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Set<Integer> states : needed) {
        for (int other : List.copyOf(states)) {
          grows |= states.addAll(needed.get(other));
        }
      }
    }
    return needed;
  }
}
