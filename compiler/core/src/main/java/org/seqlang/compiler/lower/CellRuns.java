package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedLayer;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.check.Part;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Split;

/** Cells over sequences: layer by layer, in one direction or both, each a scan. */
final class CellRuns {

  private final Lowering lowering;
  private final CellSteps steps;
  private final Dropouts dropouts;
  private final Carries carries;

  CellRuns(Lowering lowering, CellSteps steps, Dropouts dropouts, Carries carries) {
    this.lowering = lowering;
    this.steps = steps;
    this.dropouts = dropouts;
    this.carries = carries;
  }

  /** One layer in one direction: what it gives at every step, at its last step, and its final states. */
  private record Direction(Value steps, Value last, List<Value> states, Map<String, Value> beside) {}

  /**
   * Where the layers and directions of a run start.
   *
   * @param given initial states by name
   * @param carry where it stopped in the chunk before, if it is carried
   */
  private record Starts(Map<String, List<Value>> given, Optional<Carries.Carry> carry) {}

  Value run(Typed.Run run, List<Instance> instances, List<Value> arguments, Environment e) {
    GraphBuilder graph = e.frame().builder();
    Part.Modifiers modifiers = run.part().modifiers();
    Starts starts = new Starts(initial(run, instances.size(), e), carry(run, instances, e));
    List<Value> inputs = new ArrayList<>(arguments);
    List<Direction> all = new ArrayList<>();
    Value output = arguments.get(0);
    List<Direction> layer = List.of();
    for (int i = 0; i < instances.size(); i += modifiers.directions()) {
      if (i > 0) {
        inputs.set(0, dropouts.between(output, modifiers.dropout(), e));
      }
      layer = new ArrayList<>();
      for (int d = 0; d < modifiers.directions(); d++) {
        boolean reverse = modifiers.reverse() != (d == 1);
        layer.add(direction(run, instances.get(i + d), inputs, starts, i + d, reverse, e));
      }
      all.addAll(layer);
      output = joined(graph, modifiers, layer.stream().map(Direction::steps).toList());
    }
    Map<String, Value> outcomes = outcomes(run.part(), instances, graph, layer, all, output);
    starts.carry().ifPresent(carry -> carry.before().keySet().forEach(
        name -> carries.end(carry, name, outcomes.get(name), graph)));
    e.frame().remember(output, outcomes);
    return output;
  }

  /** {@code last}, the outputs themselves, and the final states {@code [layers*directions, …]} by name. */
  private static Map<String, Value> outcomes(
      Part part, List<Instance> instances, GraphBuilder graph, List<Direction> top, List<Direction> all, Value output) {
    List<Copies> kept = Copies.of(instances);
    Map<String, Value> members = new LinkedHashMap<>();
    members.put("last", joined(graph, part.modifiers(), top.stream().map(Direction::last).toList()));
    members.put("steps", output);
    top.get(0).beside().keySet().forEach(name -> members.put(name,
        joined(graph, part.modifiers(), top.stream().map(direction -> direction.beside().get(name)).toList())));
    for (int s = 0; s < kept.size(); s++) {
      int state = s;
      members.putAll(kept.get(s).join(
          graph, all.stream().map(direction -> direction.states().get(state)).toList()));
    }
    return members;
  }

  /** Both directions, side by side or added. */
  private static Value joined(GraphBuilder graph, Part.Modifiers modifiers, List<Value> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    var sum = new org.seqlang.compiler.ir.op.Map(ScalarFunction.ADD);
    return modifiers.summed() ? graph.addAll(sum, parts).get(0)
        : graph.addAll(new Concat(parts.get(0).type().rank() - 1), parts).get(0);
  }

  private Optional<Carries.Carry> carry(Typed.Run run, List<Instance> instances, Environment e) {
    return run.carried() ? Optional.of(carries.begin(run, instances, e)) : Optional.empty();
  }

  /** Given initial states, cut into one for each layer and direction. */
  private Map<String, List<Value>> initial(Typed.Run run, int count, Environment e) {
    GraphBuilder graph = e.frame().builder();
    Map<String, List<Value>> initial = new HashMap<>();
    for (CheckedLayer.State state : run.part().layer().states()) {
      Typed given = run.initial().get(state.name());
      if (given != null) {
        initial.put(state.name(), rows(graph, lowering.value(given, e), count, state.type().rank()));
      }
    }
    return initial;
  }

  /** A state for each layer and direction; a single one may come without a dimension for them. */
  static List<Value> rows(GraphBuilder graph, Value value, int count, int rank) {
    if (value.type().rank() == rank) {
      return List.of(value);
    }
    List<Size> dims = value.type().dims().subList(1, value.type().rank());
    List<Value> rows = count == 1 ? List.of(value)
        : graph.addAll(new Split(0, Collections.nCopies(count, Size.ONE)), List.of(value));
    return rows.stream().map(row -> graph.add(new Reshape(dims), row)).toList();
  }

  private Direction direction(
      Typed.Run run, Instance instance, List<Value> arguments, Starts starts, int index,
      boolean reverse, Environment e) {
    Binding binding = instance.binding().with(e.binding().resolved(run.sizes()));
    Frame body = e.frame().body();
    StepStates states = new StepStates();
    Environment inside = new Environment(body, binding, Optional.of(instance), Optional.of(states));
    List<Value> sequences = inputs(run, instance.layer(), arguments, body, inside);
    List<Value> first = new ArrayList<>();
    List<Kept> kept = instance.kept();
    for (Kept one : kept) {
      Value own = one.state().map(starts.given()::get).map(given -> given.get(index))
          .orElseGet(() -> initial(one, lowering, e.frame()));
      first.add(starts.carry().map(c -> c.start(e.frame().builder(), one, index, own)).orElse(own));
      states.put(StepStates.name(one), body.builder().input(StepStates.name(one), Graph.Role.BODY, one.type()));
    }
    constants(run, instance.layer(), arguments, body, inside);
    CellSteps.Given given = steps.equations(instance, states, inside);
    List<String> beside = instance.layer().beside().stream().filter(one -> !one.isOverTime())
        .map(CheckedLayer.Beside::name).toList();
    kept.forEach(one -> body.builder().result(one.label(), states.get(StepStates.name(one))));
    body.builder().result("out", given.output());
    beside.forEach(name -> body.builder().result(name, given.beside().get(name)));
    List<Value> operands = new ArrayList<>(sequences);
    operands.addAll(first);
    operands.addAll(body.captured());
    Size time = e.binding().size(run.mapping().time().orElseThrow());
    Scan scan = new Scan(time, reverse, sequences.size(), first.size(), body.builder().build());
    List<Value> results = e.frame().builder().addAll(scan, operands);
    Value all = results.get(first.size());
    return new Direction(all, last(instance, all, results, reverse, e), results.subList(0, first.size()),
        named(beside, results.subList(first.size() + 1, results.size())));
  }

  private static Map<String, Value> named(List<String> names, List<Value> values) {
    Map<String, Value> named = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> named.put(names.get(i), values.get(i)));
    return named;
  }

  /** What the cell itself says of a state before the first step. */
  static Value initial(Kept kept, Lowering lowering, Frame frame) {
    Environment outside = new Environment(frame, kept.instance().binding(), Optional.of(kept.instance()));
    return Shapes.spread(frame.builder(), lowering.value(kept.initial(), outside), kept.type());
  }

  private static List<Value> inputs(
      Typed.Run run, CheckedLayer cell, List<Value> arguments, Frame body, Environment inside) {
    List<Value> sequences = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (run.mapping().varies().get(i)) {
        sequences.add(arguments.get(i));
        String name = cell.inputs().get(i).name();
        Value step = body.builder().input(name, Graph.Role.BODY, arguments.get(i).type().withoutAxis(0));
        inside.put(new Environment.Key(Typed.Variable.Kind.INPUT, name), step);
      }
    }
    return sequences;
  }

  private static void constants(
      Typed.Run run, CheckedLayer cell, List<Value> arguments, Frame body, Environment inside) {
    for (int i = 0; i < arguments.size(); i++) {
      if (!run.mapping().varies().get(i)) {
        inside.put(new Environment.Key(Typed.Variable.Kind.INPUT, cell.inputs().get(i).name()),
            body.capture(arguments.get(i)));
      }
    }
  }

  static boolean isState(CheckedLayer cell, String name) {
    return cell.states().stream().anyMatch(state -> state.name().equals(name));
  }

  /** What the cell gave at the end: a final state where it gives a state, else the last step's output. */
  private static Value last(Instance instance, Value steps, List<Value> results, boolean reverse, Environment e) {
    if (instance.layer().out() instanceof Typed.Variable variable && variable.kind() == Typed.Variable.Kind.STATE) {
      List<String> labels = instance.kept().stream().map(Kept::label).toList();
      return results.get(labels.indexOf(variable.name()));
    }
    return e.frame().builder().add(new Edge(reverse ? Edge.End.FIRST : Edge.End.LAST), steps);
  }
}
