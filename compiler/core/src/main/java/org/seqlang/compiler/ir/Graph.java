package org.seqlang.compiler.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program over one example: inputs, assignments in an order in which they can run, named results.
 *
 * <pre>
 * graph predict(parameter output.weight %0: float[classes, hidden], example x %1: float[T, hidden]) {
 *   %2: float[T, classes] = contract "oi,ti->to" %0, %1
 *   return scores %2
 * }
 * </pre>
 *
 * @param name of the function it came from; {@code body} for a scan's body
 */
public record Graph(String name, List<Input> inputs, List<Node> nodes, List<Result> results) {

  public Graph {
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    results = List.copyOf(results);
  }

  /** What an input is. */
  public enum Role {
    /** A trained array; shared by all examples. */
    PARAMETER,
    /** A real hyper-parameter, such as a dropout rate; shared. */
    REAL,
    /** Part of the example. */
    EXAMPLE,
    /**
     * What the example's row left behind in the chunk before it: the result of the same name. {@link #FRESH} says where
     * there is none.
     */
    CARRIED,
    /** The gradient of a result, given when the backward phase begins; per example. */
    SEED,
    /** An input of a scan's body. */
    BODY
  }

  /** The carried input that is 1 where a stream begins and nothing was left behind, else 0: {@code float[]}. */
  public static final String FRESH = "carry.fresh";

  /** An input, by name; names are unique within a graph. */
  public record Input(String name, Role role, Value value) {}

  /**
   * A result, by name; names are unique within a graph. The gradient of the input {@code x} is called {@code d x}... see
   * {@link #gradientName}.
   */
  public record Result(String name, Value value) {}

  /** The name of the result that is the gradient of an input (or the seed of a result). */
  public static String gradientName(String input) {
    return "d_" + input;
  }

  /** The name of the result that says what a parameter becomes that is kept from batch to batch instead of trained. */
  public static String nextName(String parameter) {
    return "next." + parameter;
  }

  public Input input(String wanted) {
    return inputs.stream().filter(i -> i.name().equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("graph " + name + " has no input " + wanted));
  }

  public Value result(String wanted) {
    return results.stream().filter(r -> r.name().equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("graph " + name + " has no result " + wanted)).value();
  }

  /** Which node makes a value; inputs are absent. */
  public Map<Value, Node> producers() {
    Map<Value, Node> producers = new HashMap<>();
    for (Node node : nodes) {
      node.results().forEach(result -> producers.put(result, node));
    }
    return producers;
  }
}
