package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.AtEdge;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Place;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.ir.op.SizeOf;

/** Puts a node whose every element is computed on its own into a row loop. */
final class Elementwise {

  private final Scope scope;
  private final Entries entries;
  private final Memory memory;

  Elementwise(Scope scope, Entries entries, Memory memory) {
    this.scope = scope;
    this.entries = entries;
    this.memory = memory;
  }

  /** Adds the node to the best loop and notes where its result is. */
  void schedule(Node node, Space space) {
    Value result = node.result();
    List<Size> dims = result.type().staticDims();
    List<Value> remote = remoteOperands(node);
    remote.forEach(value -> scope.stored(value, entries));
    int earliest = 0;
    for (Value operand : node.operands()) {
      earliest = Math.max(earliest, readyFor(operand, remote.contains(operand), space, dims));
    }
    Group group = entries.group(space, dims, earliest, node.origin());
    Scalar.Local local = group.append(
        memory.nextLocal(), result.type().element(), scalar(node, group), Optional.empty(), node.origin());
    scope.put(result, space, new Location.Grouped(group, local));
    if (isComparison(node) || isCheap(node, space)) {
      scope.rememberHow(node);
    }
  }

  private static boolean isComparison(Node node) {
    return node.op() instanceof Map map && node.operands().stream().allMatch(v -> v.type().element() instanceof Element.Float)
        && switch (map.function()) {
          case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
          default -> false;
        };
  }

  /** Whether a value comes from one other of its size, and from numbers that take little memory, in one cheap operation. */
  private boolean isCheap(Node node, Space space) {
    return node.op() instanceof Map map && node.result().type().rank() > 0
        && node.operands().stream().distinct().filter(operand -> !isSmall(operand, space)).count() == 1
        && switch (map.function()) {
          case NEGATE, ADD, SUBTRACT, MULTIPLY, DIVIDE, SQUARE -> true;
          default -> false;
        };
  }

  /** Whether a value is a constant, one row for all that the result has, or repeated along a row. */
  private boolean isSmall(Value operand, Space space) {
    Location place = scope.place(operand);
    return place instanceof Location.Literal || place instanceof Location.Stored stored
        && (stored.view().buffer().space().isShared() && !space.isShared() || stored.view().strides().contains(Size.ZERO));
  }

  /** What gives a value of the rows at hand, to be done again in another loop than its first. */
  private Optional<Node> again(Value value, Space space) {
    return scope.space(value).equals(space) ? scope.how(value) : Optional.empty();
  }

  /** The first position at which a loop may read the operand. */
  private int readyFor(Value operand, boolean remote, Space space, List<Size> dims) {
    var place = scope.place(operand);
    if (place instanceof Location.Grouped grouped && grouped.group().entries == entries) {
      boolean local = !remote && grouped.group().fits(space, dims);
      return local ? grouped.group().index : grouped.group().index + 1;
    }
    Optional<Node> again = remote ? Optional.empty() : again(operand, space);
    if (again.isPresent()) {
      return again.get().operands().stream().mapToInt(v -> readyFor(v, false, space, dims)).max().orElse(0);
    }
    if (place instanceof Location.Literal && !remote) {
      return 0;
    }
    return scope.stored(operand, entries).readyIn(entries) + 1;
  }

  /** Operands that are read at other coordinates or in other rows than the loop's own. */
  private static List<Value> remoteOperands(Node node) {
    if (node.op() instanceof Gather || node.op() instanceof Place) {
      return node.operands();
    }
    if (node.op() instanceof Pick || node.op() instanceof Edge || node.op() instanceof AtEdge
        || node.op() instanceof Shift) {
      return node.operands().subList(0, 1);
    }
    return List.of();
  }

  private Scalar scalar(Node node, Group group) {
    if (node.op() instanceof Map map) {
      return new Scalar.Apply(map.function(), node.operands().stream().map(v -> read(v, group)).toList());
    }
    if (node.op() instanceof Mask mask) {
      return new Scalar.Keep(mask.site(), read(node.operands().get(0), group), node.result().type().staticDims());
    }
    if (node.op() instanceof SizeOf sizeOf) {
      return sizeOf.size().isRagged() ? new Scalar.Length(sizeOf.size().symbol().orElseThrow())
          : new Scalar.SizeValue(sizeOf.size());
    }
    if (node.op() instanceof Gather) {
      return gather(node);
    }
    if (node.op() instanceof Pick pick) {
      return pick(node, pick.axis(), group);
    }
    if (node.op() instanceof Place place) {
      return place(node, place.axis());
    }
    if (node.op() instanceof Edge edge) {
      Symbol time = node.operands().get(0).type().time().orElseThrow().symbol().orElseThrow();
      return Loads.at(view(node.operands().get(0)), end(edge.end() == Edge.End.FIRST, time));
    }
    if (node.op() instanceof Shift shift) {
      return shift(node, shift.reverse(), group);
    }
    AtEdge atEdge = (AtEdge) node.op();
    Symbol time = atEdge.time().symbol().orElseThrow();
    Scalar there = new Scalar.StepIs(end(atEdge.end() == Edge.End.FIRST, time));
    return where(there, Loads.same(view(node.operands().get(0))));
  }

  /** {@code where(step is first, edge, x[t-1])}. */
  private Scalar shift(Node node, boolean reverse, Group group) {
    Value x = node.operands().get(0);
    Symbol time = x.type().time().orElseThrow().symbol().orElseThrow();
    Scalar beside = Loads.at(view(x), new Scalar.Row.Beside(time, reverse));
    return new Scalar.Apply(ScalarFunction.WHERE,
        List.of(new Scalar.StepIs(end(!reverse, time)), read(node.operands().get(1), group), beside));
  }

  private static Scalar.Row end(boolean first, Symbol time) {
    return first ? new Scalar.Row.First(time) : new Scalar.Row.Last(time);
  }

  private static Scalar where(Scalar condition, Scalar value) {
    return new Scalar.Apply(ScalarFunction.WHERE, List.of(condition, value, new Scalar.Literal(0)));
  }

  /** {@code table[index[lead], rest]}. */
  private Scalar gather(Node node) {
    View table = view(node.operands().get(0));
    View index = view(node.operands().get(1));
    int lead = index.dims().size();
    List<Scalar.Coordinate> coordinates = new ArrayList<>();
    coordinates.add(new Scalar.Coordinate.Computed(Loads.same(index)));
    coordinates.addAll(Loads.coordinates(table.dims().size() - 1, lead));
    return new Scalar.Load(table, new Scalar.Row.Same(), coordinates);
  }

  /** {@code x[…, index, …]}; over time, a row of the example's. */
  private Scalar pick(Node node, int axis, Group group) {
    Value x = node.operands().get(0);
    Scalar index = read(node.operands().get(1), group);
    Optional<Size> time = x.type().time();
    if (time.isPresent() && axis == 0) {
      return Loads.at(view(x), new Scalar.Row.At(time.get().symbol().orElseThrow(), index));
    }
    int at = axis - (time.isPresent() ? 1 : 0);
    List<Scalar.Coordinate> coordinates = Loads.coordinates(view(x).dims().size() - 1, 0);
    coordinates.add(at, new Scalar.Coordinate.Computed(index));
    return new Scalar.Load(view(x), new Scalar.Row.Same(), coordinates);
  }

  /** {@code where(coordinate == index, g, 0)}. */
  private Scalar place(Node node, int axis) {
    View g = view(node.operands().get(0));
    View index = view(node.operands().get(1));
    Optional<Size> time = node.result().type().time();
    if (time.isPresent() && axis == 0) {
      Scalar.Row at = new Scalar.Row.At(time.get().symbol().orElseThrow(), Loads.same(index));
      return where(new Scalar.StepIs(at), Loads.same(g));
    }
    int axisInRow = axis - (time.isPresent() ? 1 : 0);
    return where(new Scalar.CoordinateIs(axisInRow, without(index, axisInRow)), without(g, axisInRow));
  }

  private static Scalar without(View view, int axis) {
    List<Scalar.Coordinate> coordinates = new ArrayList<>();
    for (int i = 0; i < view.dims().size(); i++) {
      coordinates.add(new Scalar.Coordinate.Loop(i < axis ? i : i + 1));
    }
    return new Scalar.Load(view, new Scalar.Row.Same(), coordinates);
  }

  private View view(Value value) {
    return scope.stored(value, entries).view();
  }

  /** An operand at the loop's own coordinates. */
  Scalar read(Value value, Group group) {
    var place = scope.place(value);
    if (place instanceof Location.Literal literal) {
      return new Scalar.Literal(literal.value());
    }
    if (place instanceof Location.Grouped grouped && grouped.group() == group) {
      return grouped.local();
    }
    Optional<Node> again = again(value, group.space);
    if (again.isPresent()) {
      return new Scalar.Apply(((Map) again.get().op()).function(), again.get().operands().stream().map(v -> read(v, group)).toList());
    }
    return Loads.same(view(value));
  }
}
