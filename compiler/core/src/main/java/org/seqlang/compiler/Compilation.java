package org.seqlang.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.check.TypedTree;
import org.seqlang.compiler.emit.java.FunctionSchedules;
import org.seqlang.compiler.emit.java.GenerationSchedules;
import org.seqlang.compiler.emit.java.JavaEmitter;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.lower.Generation;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Scheduler;
import org.seqlang.compiler.stream.Streaming;

/** The way of one model from the checked form to Java. */
final class Compilation {

  private final CheckedModel model;

  Compilation(CheckedModel model) {
    this.model = model;
  }

  /** The graph of a function as the front end makes it. */
  Graph graph(CheckedFunction function, Lower.Mode mode) {
    return Lower.graph(model, function.name(), mode);
  }

  /** The same, or the two graphs of an entry that generates. */
  List<Graph> graphs(CheckedFunction function, Lower.Mode mode) {
    if (generates(function)) {
      Generation generation = Lower.generation(model, function.name());
      return List.of(generation.start(), generation.step());
    }
    return List.of(graph(function, mode));
  }

  /** The graph with the derivatives by the parameters, dropout on. */
  Graph gradients(CheckedFunction function) {
    return gradients(graph(function, Lower.Mode.TRAINING));
  }

  private Graph gradients(Graph plain) {
    Graph graph = Pipeline.beforeGradients(plain);
    return Differentiate.gradient(graph, parameters(graph));
  }

  /** Whether training a function makes sense: its result is a float that depends on a parameter. */
  boolean isTrainable(CheckedFunction function) {
    return function.result().isFloat() && function.kind() != CheckedFunction.Kind.ENTRY
        && function.kind() != CheckedFunction.Kind.STEP
        && !parameters(graph(function, Lower.Mode.TRAINING)).isEmpty();
  }

  /** The objectives that no trained parameter has a part in: there is nothing to train. */
  List<CheckedFunction> untrainable() {
    return model.functions().stream().filter(f -> f.kind() == CheckedFunction.Kind.OBJECTIVE && !isTrainable(f)).toList();
  }

  /** The programs of an objective whose {@code real} arguments are teachers' ratios, where they are 1. */
  private Optional<FunctionSchedules> forced(CheckedFunction function) {
    Map<String, Double> ratios = ratios(function);
    if (ratios.isEmpty()) {
      return Optional.empty();
    }
    Graph served = Lower.graph(model, function.name(), Lower.Mode.SERVING, ratios);
    return Optional.of(new FunctionSchedules(function,
        isTrainable(function)
            ? Optional.of(Scheduler.schedule(Pipeline.afterGradients(gradients(forcedGraph(function)))))
            : Optional.empty(),
        Optional.of(Scheduler.schedule(Pipeline.optimize(served)))));
  }

  private Graph forcedGraph(CheckedFunction function) {
    return Lower.graph(model, function.name(), Lower.Mode.TRAINING, ratios(function));
  }

  private static Map<String, Double> ratios(CheckedFunction function) {
    Map<String, Double> ratios = new HashMap<>();
    TypedTree.nodes(function.body()).filter(Typed.Decode.class::isInstance).map(Typed.Decode.class::cast)
        .flatMap(decode -> decode.feed().stream()).map(Typed.Feed::ratio).filter(Typed.Variable.class::isInstance)
        .map(Typed.Variable.class::cast)
        .filter(v -> function.arguments().stream().anyMatch(a -> a.real() && a.name().equals(v.name())))
        .forEach(v -> ratios.put(v.name(), 1.0));
    return ratios;
  }

  /** Whether it is an entry that makes a sequence; such an entry has two graphs. */
  static boolean generates(CheckedFunction function) {
    return TypedTree.nodes(function.body()).anyMatch(Typed.Generate.class::isInstance);
  }

  private Optional<GenerationSchedules> generation(CheckedFunction function) {
    if (!generates(function)) {
      return Optional.empty();
    }
    Generation generation = Lower.generation(model, function.name());
    Typed.Generate how = generation.generate();
    return Optional.of(new GenerationSchedules(
        Scheduler.schedule(Pipeline.optimize(generation.start())), Scheduler.schedule(Pipeline.optimize(generation.step())),
        generation.previous(), generation.states(), generation.constants(), how.until(), how.atMost(), how.beam(),
        how.normalize().isPresent(), how.temperature().isPresent()));
  }

  private static boolean isServed(CheckedFunction function) {
    return function.kind() == CheckedFunction.Kind.OBJECTIVE || function.kind() == CheckedFunction.Kind.ENTRY;
  }

  private List<String> parameters(Graph graph) {
    List<String> trained = model.parameters().stream().filter(p -> p.initializer().trained())
        .map(CheckedModel.Parameter::name).toList();
    return graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER).map(Graph.Input::name)
        .filter(trained::contains).toList();
  }

  /** Behind all passes: what is trained with its derivatives, what is served without. */
  List<Graph> optimized(CheckedFunction function) {
    List<Graph> graphs = new ArrayList<>();
    if (isTrainable(function)) {
      graphs.add(Pipeline.afterGradients(gradients(function)));
      if (!ratios(function).isEmpty()) {
        graphs.add(Pipeline.afterGradients(gradients(forcedGraph(function))));
      }
    }
    if (isServed(function)) {
      graphs(function, Lower.Mode.SERVING).forEach(graph -> graphs.add(Pipeline.optimize(graph)));
    }
    return graphs;
  }

  /** Java and kernels. */
  JavaEmitter.Emission emit(String sourceName) {
    List<FunctionSchedules> functions = new ArrayList<>();
    for (CheckedFunction function : model.functions()) {
      Streams streams = streaming(function).map(s -> Streams.of(s, function.span())).orElse(Streams.NONE);
      functions.add(new FunctionSchedules(function, trained(function), served(function), forced(function),
          generation(function), streams.schedules(), streams.wholeOnly()));
    }
    return new JavaEmitter(sourceName).emit(model, functions);
  }

  /** How an entry runs element by element, or why it does not; entries that generate have steps of their own. */
  Optional<Streaming> streaming(CheckedFunction function) {
    return function.kind() == CheckedFunction.Kind.ENTRY && !generates(function)
        ? Optional.of(Streaming.of(graph(function, Lower.Mode.SERVING))) : Optional.empty();
  }

  private Optional<Schedule> trained(CheckedFunction function) {
    return isTrainable(function)
        ? Optional.of(Scheduler.schedule(Pipeline.afterGradients(gradients(function)))) : Optional.empty();
  }

  private Optional<Schedule> served(CheckedFunction function) {
    return !isServed(function) || generates(function) ? Optional.empty()
        : Optional.of(Scheduler.schedule(Pipeline.optimize(graph(function, Lower.Mode.SERVING))));
  }
}
