package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Value;

/** Makes the graph of a model's function. */
public final class Lower {

  private Lower() {}

  /** What the graph is for. */
  public enum Mode {
    /** Dropout drops. */
    TRAINING,
    /** Dropout is the identity. */
    SERVING
  }

  /**
   * The graph of a function over one example. Its inputs are the parameters and real hyper-parameters that it uses,
   * then all its arguments, then what it
   * carries from the chunk before; its results are the function's value, by its name, and what it carries on.
   *
   * @throws IllegalArgumentException if the model has no function of that name
   */
  public static Graph graph(CheckedModel model, String name, Mode mode) {
    CheckedFunction function = model.function(name);
    Frame frame = Frame.root(function.name());
    Environment environment = new Environment(frame, model.binding(), Optional.empty());
    for (CheckedFunction.Argument argument : function.arguments()) {
      Value value = frame.builder().input(argument.name(), Graph.Role.EXAMPLE, model.binding().type(argument.type()));
      environment.put(Environment.argument(argument.name()), value);
    }
    Carries carries = new Carries();
    Lowering lowering = new Lowering(model, mode, carries);
    frame.builder().result(function.name(), lowering.value(function.body(), environment));
    carries.stopped().forEach(stopped -> frame.builder().result(stopped.name(), stopped.value()));
    lowering.batches().next().forEach(frame.builder()::result);
    return ordered(frame.builder().build(), model);
  }

  /** Parameters in the model's order, then reals, then arguments, then what is carried. */
  private static Graph ordered(Graph graph, CheckedModel model) {
    List<String> parameters = model.parameters().stream().map(CheckedModel.Parameter::name).toList();
    List<Graph.Input> inputs = new ArrayList<>(graph.inputs());
    inputs.sort(Comparator.comparing(Graph.Input::role).thenComparing(
        input -> input.role() == Graph.Role.PARAMETER ? parameters.indexOf(input.name()) : 0));
    return new Graph(graph.name(), inputs, graph.nodes(), graph.results());
  }
}
