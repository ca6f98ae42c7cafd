package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Value;

/** Makes the two graphs of an entry that generates. */
final class Generations {

  private final CheckedModel model;
  private final CheckedFunction entry;
  private final Lowering lowering;
  private final Decodings decodings;

  Generations(CheckedModel model, CheckedFunction entry) {
    this.model = model;
    this.entry = entry;
    this.lowering = new Lowering(model, Lower.Mode.SERVING, new Carries());
    this.decodings = lowering.decodings();
  }

  Generation generation() {
    Frame frame = Frame.root(entry.name());
    Environment environment = Lower.environment(model, entry, frame, Map.of());
    Typed body = entry.body();
    while (body instanceof Typed.Block block) {
      block.lets().forEach(let ->
          lowering.define(let.names(), let.value(), Typed.Variable.Kind.LOCAL, environment));
      body = block.value();
    }
    if (!(body instanceof Typed.Generate generate)) {
      throw new IllegalArgumentException("the entry " + entry.name() + " does not generate");
    }
    GraphBuilder graph = frame.builder();
    graph.at(generate.span());
    Typed.Decoding decoding = generate.decoding();
    Value start = lowering.value(decoding.start(), environment);
    graph.result(Generation.START, start);
    Map<String, Value> states = decodings.initial(decoding, environment);
    states.forEach(graph::result);
    List<Value> constants = lowering.values(decoding.arguments(), environment);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < constants.size(); i++) {
      names.add(decoding.step().arguments().get(i + 1).name());
      graph.result(names.get(i), constants.get(i));
    }
    generate.normalize().ifPresent(n -> graph.result(Generation.NORMALIZE, lowering.value(n, environment)));
    generate.temperature().ifPresent(t -> graph.result(Generation.TEMPERATURE, lowering.value(t, environment)));
    String previous = decoding.step().arguments().get(0).name();
    return new Generation(generate, Lower.ordered(lowering.gradients().expand(graph.build()), model),
        step(decoding, start, states, constants, environment), previous, List.copyOf(states.keySet()), names);
  }

  private Graph step(
      Typed.Decoding decoding, Value start, Map<String, Value> states, List<Value> constants, Environment outer) {
    Frame frame = Frame.root(decoding.step().name());
    GraphBuilder graph = frame.builder();
    graph.at(decoding.step().span());
    Environment inside = decodings.inside(decoding, frame, outer);
    String previous = decoding.step().arguments().get(0).name();
    inside.put(Environment.argument(previous), graph.input(previous, Graph.Role.EXAMPLE, start.type()));
    states.forEach((name, value) ->
        inside.steps().put(name, graph.input(name, Graph.Role.EXAMPLE, value.type())));
    for (int i = 0; i < constants.size(); i++) {
      String name = decoding.step().arguments().get(i + 1).name();
      inside.put(Environment.argument(name), graph.input(name, Graph.Role.EXAMPLE, constants.get(i).type()));
    }
    graph.result(Generation.SCORES, lowering.value(decoding.step().body(), inside));
    inside.steps().all().forEach(state -> graph.result(state.getKey(), state.getValue()));
    return Lower.ordered(graph.build(), model);
  }
}
