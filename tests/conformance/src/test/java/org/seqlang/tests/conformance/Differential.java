package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;

/**
 * Functions of a model, run by generated Java and, unoptimised, by the reference interpreter: both must agree.
 *
 * @param shared parameters by name
 */
record Differential(CheckedModel model, Map<Symbol, Integer> sizes, Map<String, Array> shared) {

  private static final double BOUND = 2e-5;

  /** Sizes of a model by name. */
  static Map<Symbol, Integer> sizes(Map<String, Integer> byName) {
    Map<Symbol, Integer> sizes = new HashMap<>();
    byName.forEach((name, value) -> sizes.put(Symbol.hyper(name), value));
    return sizes;
  }

  /** An entry, as served. */
  Outcome served(String entry, List<Example> batch) {
    Graph graph = Lower.graph(model, entry, Lower.Mode.SERVING);
    return both(graph, Pipeline.optimize(graph), batch, 0);
  }

  /** An objective with its gradients; the gradient of the result is 1 where the batch says nothing else. */
  Outcome trained(String objective, List<String> wrt, List<Example> batch, long seed) {
    return gradients(Lower.graph(model, objective, Lower.Mode.TRAINING), wrt, batch, seed);
  }

  /** A number of an example as it is served, with its gradients. */
  Outcome servedGradients(String entry, List<String> wrt, List<Example> batch) {
    return gradients(Lower.graph(model, entry, Lower.Mode.SERVING), wrt, batch, 0);
  }

  private Outcome gradients(Graph graph, List<String> wrt, List<Example> batch, long seed) {
    Graph before = Pipeline.beforeGradients(graph);
    List<Example> seeded = batch.stream().map(example -> seeded(example, Graph.gradientName(graph.name()))).toList();
    Graph optimized = Pipeline.afterGradients(Differentiate.gradient(before, wrt));
    return both(Differentiate.gradient(graph, wrt), optimized, seeded, seed);
  }

  private static Example seeded(Example example, String name) {
    Map<String, Array> inputs = new HashMap<>(example.inputs());
    inputs.putIfAbsent(name, Array.scalar(1));
    return new Example(inputs);
  }

  private Outcome both(Graph plain, Graph optimized, List<Example> batch, long seed) {
    Outcome expected = new Interpreter(plain, sizes, shared, seed).run(batch);
    CompiledProgram program = new CompiledProgram(optimized, sizes);
    Outcome actual = program.run(shared, batch, seed);
    for (Graph.Result result : plain.results()) {
      same(joined(expected, result.name()), joined(actual, result.name()), result.name(), optimized);
    }
    return actual;
  }

  private static double[] joined(Outcome outcome, String name) {
    List<double[]> rows = new ArrayList<>();
    outcome.result(name).forEach(array -> rows.add(array.data()));
    return Numbers.joined(rows);
  }

  private static void same(double[] expected, double[] actual, String what, Graph graph) {
    double largest = 1e-3;
    for (double number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], BOUND * largest,
          () -> what + ": interpreter and generated Java differ\n" + GraphPrinter.print(graph));
    }
  }
}
