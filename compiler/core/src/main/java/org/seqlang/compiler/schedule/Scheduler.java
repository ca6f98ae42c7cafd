package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** From a graph over one example to a program over a batch. */
public final class Scheduler {

  private final Graph graph;
  private final Memory memory = new Memory();
  private final Scope scope = new Scope(memory, java.util.Optional.empty());
  private final Set<Value> backward = new HashSet<>();

  private Scheduler(Graph graph) {
    this.graph = graph;
  }

  /** Schedules a graph as the pass pipeline leaves it. */
  public static Schedule schedule(Graph graph) {
    return new Scheduler(graph).run();
  }

  private Schedule run() {
    List<Schedule.Port> inputs = inputs();
    Map<Value, View> gradients = gradients();
    Totals totals = new Totals(graph, gradients);
    Entries forwardEntries = new Entries();
    Entries backwardEntries = new Entries();
    NodeScheduler forward = new NodeScheduler(scope, forwardEntries, memory, totals);
    NodeScheduler after = new NodeScheduler(scope, backwardEntries, memory, totals);
    for (Node node : graph.nodes()) {
      boolean late = node.operands().stream().anyMatch(backward::contains);
      if (late) {
        backward.addAll(node.results());
      }
      (late ? after : forward).schedule(node);
    }
    List<Schedule.Port> results = results(gradients, totals, forwardEntries, backwardEntries);
    FoldSums sums = new FoldSums(forwardEntries.launches(), backwardEntries.launches(), results);
    List<Launch> first = Neighbours.of(sums.fold(forwardEntries.launches()));
    List<Launch> second = Neighbours.of(sums.fold(backwardEntries.launches()));
    return new Schedule(
        graph.name(), BufferPlan.plan(memory.buffers(), results, first, second), first, second, inputs, results,
        symbols(Symbol.Kind.HYPER), symbols(Symbol.Kind.RAGGED));
  }

  private List<Schedule.Port> inputs() {
    List<Schedule.Port> ports = new ArrayList<>();
    for (Graph.Input input : graph.inputs()) {
      Type type = input.value().type();
      Space space = switch (input.role()) {
        case PARAMETER, REAL -> Space.SHARED;
        case EXAMPLE, CARRIED, SEED, BODY -> type.time().map(t -> Space.steps(t.symbol().orElseThrow())).orElse(Space.EXAMPLES);
      };
      Buffer.Source source = switch (input.role()) {
        case PARAMETER -> Buffer.Source.PARAMETER;
        case REAL -> Buffer.Source.REAL;
        case SEED -> Buffer.Source.SEED;
        case EXAMPLE, CARRIED, BODY -> Buffer.Source.INPUT;
      };
      View view = View.whole(memory.external(input.name(), space, type, source), type.staticDims());
      scope.put(input.value(), space, new Location.Stored(view, NOWHERE, -1));
      ports.add(new Schedule.Port(input.name(), input.role(), type, view));
      if (input.role() == Graph.Role.SEED) {
        backward.add(input.value());
      }
    }
    return ports;
  }

  /** Inputs were there before any launch. */
  private static final Entries NOWHERE = new Entries();

  /** Results that are gradients of parameters; each is added to the parameter's own memory. */
  private Map<Value, View> gradients() {
    Map<Value, View> gradients = new LinkedHashMap<>();
    for (Graph.Input input : graph.inputs()) {
      if (input.role() == Graph.Role.PARAMETER) {
        for (Graph.Result result : graph.results()) {
          if (result.name().equals(Graph.gradientName(input.name()))) {
            Type type = input.value().type();
            Buffer buffer = memory.external(result.name(), Space.SHARED, type, Buffer.Source.GRADIENT);
            Buffer named = new Buffer(
                buffer.id(), buffer.name(), buffer.space(), buffer.columns(), true, buffer.source(), input.name());
            memory.buffers().set(memory.buffers().indexOf(buffer), named);
            gradients.merge(result.value(), View.whole(named, type.dims()), (a, b) -> a);
            byName.put(result.name(), View.whole(named, type.dims()));
          }
        }
      }
    }
    return gradients;
  }

  private final Map<String, View> byName = new HashMap<>();

  private List<Schedule.Port> results(
      Map<Value, View> gradients, Totals totals, Entries forwardEntries, Entries backwardEntries) {
    List<Schedule.Port> ports = new ArrayList<>();
    for (Graph.Result result : graph.results()) {
      Value value = result.value();
      View gradient = byName.get(result.name());
      if (gradient != null) {
        if (!totals.isAdded(value)) {
          Totals.add(value, gradient, scope, backwardEntries, memory);
        }
      } else {
        Entries entries = backward.contains(value) ? backwardEntries : forwardEntries;
        ports.add(new Schedule.Port(result.name(), Graph.Role.EXAMPLE, value.type(), pinned(value, entries)));
      }
    }
    return ports;
  }

  /** A result in memory of its own, dense, its rows in the caller's order. */
  private View pinned(Value value, Entries entries) {
    Space space = value.type().time().map(t -> Space.steps(t.symbol().orElseThrow())).orElse(Space.EXAMPLES);
    Type type = value.type();
    if (scope.place(value) instanceof Location.Stored stored && isOwn(stored.view(), space)) {
      return stored.view();
    }
    View target = View.whole(memory.allocate("result", space, type), type.staticDims());
    new Copies(scope, entries, memory).copy(value, space, target, 0, org.seqlang.diagnostic.Span.NONE);
    return target;
  }

  /** Whether a view is all of a buffer with these rows that no one else provides. */
  private static boolean isOwn(View view, Space space) {
    Buffer buffer = view.buffer();
    return buffer.source() == Buffer.Source.PLANNED && buffer.space().equals(space)
        && view.equals(View.whole(buffer, view.dims())) && view.elements().equals(buffer.columns());
  }

  private List<Symbol> symbols(Symbol.Kind kind) {
    Set<Symbol> found = new java.util.TreeSet<>();
    for (Buffer buffer : memory.buffers()) {
      collect(buffer.columns(), found);
      buffer.space().time().ifPresent(found::add);
      buffer.space().by().ifPresent(found::add);
    }
    Graphs.sizes(graph).forEach(size -> collect(size, found));
    return found.stream().filter(s -> s.kind() == kind).toList();
  }

  private static void collect(Size size, Set<Symbol> found) {
    size.terms().keySet().forEach(found::addAll);
  }
}
