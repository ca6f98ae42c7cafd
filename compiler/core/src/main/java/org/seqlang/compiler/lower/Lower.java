package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.check.TypedTree;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;

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
    return graph(model, name, mode, Map.of());
  }

  /**
   * The graph of a function some of whose {@code real} arguments have values that are known: with a teacher's ratio of
   * 1 nothing is fed back.
   *
   * @throws IllegalArgumentException if the model has no function of that name, or if it is a step or an entry that
   *     generates
   */
  public static Graph graph(CheckedModel model, String name, Mode mode, Map<String, Double> known) {
    CheckedFunction function = model.function(name);
    boolean generates = TypedTree.nodes(function.body()).anyMatch(Typed.Generate.class::isInstance);
    if (function.kind() == CheckedFunction.Kind.STEP || generates) {
      throw new IllegalArgumentException(name + " has no graph of its own");
    }
    Frame frame = Frame.root(function.name());
    Environment environment = environment(model, function, frame, known);
    Carries carries = new Carries();
    Lowering lowering = new Lowering(model, mode, carries);
    frame.builder().result(function.name(), lowering.value(function.body(), environment));
    carries.stopped().forEach(stopped -> frame.builder().result(stopped.name(), stopped.value()));
    lowering.batches().next().forEach(frame.builder()::result);
    return ordered(lowering.gradients().expand(frame.builder().build()), model);
  }

  /** The two graphs of an entry that generates: before the first step, and of each step. */
  public static Generation generation(CheckedModel model, String name) {
    return new Generations(model, model.function(name)).generation();
  }

  /** The arguments of a function as inputs; those that are known as constants. */
  static Environment environment(CheckedModel model, CheckedFunction function, Frame frame, Map<String, Double> known) {
    Environment environment = new Environment(frame, model.binding(), Optional.empty());
    for (CheckedFunction.Argument argument : function.arguments()) {
      Type type = model.binding().type(argument.type());
      Double number = known.get(argument.name());
      Value value = number != null ? frame.builder().add(new Constant(number, type))
          : frame.builder().input(argument.name(), argument.real() ? Graph.Role.REAL : Graph.Role.EXAMPLE, type);
      if (number != null) {
        frame.rememberConstant(value, number);
      }
      environment.put(Environment.argument(argument.name()), value);
    }
    return environment;
  }

  /** Parameters in the model's order, then reals, then arguments, then what is carried. */
  static Graph ordered(Graph graph, CheckedModel model) {
    List<String> parameters = model.parameters().stream().map(CheckedModel.Parameter::name).toList();
    List<Graph.Input> inputs = new ArrayList<>(graph.inputs());
    inputs.sort(Comparator.comparing(Graph.Input::role).thenComparing(
        input -> input.role() == Graph.Role.PARAMETER ? parameters.indexOf(input.name()) : 0));
    return new Graph(graph.name(), inputs, graph.nodes(), graph.results());
  }
}
