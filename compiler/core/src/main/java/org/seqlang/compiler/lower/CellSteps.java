package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedLayer;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Value;

/** Cells at one step, within a decoder's step: layer by layer. */
final class CellSteps {

  private final Lowering lowering;
  private final Dropouts dropouts;

  CellSteps(Lowering lowering, Dropouts dropouts) {
    this.lowering = lowering;
    this.dropouts = dropouts;
  }

  Value step(Typed.CellStep step, List<Instance> instances, List<Value> arguments, Environment e) {
    StepStates states = e.steps();
    List<Value> inputs = new ArrayList<>(arguments);
    Value output = arguments.get(0);
    for (int i = 0; i < instances.size(); i++) {
      if (i > 0) {
        inputs.set(0, dropouts.between(output, step.part().modifiers().dropout(), e));
      }
      output = layer(step, instances.get(i), inputs, states, e);
    }
    Map<String, Value> members = new LinkedHashMap<>();
    for (CheckedLayer.State state : step.part().layer().states()) {
      members.put(state.name(), Shapes.stack(e.frame().builder(),
          instances.stream().map(instance -> states.get(StepStates.name(instance, state.name()))).toList()));
    }
    e.frame().remember(output, members);
    return output;
  }

  private Value layer(Typed.CellStep step, Instance instance, List<Value> inputs, StepStates states, Environment e) {
    CheckedLayer cell = instance.layer();
    Binding binding = instance.binding().with(e.binding().resolved(step.sizes()));
    Environment inside = new Environment(e.frame(), binding, Optional.of(instance));
    for (int i = 0; i < inputs.size(); i++) {
      inside.put(new Environment.Key(Typed.Variable.Kind.INPUT, cell.inputs().get(i).name()), inputs.get(i));
    }
    for (CheckedLayer.State state : cell.states()) {
      inside.put(new Environment.Key(Typed.Variable.Kind.PREVIOUS, state.name()),
          states.get(StepStates.name(instance, state.name())));
    }
    for (CheckedLayer.Step equation : cell.steps()) {
      lowering.define(equation.targets(), equation.value(), name -> CellRuns.isState(cell, name)
          ? Typed.Variable.Kind.STATE : Typed.Variable.Kind.STEP, inside);
    }
    for (CheckedLayer.State state : cell.states()) {
      states.put(StepStates.name(instance, state.name()),
          inside.get(new Environment.Key(Typed.Variable.Kind.STATE, state.name())));
    }
    return lowering.value(cell.out(), inside);
  }
}
