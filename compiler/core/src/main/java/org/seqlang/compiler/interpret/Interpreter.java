package org.seqlang.compiler.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Total;

/** Runs a graph for a batch, example by example, node by node. */
public final class Interpreter {

  private final Graph graph;
  private final Map<Symbol, Integer> sizes;
  private final Map<String, Array> shared;
  private final long seed;
  private final boolean single;

  /** The inputs of one example, by name. */
  public record Example(Map<String, Array> inputs) {}

  /**
   * An interpreter of one graph.
   *
   * @param sizes values of the hyper-parameters that occur in sizes
   * @param shared parameters and real hyper-parameters by name
   * @param seed of dropout
   */
  public Interpreter(Graph graph, Map<Symbol, Integer> sizes, Map<String, Array> shared, long seed) {
    this(graph, sizes, shared, seed, false);
  }

  private Interpreter(Graph graph, Map<Symbol, Integer> sizes, Map<String, Array> shared, long seed, boolean single) {
    this.graph = graph;
    this.sizes = Map.copyOf(sizes);
    this.shared = Map.copyOf(shared);
    this.seed = seed;
    this.single = single;
  }

  /** The same, but every input and every operation's result is rounded to single precision, as programs keep them. */
  public Interpreter single() {
    return new Interpreter(graph, sizes, shared, seed, true);
  }

  /**
   * Runs the graph.
   *
   * @throws IllegalArgumentException if an input is missing or has another shape than its type says
   */
  public Outcome run(List<Example> batch) {
    List<Map<Value, Array>> values = new ArrayList<>();
    List<ExampleEvaluation> contexts = new ArrayList<>();
    for (int e = 0; e < batch.size(); e++) {
      Map<Symbol, Integer> lengths = new HashMap<>(sizes);
      values.add(inputs(batch.get(e), lengths));
      contexts.add(new ExampleEvaluation(lengths, seed, e, single));
    }
    for (Node node : graph.nodes()) {
      run(node, values, contexts);
    }
    List<Map<String, Array>> results = new ArrayList<>();
    for (Map<Value, Array> known : values) {
      Map<String, Array> named = new HashMap<>();
      graph.results().forEach(result -> named.put(result.name(), known.get(result.value())));
      results.add(named);
    }
    return new Outcome(results);
  }

  private void run(Node node, List<Map<Value, Array>> values, List<ExampleEvaluation> contexts) {
    for (int e = 0; e < values.size(); e++) {
      ExampleEvaluation.evaluate(node, values.get(e), contexts.get(e));
    }
    if (node.op() instanceof Total) {
      Array sum = values.get(0).get(node.result());
      double[] data = sum.data().clone();
      for (int e = 1; e < values.size(); e++) {
        double[] other = values.get(e).get(node.result()).data();
        for (int i = 0; i < data.length; i++) {
          data[i] += other[i];
        }
      }
      Array exact = new Array(sum.shape(), data);
      Array total = single ? exact.single() : exact;
      values.forEach(known -> known.put(node.result(), total));
    }
  }

  private Map<Value, Array> inputs(Example example, Map<Symbol, Integer> lengths) {
    Map<Value, Array> values = new HashMap<>();
    for (Graph.Input input : graph.inputs()) {
      Array array = example.inputs().containsKey(input.name())
          ? example.inputs().get(input.name()) : shared.get(input.name());
      if (array == null) {
        throw new IllegalArgumentException("no value for input " + input.name() + " of graph " + graph.name());
      }
      check(input, array, lengths);
      values.put(input.value(), single ? array.single() : array);
    }
    return values;
  }

  private static void check(Graph.Input input, Array array, Map<Symbol, Integer> lengths) {
    Type type = input.value().type();
    boolean fits = type.rank() == array.rank();
    for (int i = 0; fits && i < type.rank(); i++) {
      int extent = array.shape()[i];
      type.dim(i).symbol().filter(s -> s.kind() == Symbol.Kind.RAGGED).ifPresent(s -> lengths.putIfAbsent(s, extent));
      fits = type.dim(i).evaluate(lengths::get) == extent;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "input " + input.name() + " should be " + type + " but is " + java.util.Arrays.toString(array.shape()));
    }
  }
}
