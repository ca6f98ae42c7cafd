package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedLayer;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Part;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/** Functions called, layers applied, cells run. */
final class Applications {

  private final Lowering lowering;
  private final CheckedModel model;
  private final CellRuns runs;

  Applications(Lowering lowering, CheckedModel model, CellRuns runs) {
    this.lowering = lowering;
    this.model = model;
    this.runs = runs;
  }

  Value call(Typed.Call call, Environment e) {
    List<Value> arguments = lowering.values(call.arguments(), e);
    CheckedFunction function = call.function();
    boolean own = model.functions().contains(function);
    Binding binding = own ? model.binding().with(e.binding().resolved(call.sizes())) : e.binding().call(call.sizes());
    return mapped(e, call.mapping(), arguments, (frame, values) -> {
      Environment inside = new Environment(frame, binding, Optional.empty());
      for (int i = 0; i < values.size(); i++) {
        inside.put(Environment.argument(function.arguments().get(i).name()), values.get(i));
      }
      return lowering.value(function.body(), inside);
    });
  }

  Value apply(Typed.Apply apply, Environment e) {
    List<Value> arguments = lowering.values(apply.arguments(), e);
    Instance instance = instances(apply.part(), e).get(0);
    Binding binding = instance.binding().with(e.binding().resolved(apply.sizes()));
    return mapped(e, apply.mapping(), arguments, (frame, values) -> layer(instance, binding, frame, values));
  }

  private Value layer(Instance instance, Binding binding, Frame frame, List<Value> inputs) {
    CheckedLayer layer = instance.layer();
    Environment inside = new Environment(frame, binding, Optional.of(instance));
    for (int i = 0; i < inputs.size(); i++) {
      inside.put(new Environment.Key(Typed.Variable.Kind.INPUT, layer.inputs().get(i).name()), inputs.get(i));
    }
    layer.steps().forEach(step -> lowering.define(step.targets(), step.value(), Typed.Variable.Kind.STEP, inside));
    return lowering.value(layer.out(), inside);
  }

  Value run(Typed.Run run, Environment e) {
    return runs.run(run, instances(run.part(), e), lowering.values(run.arguments(), e), e);
  }

  static List<Instance> instances(Part part, Environment e) {
    return e.instance().map(instance -> instance.of(part))
        .orElseGet(() -> Instance.of(part, "", "", e.binding()));
  }

  /** As it is, or for each step of the arguments that are sequences. */
  private static Value mapped(
      Environment e, Typed.Mapping mapping, List<Value> arguments, BiFunction<Frame, List<Value>, Value> body) {
    if (mapping.time().isEmpty()) {
      return body.apply(e.frame(), arguments);
    }
    Size time = e.binding().size(mapping.time().get());
    Frame inner = e.frame().body();
    List<Value> sequences = new ArrayList<>();
    List<Value> inside = new ArrayList<>(arguments);
    for (int i = 0; i < arguments.size(); i++) {
      if (mapping.varies().get(i)) {
        sequences.add(arguments.get(i));
        inside.set(i, inner.builder().input("step" + (i + 1), Graph.Role.BODY, arguments.get(i).type().withoutAxis(0)));
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!mapping.varies().get(i)) {
        inside.set(i, inner.capture(arguments.get(i)));
      }
    }
    inner.builder().result("result", body.apply(inner, inside));
    List<Value> operands = new ArrayList<>(sequences);
    operands.addAll(inner.captured());
    Scan scan = new Scan(time, false, sequences.size(), 0, inner.builder().build());
    return e.frame().builder().addAll(scan, operands).get(0);
  }
}
