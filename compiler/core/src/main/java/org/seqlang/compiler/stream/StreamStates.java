package org.seqlang.compiler.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Map;

/** What goes from step to step, as inputs and results of the graph of a step. */
final class StreamStates {

  private final Before before;
  private final GraphBuilder step;
  private final Names names;
  private final List<StepGraphs.State> states = new ArrayList<>();
  private final List<Graph.Result> next = new ArrayList<>();
  private Optional<Graph.Input> position = Optional.empty();

  StreamStates(Before before, GraphBuilder step, Names names) {
    this.before = before;
    this.step = step;
    this.names = names;
  }

  /**
   * A state.
   *
   * @param name in the graph of a step
   * @param previous what the step before left
   */
  record Slot(String name, Value previous) {}

  /**
   * A state that begins with a value that is known before, or at, the first step.
   *
   * @param node that brings it about
   * @throws RefusedException if what it begins with changes with every step
   */
  Slot from(String wanted, Streamed initial, Node node) {
    if (!initial.stays()) {
      throw new RefusedException("a cell starts from what the whole sequence gives", node.origin());
    }
    if (!initial.isKnown()) {
      Slot slot = filled(wanted, initial.value().type(), 0);
      return new Slot(slot.name(), atFirst(initial.value(), slot.previous()));
    }
    OptionalDouble constant = before.constant(initial.value());
    if (constant.isPresent() && initial.value().type().time().isEmpty()) {
      return filled(wanted, initial.value().type(), constant.getAsDouble());
    }
    return made(wanted, initial.value());
  }

  private Slot made(String wanted, Value initial) {
    Slot slot = slot(wanted, initial.type(), OptionalDouble.empty());
    before.result(slot.name(), initial);
    return slot;
  }

  /** A state that begins with a number everywhere. */
  Slot filled(String wanted, Type type, double number) {
    // How long it is, if it is a sequence, is known where its arguments are.
    return type.time().isPresent() ? made(wanted, before.addAll(new Constant(number, type), List.of()).get(0))
        : slot(wanted, type, OptionalDouble.of(number));
  }

  private Slot slot(String wanted, Type type, OptionalDouble constant) {
    String name = names.fresh(wanted);
    states.add(new StepGraphs.State(name, type, constant));
    return new Slot(name, step.input(name, Graph.Role.EXAMPLE, type));
  }

  /** Says what this step leaves. */
  void next(Slot slot, Value value) {
    next.add(new Graph.Result(slot.name(), value));
  }

  /** One value at the first step, another at every later one. */
  Value atFirst(Value first, Value later) {
    Value zero = step.add(new Constant(0, Type.floats()));
    Value isFirst = step.add(new Map(ScalarFunction.EQUAL), position(), zero);
    Type type = first.type();
    Value spread = type.rank() == 0 ? isFirst : step.add(new Broadcast(type.dims(), List.of()), isFirst);
    return step.add(new Map(ScalarFunction.WHERE), spread, first, later);
  }

  /** How many steps there are, this one among them. */
  Value count() {
    return step.add(new Map(ScalarFunction.ADD), position(), step.add(new Constant(1, Type.floats())));
  }

  private Value position() {
    if (position.isEmpty()) {
      String name = names.fresh("position");
      Value input = step.input(name, Graph.Role.EXAMPLE, Type.floats());
      position = Optional.of(new Graph.Input(name, Graph.Role.EXAMPLE, input));
    }
    return position.get().value();
  }

  Optional<String> positionName() {
    return position.map(Graph.Input::name);
  }

  List<StepGraphs.State> all() {
    return states;
  }

  /** Makes what the step leaves the last results of its graph. */
  void finish() {
    next.forEach(result -> step.result(result.name(), result.value()));
  }
}
