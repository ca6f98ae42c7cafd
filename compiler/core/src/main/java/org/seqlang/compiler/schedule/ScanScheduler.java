package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/**
 * A recurrence becomes a time loop. Each state has a carry, a row an example in the order by length, which a step reads and then
 * overwrites; the values that outlive a step are written to buffers over all steps. A sequence that ends keeps the carry
 * that it ended with, which is its final state.
 */
final class ScanScheduler {

  private final Scope outer;
  private final Entries before;
  private final Memory memory;

  ScanScheduler(Scope outer, Entries before, Memory memory) {
    this.outer = outer;
    this.before = before;
    this.memory = memory;
  }

  void schedule(Node node, Scan scan) {
    if (outer.loop().isPresent()) {
      throw new UnschedulableException("a recurrence runs inside a step of another", node.origin());
    }
    Symbol time = scan.time().symbol().orElseThrow();
    Space steps = Space.steps(time);
    Space positions = Space.positions(time);
    Graph body = scan.body();
    Scope scope = new Scope(memory, Optional.of(time));
    List<View> carries = inputs(node, scan, scope, steps, positions);
    Entries step = new Entries();
    body.results().stream().skip(scan.states()).forEach(result -> scope.stack(result.value()));
    nodes(body, scope, step);

    List<View> stacks = new ArrayList<>();
    for (int i = scan.states(); i < body.results().size(); i++) {
      stacks.add(stack(body.results().get(i).value(), scope, step, steps, positions, node));
    }
    advance(body, scan, carries, scope, step, positions, node);

    int at = before.add(new Launch.TimeLoop(time, scan.reverse(), step.launches(), node.origin()));
    for (int i = 0; i < scan.states(); i++) {
      outer.put(node.results().get(i), Space.EXAMPLES, new Location.Stored(carries.get(i), before, at));
    }
    for (int i = 0; i < stacks.size(); i++) {
      outer.put(node.results().get(scan.states() + i), steps, new Location.Stored(stacks.get(i), before, at));
    }
  }

  /** Sequences, carries with the initial states in them, constants. */
  private List<View> inputs(Node node, Scan scan, Scope scope, Space steps, Space positions) {
    List<View> carries = new ArrayList<>();
    List<Graph.Input> inputs = scan.body().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Value inside = inputs.get(i).value();
      Value outside = node.operands().get(i);
      boolean isState = i >= scan.sequences() && i < scan.sequences() + scan.states();
      if (isState) {
        Type type = inside.type();
        View carry = View.whole(memory.allocate("carry", positions, type), type.staticDims());
        new Copies(outer, before, memory).copy(outside, positions, carry, 0, node.origin());
        carries.add(carry);
        scope.put(inside, positions, new Location.Stored(carry, before, -1));
      } else if (outer.place(outside) instanceof Location.Literal literal) {
        scope.put(inside, i < scan.sequences() ? positions : outer.space(outside), literal);
      } else {
        Location.Stored stored = outer.stored(outside, before);
        scope.put(inside, i < scan.sequences() ? positions : outer.space(outside), stored);
      }
    }
    return carries;
  }

  /** What does not depend on the step runs before the loop. */
  private void nodes(Graph body, Scope scope, Entries step) {
    NodeScheduler inside = new NodeScheduler(scope, step, memory, Totals.none());
    NodeScheduler ahead = new NodeScheduler(scope, before, memory, Totals.none());
    Set<Value> varying = new HashSet<>();
    body.inputs().stream().map(Graph.Input::value)
        .filter(v -> scope.space(v).kind() == Space.Kind.POSITIONS).forEach(varying::add);
    for (Node node : body.nodes()) {
      boolean varies = node.operands().stream().anyMatch(varying::contains)
          || node.op() instanceof org.seqlang.compiler.ir.op.Mask;
      if (varies) {
        varying.addAll(node.results());
      }
      (varies ? inside : ahead).schedule(node);
    }
  }

  private View stack(Value value, Scope scope, Entries step, Space steps, Space positions, Node node) {
    if (scope.place(value) instanceof Location.Stored stored && stored.owner() == step
        && stored.view().buffer().space().equals(steps) && stored.view().isDense()) {
      return stored.view();
    }
    Type over = value.type();
    Buffer buffer = memory.allocate("stack", steps, over);
    View view = View.whole(buffer, over.staticDims());
    new Copies(scope, step, memory).copy(value, positions, view, 0, node.origin());
    return view;
  }

  /** Writes the next states over the previous ones, after everything that reads those. */
  private void advance(
      Graph body, Scan scan, List<View> carries, Scope scope, Entries step, Space positions, Node node) {
    List<Integer> pending = new ArrayList<>();
    for (int i = 0; i < scan.states(); i++) {
      Value next = body.results().get(i).value();
      View carry = carries.get(i);
      boolean same = scope.place(next) instanceof Location.Stored stored && stored.view().equals(carry);
      if (!same) {
        pending.add(i);
      }
    }
    List<Integer> late = new ArrayList<>();
    List<Runnable> stores = new ArrayList<>();
    for (int i : pending) {
      Value next = body.results().get(i).value();
      View carry = carries.get(i);
      Optional<Group> group = isNextOfAnother(carry, i, body, scan, scope) ? Optional.empty()
          : Hazards.groupThatMayOverwrite(scope.place(next), carry, step, positions);
      if (group.isPresent()) {
        Location.Grouped grouped = (Location.Grouped) scope.place(next);
        stores.add(() -> group.get().append(
            memory.nextLocal(), next.type().element(), grouped.local(), Optional.of(carry), node.origin()));
      } else {
        late.add(i);
      }
    }
    stores.forEach(Runnable::run);
    late(body, carries, late, scope, step, positions, node);
  }

  /** Whether another state takes over this one's previous value. */
  private static boolean isNextOfAnother(View carry, int self, Graph body, Scan scan, Scope scope) {
    for (int i = 0; i < scan.states(); i++) {
      if (i != self && scope.place(body.results().get(i).value()) instanceof Location.Stored stored
          && stored.view().buffer().equals(carry.buffer())) {
        return true;
      }
    }
    return false;
  }

  /** First all reads, then all writes: states may change places. */
  private void late(
      Graph body, List<View> carries, List<Integer> late, Scope scope, Entries step, Space positions, Node node) {
    List<Scalar> values = new ArrayList<>();
    for (int i : late) {
      Value next = body.results().get(i).value();
      values.add(scope.place(next) instanceof Location.Literal literal
          ? new Scalar.Literal(literal.value()) : Loads.same(scope.stored(next, step).view()));
    }
    List<List<Size>> shapes = late.stream().map(i -> carries.get(i).dims()).distinct().toList();
    if (shapes.size() > 1) {
      for (int k = 0; k < late.size(); k++) {
        View carry = carries.get(late.get(k));
        Type type = body.results().get(late.get(k)).value().type();
        View copy = View.whole(memory.allocate("next", positions, type), carry.dims());
        scope.write(values.get(k), type.element(), positions, carry.dims(), copy, step.end(), step, node.origin());
        values.set(k, Loads.same(copy));
      }
    }
    for (List<Size> dims : shapes) {
      Group group = step.newGroup(positions, dims, node.origin());
      List<Runnable> writes = new ArrayList<>();
      for (int k = 0; k < late.size(); k++) {
        View carry = carries.get(late.get(k));
        if (carry.dims().equals(dims)) {
          var element = body.results().get(late.get(k)).value().type().element();
          Scalar.Local local =
              group.append(memory.nextLocal(), element, values.get(k), Optional.empty(), node.origin());
          writes.add(() -> group.append(memory.nextLocal(), element, local, Optional.of(carry), node.origin()));
        }
      }
      writes.forEach(Runnable::run);
    }
  }
}
