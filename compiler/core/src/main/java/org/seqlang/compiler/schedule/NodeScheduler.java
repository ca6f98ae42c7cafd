package org.seqlang.compiler.schedule;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.LinearScan;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;

/** Schedules the nodes of one graph, one by one, into a list of launches. */
final class NodeScheduler {

  private final Scope scope;
  private final Entries entries;
  private final Memory memory;
  private final Totals totals;

  NodeScheduler(Scope scope, Entries entries, Memory memory, Totals totals) {
    this.scope = scope;
    this.entries = entries;
    this.memory = memory;
    this.totals = totals;
  }

  void schedule(Node node) {
    if (totals.isDeferred(node)) {
      return;
    }
    Space space = space(node);
    if (node.op() instanceof Constant constant) {
      scope.put(node.result(), space, new Location.Literal(constant.value()));
    } else if (node.op() instanceof StopGradient) {
      alias(node);
    } else if (node.op() instanceof Broadcast broadcast) {
      broadcast(node, broadcast, space);
    } else if (node.op() instanceof Split split) {
      split(node, split, space);
    } else if (node.op() instanceof Reshape) {
      reshape(node, space);
    } else if (node.op() instanceof Concat concat) {
      concat(node, concat.axis(), space);
    } else if (node.op() instanceof Contract) {
      new Products(scope, entries, memory).schedule(node, space);
    } else if (node.op() instanceof Reduce reduce) {
      Launch.Combine combine = reduce.kind() == Reduce.Kind.SUM ? Launch.Combine.SUM : Launch.Combine.MAX;
      reduce(node, reduce.axis(), combine, space);
    } else if (node.op() instanceof ArgMax argMax) {
      reduce(node, argMax.axis(), Launch.Combine.ARGMAX, space);
    } else if (node.op() instanceof Scatter scatter) {
      scatter(node, scatter, space);
    } else if (node.op() instanceof Total) {
      totals.schedule(node, scope, entries, memory);
    } else if (node.op() instanceof Scan scan) {
      new ScanScheduler(scope, entries, memory).schedule(node, scan);
    } else if (node.op() instanceof LinearScan scan) {
      linear(node, scan, space);
    } else {
      new Elementwise(scope, entries, memory).schedule(node, space);
    }
  }

  /** What the rows of a node's results stand for. */
  private Space space(Node node) {
    Type type = node.results().get(0).type();
    if (type.time().isPresent()) {
      return scope.over(type.time().get().symbol().orElseThrow());
    }
    if (node.op() instanceof Total) {
      return Space.SHARED;
    }
    if (node.op() instanceof Mask) {
      return scope.rowSpace();
    }
    if (node.op() instanceof SizeOf sizeOf) {
      return sizeOf.size().isRagged() ? Space.EXAMPLES : Space.SHARED;
    }
    Space space = Space.SHARED;
    for (Value operand : node.operands()) {
      Space other = scope.space(operand);
      if (!other.isShared()) {
        space = other.kind() == Space.Kind.EXAMPLES && space.isShared() ? Space.EXAMPLES : wider(space, other);
      }
    }
    return space;
  }

  /** Inside a loop a value of the step at hand wins over one that belongs to the example. */
  private Space wider(Space a, Space b) {
    boolean inLoop = scope.loop().isPresent() && (isOfStep(a) || isOfStep(b));
    return inLoop ? scope.rowSpace() : Space.EXAMPLES;
  }

  private static boolean isOfStep(Space space) {
    return space.kind() == Space.Kind.POSITIONS || space.kind() == Space.Kind.SEGMENTS;
  }

  private void alias(Node node) {
    Value operand = node.operands().get(0);
    scope.put(node.result(), scope.space(operand), scope.place(operand));
  }

  private void broadcast(Node node, Broadcast broadcast, Space space) {
    Value operand = node.operands().get(0);
    if (scope.place(operand) instanceof Location.Literal literal) {
      scope.put(node.result(), space, literal);
      return;
    }
    Location.Stored stored = scope.stored(operand, entries);
    boolean timeInResult = node.result().type().time().isPresent();
    boolean timeInOperand = operand.type().time().isPresent();
    List<Integer> axes = broadcast.axes().subList(timeInOperand ? 1 : 0, broadcast.axes().size()).stream()
        .map(axis -> axis - (timeInResult ? 1 : 0)).toList();
    View view = stored.view().broadcast(node.result().type().staticDims(), axes);
    scope.put(node.result(), space, new Location.Stored(view, stored.owner(), stored.ready()));
  }

  private void split(Node node, Split split, Space space) {
    Value operand = node.operands().get(0);
    if (scope.place(operand) instanceof Location.Literal literal) {
      node.results().forEach(part -> scope.put(part, space, literal));
      return;
    }
    Location.Stored stored = scope.stored(operand, entries);
    int axis = split.axis() - (operand.type().time().isPresent() ? 1 : 0);
    Size from = Size.ZERO;
    for (int i = 0; i < node.results().size(); i++) {
      Size extent = split.parts().get(i);
      View part = stored.view().slice(axis, from, extent);
      scope.put(node.results().get(i), space, new Location.Stored(part, stored.owner(), stored.ready()));
      from = from.plus(extent);
    }
  }

  private void reshape(Node node, Space space) {
    Value operand = node.operands().get(0);
    if (scope.place(operand) instanceof Location.Literal literal) {
      scope.put(node.result(), space, literal);
      return;
    }
    Location.Stored stored = scope.stored(operand, entries);
    if (!stored.view().isDense()) {
      Type type = operand.type();
      View copy = View.whole(memory.allocate("copy", space, type), type.staticDims());
      stored = scope.write(Loads.same(stored.view()), type.element(), space, type.staticDims(), copy,
          stored.readyIn(entries) + 1, entries, node.origin());
    }
    View view = stored.view().reshape(node.result().type().staticDims());
    scope.put(node.result(), space, new Location.Stored(view, stored.owner(), stored.ready()));
  }

  /** Each operand is written to its part of one buffer, by the loop that computes it where there is one. */
  private void concat(Node node, int axisWithTime, Space space) {
    Type type = node.result().type();
    int axis = axisWithTime - (type.time().isPresent() ? 1 : 0);
    View whole = View.whole(memory.allocate("concat", scope.home(node.result(), space), type), type.staticDims());
    Size from = Size.ZERO;
    int ready = -1;
    for (Value operand : node.operands()) {
      Size extent = operand.type().dim(axisWithTime);
      View part = whole.slice(axis, from, extent);
      ready = Math.max(ready, copy(operand, space, part, node).readyIn(entries));
      from = from.plus(extent);
    }
    scope.put(node.result(), space, new Location.Stored(whole, entries, ready));
  }

  /** Writes a value into a view of the same dimensions. */
  private Location.Stored copy(Value value, Space space, View target, Node node) {
    return new Copies(scope, entries, memory).copy(value, space, target, 0, node.origin());
  }

  private void reduce(Node node, int axisWithTime, Launch.Combine combine, Space space) {
    Value operand = node.operands().get(0);
    View view = scope.stored(operand, entries).view();
    Type type = node.result().type();
    View result = View.whole(memory.allocate("reduced", scope.home(node.result(), space), type), type.staticDims());
    boolean overTime = axisWithTime == 0 && operand.type().time().isPresent();
    Optional<Integer> axis = overTime ? Optional.empty()
        : Optional.of(axisWithTime - (operand.type().time().isPresent() ? 1 : 0));
    int at = entries.add(new Launch.Reduction(space, combine, view, axis,
        overTime ? operand.type().time().flatMap(Size::symbol) : Optional.empty(), result, node.origin()));
    scope.put(node.result(), space, new Location.Stored(result, entries, at));
  }

  /** The states before the first step are copied into the order by length; factors that never change are read where they are. */
  private void linear(Node node, LinearScan scan, Space space) {
    if (scope.loop().isPresent()) {
      throw new UnschedulableException("a recurrence runs inside a step of another", node.origin());
    }
    Symbol time = space.time().orElseThrow();
    Value initial = node.operands().get(2);
    Space positions = Space.positions(time);
    View states = View.whole(memory.allocate("initial", positions, initial.type()), initial.type().dims());
    new Copies(scope, entries, memory).copy(initial, positions, states, 0, node.origin());
    View factors = factors(node.operands().get(0), initial.type(), space, node);
    View added = scope.dense(node.operands().get(1), space, entries).view();
    Type type = node.result().type();
    View result = View.whole(memory.allocate("states", space, type), type.staticDims());
    int at = entries.add(
        new Launch.LinearScan(time, scan.reverse(), scan.transposed(), factors, added, states, result, node.origin()));
    scope.put(node.result(), space, new Location.Stored(result, entries, at));
  }

  private View factors(Value value, Type step, Space space, Node node) {
    if (scope.place(value) instanceof Location.Literal literal) {
      View one = View.whole(memory.allocate("factors", Space.SHARED, step), step.dims());
      scope.write(new Scalar.Literal(literal.value()), step.element(), Space.SHARED, step.dims(), one, 0, entries, node.origin());
      return one;
    }
    View view = scope.stored(value, entries).view();
    return view.buffer().space().isShared() && view.isDense() ? view : scope.dense(value, space, entries).view();
  }

  private void scatter(Node node, Scatter scatter, Space space) {
    Value index = node.operands().get(0);
    Space rows = index.type().time().isPresent()
        ? scope.over(index.type().time().get().symbol().orElseThrow()) : space;
    View result = View.whole(memory.allocate("scattered", space, node.result().type()),
        node.result().type().staticDims());
    int at = entries.add(new Launch.ScatterAdd(rows, scope.stored(index, entries).view(),
        scope.stored(node.operands().get(1), entries).view(), scatter.padding(), result, true, node.origin()));
    scope.put(node.result(), space, new Location.Stored(result, entries, at));
  }
}
