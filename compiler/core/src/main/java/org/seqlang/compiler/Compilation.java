package org.seqlang.compiler;

import com.palantir.javapoet.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.FunctionSchedules;
import org.seqlang.compiler.emit.java.JavaEmitter;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Scheduler;

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

  /** The graph with the derivatives by the parameters, dropout on. */
  Graph gradients(CheckedFunction function) {
    Graph graph = Pipeline.beforeGradients(graph(function, Lower.Mode.TRAINING));
    return Differentiate.gradient(graph, parameters(graph));
  }

  /** Whether training a function makes sense: its result is a float that depends on a parameter. */
  boolean isTrainable(CheckedFunction function) {
    return function.result().isFloat() && function.kind() != CheckedFunction.Kind.ENTRY
        && function.kind() != CheckedFunction.Kind.STEP
        && !parameters(graph(function, Lower.Mode.TRAINING)).isEmpty();
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
    }
    if (isServed(function)) {
      graphs.add(Pipeline.optimize(graph(function, Lower.Mode.SERVING)));
    }
    return graphs;
  }

  List<JavaFile> java(String sourceName) {
    List<FunctionSchedules> functions = new ArrayList<>();
    for (CheckedFunction function : model.functions()) {
      functions.add(new FunctionSchedules(function, trained(function), served(function)));
    }
    return new JavaEmitter(sourceName).emit(model, functions);
  }

  private Optional<Schedule> trained(CheckedFunction function) {
    return isTrainable(function)
        ? Optional.of(Scheduler.schedule(Pipeline.afterGradients(gradients(function)))) : Optional.empty();
  }

  private Optional<Schedule> served(CheckedFunction function) {
    return !isServed(function) ? Optional.empty()
        : Optional.of(Scheduler.schedule(Pipeline.optimize(graph(function, Lower.Mode.SERVING))));
  }
}
