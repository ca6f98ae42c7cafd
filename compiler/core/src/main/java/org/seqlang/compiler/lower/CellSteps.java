package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedLayer;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Value;

/** Cells at one step, of a sequence or within a decoder's or another cell's step: layer by layer. */
final class CellSteps {

  private final Lowering lowering;
  private final Dropouts dropouts;

  CellSteps(Lowering lowering, Dropouts dropouts) {
    this.lowering = lowering;
    this.dropouts = dropouts;
  }

  /** What one layer of a cell gives at a step: its output, and what can be asked for by name. */
  record Given(Value output, Map<String, Value> beside) {}

  Value step(Typed.CellStep step, List<Instance> instances, List<Value> arguments, Environment e) {
    StepStates states = e.steps();
    List<Value> inputs = new ArrayList<>(arguments);
    Value output = arguments.get(0);
    Map<String, Value> members = new LinkedHashMap<>();
    for (int i = 0; i < instances.size(); i++) {
      if (i > 0) {
        inputs.set(0, dropouts.between(output, step.part().modifiers().dropout(), e));
      }
      Given given = layer(step, instances.get(i), inputs, states, e);
      output = given.output();
      members.putAll(given.beside());
    }
    for (Copies copies : Copies.of(instances)) {
      members.putAll(copies.join(e.frame().builder(),
          copies.kept().stream().map(kept -> states.get(StepStates.name(kept))).toList()));
    }
    e.frame().remember(output, members);
    return output;
  }

  private Given layer(Typed.CellStep step, Instance instance, List<Value> inputs, StepStates states, Environment e) {
    Binding binding = instance.binding().with(e.binding().resolved(step.sizes()));
    Environment inside = new Environment(e.frame(), binding, Optional.of(instance), Optional.of(states));
    for (int i = 0; i < inputs.size(); i++) {
      inside.put(Environment.input(instance.layer().inputs().get(i).name()), inputs.get(i));
    }
    return equations(instance, states, inside);
  }

  /**
   * The equations of one layer of a cell.
   *
   * @param states before the step; behind it those that come next
   * @param inside where its inputs have values
   */
  Given equations(Instance instance, StepStates states, Environment inside) {
    CheckedLayer cell = instance.layer();
    List<Kept> own = instance.kept().stream().filter(kept -> kept.instance() == instance).toList();
    own.forEach(kept -> inside.put(Environment.previous(kept.name()), states.get(StepStates.name(kept))));
    for (CheckedLayer.Step equation : cell.steps()) {
      lowering.define(equation.targets(), equation.value(), name -> CellRuns.isState(cell, name)
          ? Typed.Variable.Kind.STATE : Typed.Variable.Kind.STEP, inside);
    }
    cell.states().forEach(state -> advance(instance, state.name(), false, states, inside));
    cell.inputs().forEach(input -> advance(instance, input.name(), true, states, inside));
    Value output = lowering.value(cell.out(), inside);
    Map<String, Value> beside = new LinkedHashMap<>();
    cell.beside().forEach(one -> beside.put(one.name(), lowering.value(one.value(), inside)));
    return new Given(output, beside);
  }

  /** What was kept of one step ago is then kept of two, and so on. */
  private static void advance(
      Instance instance, String name, boolean input, StepStates states, Environment inside) {
    for (long lag = instance.furthest(name, input); lag > 1; lag--) {
      states.put(instance.parameterName(Kept.name(name, lag, input)),
          inside.get(Environment.previous(Kept.name(name, lag - 1, input))));
    }
    if (!input) {
      states.put(instance.parameterName(name), inside.get(Environment.state(name)));
    } else if (instance.furthest(name, true) > 0) {
      states.put(instance.parameterName(Kept.name(name, 1, true)), inside.get(Environment.input(name)));
    }
  }
}
