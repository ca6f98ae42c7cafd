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
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Scan;

/**
 * A recurrence becomes a time loop. Each state has a carry, a row an example in the order by length, which a step reads and then
 * overwrites; the values that outlive a step are written to buffers over all steps. A sequence that ends keeps the carry
 * that it ended with, which is its final state.
 *
 * <p>What the body knows of another sequence (the memory that a decoder attends to) is copied before the loop into
 * {@linkplain Space.Kind#SEGMENTS segments}, where all steps of an example lie together in the loop's order of examples: a
 * thread's examples are then one stretch of rows, and those still active a prefix of it. A state over another sequence
 * lives there too and is copied back behind the loop.
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
    Graph body = scan.body();
    Scope scope = new Scope(memory, Optional.of(time));
    List<View> carries = inputs(node, scan, scope);
    Entries step = new Entries();
    body.results().stream().skip(scan.states()).forEach(result -> scope.stack(result.value()));
    nodes(body, scope, step);

    List<View> stacks = new ArrayList<>();
    for (int i = scan.states(); i < body.results().size(); i++) {
      stacks.add(stack(body.results().get(i).value(), scope, step, steps, node));
    }
    advance(body, scan, carries, scope, step, node);

    int at = before.add(new Launch.TimeLoop(time, scan.reverse(), step.launches(), node.origin()));
    for (int i = 0; i < scan.states(); i++) {
      finish(node.results().get(i), carries.get(i), at, node);
    }
    for (int i = 0; i < stacks.size(); i++) {
      outer.put(node.results().get(scan.states() + i), steps, new Location.Stored(stacks.get(i), before, at));
    }
  }

  /** A final state: where the carry is, or copied from segments back to steps. */
  private void finish(Value result, View carry, int at, Node node) {
    Space space = carry.buffer().space();
    if (space.kind() != Space.Kind.SEGMENTS) {
      outer.put(result, Space.EXAMPLES, new Location.Stored(carry, before, at));
      return;
    }
    Space steps = Space.steps(space.time().orElseThrow());
    View copy = View.whole(memory.allocate("final", steps, result.type()), carry.dims());
    outer.put(result, steps, outer.write(Loads.same(carry), result.type().element(), space, carry.dims(), copy, at + 1,
        before, node.origin()));
  }

  /** Sequences, carries with the initial states in them, constants. */
  private List<View> inputs(Node node, Scan scan, Scope scope) {
    Space positions = scope.rowSpace();
    List<View> carries = new ArrayList<>();
    List<Graph.Input> inputs = scan.body().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Value inside = inputs.get(i).value();
      Value outside = node.operands().get(i);
      boolean isState = i >= scan.sequences() && i < scan.sequences() + scan.states();
      if (isState) {
        Type type = inside.type();
        Space space = type.time().map(over -> scope.over(over.symbol().orElseThrow())).orElse(positions);
        View carry = View.whole(memory.allocate("carry", space, type), type.staticDims());
        new Copies(outer, before, memory).copy(outside, space, carry, 0, node.origin());
        carries.add(carry);
        scope.put(inside, space, new Location.Stored(carry, before, -1));
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
    Set<Value> varying = new HashSet<>();
    body.inputs().stream().map(Graph.Input::value).filter(v -> isOfStep(scope.space(v))).forEach(varying::add);
    List<Node> inside = new ArrayList<>();
    NodeScheduler ahead = new NodeScheduler(scope.beforeTheLoop(), before, memory, Totals.none());
    for (Node node : body.nodes()) {
      boolean varies = node.operands().stream().anyMatch(varying::contains)
          || node.op() instanceof org.seqlang.compiler.ir.op.Mask;
      if (varies) {
        varying.addAll(node.results());
        inside.add(node);
      } else {
        ahead.schedule(node);
      }
    }
    NodeScheduler within = new NodeScheduler(scope, step, memory, Totals.none());
    for (Node node : inside) {
      node.operands().forEach(operand -> segment(operand, scope, node));
      if (node.op() instanceof Contract) {
        node.operands().forEach(operand -> weight(operand, scope));
      }
      within.schedule(node);
    }
  }

  private static boolean isOfStep(Space space) {
    return space.kind() == Space.Kind.POSITIONS || space.kind() == Space.Kind.SEGMENTS;
  }

  /** Brings what is known of another sequence into the order of this loop, once. */
  private void segment(Value value, Scope scope, Node node) {
    Space space = scope.space(value);
    if (space.kind() != Space.Kind.STEPS) {
      return;
    }
    Space segments = scope.over(space.time().orElseThrow());
    if (scope.place(value) instanceof Location.Literal literal) {
      scope.put(value, segments, literal);
      return;
    }
    Type type = value.type();
    View copy = View.whole(memory.allocate("segments", segments, type), type.staticDims());
    Location.Stored there = new Copies(scope.beforeTheLoop(), before, memory).copy(value, segments, copy, 0, node.origin());
    scope.put(value, segments, there);
  }

  /** A matrix that is the same at every step is laid out for products once: part of a parameter, or a constant. */
  private void weight(Value value, Scope scope) {
    if (scope.space(value).isShared() && value.type().dims().size() == 2) {
      scope.put(value, Space.SHARED, scope.beforeTheLoop().dense(value, Space.SHARED, before));
    }
  }

  private View stack(Value value, Scope scope, Entries step, Space steps, Node node) {
    if (value.type().time().isPresent()) {
      throw new UnschedulableException("a step keeps a value over the length "
          + value.type().time().get() + " of another sequence for every step", node.origin());
    }
    Optional<Location.Stored> there = scope.place(value) instanceof Location.Grouped grouped ? memory.kept(grouped)
        : scope.place(value) instanceof Location.Stored stored ? Optional.of(stored) : Optional.empty();
    if (there.isPresent() && there.get().owner() == step && there.get().view().buffer().space().equals(steps)
        && there.get().view().isDense()) {
      return there.get().view();
    }
    Type over = value.type();
    Buffer buffer = memory.allocate("stack", steps, over);
    View view = View.whole(buffer, over.staticDims());
    new Copies(scope, step, memory).copy(value, scope.rowSpace(), view, 0, node.origin());
    return view;
  }

  /** Writes the next states over the previous ones, after everything that reads those. */
  private void advance(
      Graph body, Scan scan, List<View> carries, Scope scope, Entries step, Node node) {
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
          : Hazards.groupThatMayOverwrite(scope.place(next), carry, step);
      if (group.isPresent()) {
        Location.Grouped grouped = (Location.Grouped) scope.place(next);
        stores.add(() -> group.get().append(
            memory.nextLocal(), next.type().element(), grouped.local(), Optional.of(carry), node.origin()));
      } else {
        late.add(i);
      }
    }
    stores.forEach(Runnable::run);
    late(body, carries, late, scope, step, node);
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
      Graph body, List<View> carries, List<Integer> late, Scope scope, Entries step, Node node) {
    late.forEach(i -> segment(body.results().get(i).value(), scope, node));
    List<Scalar> values = new ArrayList<>();
    for (int i : late) {
      Value next = body.results().get(i).value();
      values.add(scope.place(next) instanceof Location.Literal literal
          ? new Scalar.Literal(literal.value()) : Loads.same(scope.stored(next, step).view()));
    }
    List<Rows> shapes = late.stream().map(i -> Rows.of(carries.get(i))).distinct().toList();
    if (shapes.size() > 1) {
      for (int k = 0; k < late.size(); k++) {
        View carry = carries.get(late.get(k));
        Type type = body.results().get(late.get(k)).value().type();
        Space space = carry.buffer().space();
        View copy = View.whole(memory.allocate("next", space, type), carry.dims());
        scope.write(values.get(k), type.element(), space, carry.dims(), copy, step.end(), step, node.origin());
        values.set(k, Loads.same(copy));
      }
    }
    for (Rows shape : shapes) {
      Group group = step.newGroup(shape.space(), shape.dims(), node.origin());
      List<Runnable> writes = new ArrayList<>();
      for (int k = 0; k < late.size(); k++) {
        View carry = carries.get(late.get(k));
        if (Rows.of(carry).equals(shape)) {
          var element = body.results().get(late.get(k)).value().type().element();
          Scalar.Local local =
              group.append(memory.nextLocal(), element, values.get(k), Optional.empty(), node.origin());
          writes.add(() -> group.append(memory.nextLocal(), element, local, Optional.of(carry), node.origin()));
        }
      }
      writes.forEach(Runnable::run);
    }
  }

  /** The loop that writes a carry. */
  private record Rows(Space space, List<Size> dims) {
    static Rows of(View carry) {
      return new Rows(carry.buffer().space(), carry.dims());
    }
  }
}
