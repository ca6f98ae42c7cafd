package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;

/** Variational and recurrent dropout and zoneout: masks, expectations, derivatives under the same masks. */
class DropoutVariantsTest {

  private static final Map<Symbol, Integer> SIZES = Differential.sizes(Map.of("n", 3, "h", 4));
  private static final int[] LENGTHS = {4, 2, 5, 3};

  private static CheckedModel model(String members, String arguments, String objective) {
    return Models.check("import seq.nn.*\n" + "cell Sum(n, rate: real = 0.4) {\n  in x: float[n]\n  state h: float[n]\n"
        + "  h[t] = variational_dropout(h[t-1], rate) + x\n  out h\n}\nmodel Case(n: int, h: int) {\n  " + members
        + "\n  objective loss(" + arguments + ") = " + objective + " + 0 * size(n + h)\n  entry serve(" + arguments
        + ") = " + objective + "\n}\n");
  }

  private static List<Example> ones(int examples) {
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < examples; e++) {
      double[] data = new double[LENGTHS[e % 4] * 3];
      java.util.Arrays.fill(data, 1);
      batch.add(new Example(Map.of("xs", new Array(new int[] {LENGTHS[e % 4], 3}, data))));
    }
    return batch;
  }

  @Test
  void oneMaskForAllStepsOfAnExample() {
    for (String drop : List.of("variational_dropout(xs, 0.4)", "drop(xs)")) {
      CheckedModel model = model("drop = VariationalDropout(0.4)", "xs: float[T, n]", "sum(sum(" + drop + ") over T)"
          + (drop.equals("drop(xs)") ? "" : " + 0 * sum(drop(xs).last)"));
      int zeros = 0;
      List<Array> masks = new Differential(model, SIZES, Map.of()).trained("loss", List.of("xs"), ones(400), 5)
          .result("d_xs");
      for (Array mask : masks) {
        for (int i = 0; i < mask.size(); i++) {
          assertEquals(mask.data()[i % 3], mask.data()[i], 0);
          assertEquals(mask.data()[i] == 0 ? 0 : 1 / 0.6, mask.data()[i], 1e-6);
          zeros += i < 3 && mask.data()[i] == 0 ? 1 : 0;
        }
      }
      assertEquals(0.4, zeros / 1200.0, 0.05);
    }
  }

  /** The derivative of the last sum by the input of step t is the mask to the power of the steps behind it. */
  @Test
  void oneMaskForAllStepsOfAState() {
    CheckedModel model = model("total = Sum(n)", "xs: float[T, n]", "sum(total(xs).last)");
    int dropped = 0;
    for (Array gradient : new Differential(model, SIZES, Map.of()).trained("loss", List.of("xs"), ones(40), 3)
        .result("d_xs")) {
      int steps = gradient.shape()[0];
      for (int column = 0; column < 3; column++) {
        double mask = gradient.data()[(steps - 2) * 3 + column];
        dropped += mask == 0 ? 1 : 0;
        for (int t = 0; t < steps; t++) {
          assertEquals(Math.pow(mask, steps - 1 - t), gradient.data()[t * 3 + column], 1e-4);
        }
      }
    }
    assertTrue(dropped > 20 && dropped < 80, dropped + " of 120");
  }

  @Test
  void zoneoutKeepsOrReplacesAndServesTheExpectation() {
    CheckedModel model = model("", "a: float[n], b: float[n]", "sum(zoneout(a, b, 0.3))");
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < 300; e++) {
      batch.add(new Example(Map.of("a", new Array(new int[] {3}, new double[] {1, 2, 3}),
          "b", new Array(new int[] {3}, new double[] {5, 6, 7}))));
    }
    Differential run = new Differential(model, SIZES, Map.of());
    Outcome outcome = run.trained("loss", List.of("a", "b"), batch, 9);
    double kept = 0;
    for (int e = 0; e < batch.size(); e++) {
      double sum = 6;
      for (int i = 0; i < 3; i++) {
        double previous = outcome.result("d_a").get(e).data()[i];
        double proposed = outcome.result("d_b").get(e).data()[i];
        assertTrue(Math.abs(previous - Math.rint(previous)) < 1e-6 && Math.abs(previous + proposed - 1) < 1e-6);
        kept += previous;
        sum += 4 * proposed;
      }
      assertEquals(sum, outcome.result("loss").get(e).data()[0], 1e-4);
    }
    assertEquals(0.3, kept / 900, 0.05);
    assertEquals(6 + 0.7 * 12, run.served("serve", batch.subList(0, 1)).result("serve").get(0).data()[0], 1e-5);
  }

  /** Generated Java and interpreter agree on values and gradients; so do gradients and differences under the same masks. */
  @TestFactory
  Stream<DynamicTest> cells() {
    return Stream.of("VariationalLSTM(n, h)", "RecurrentDropoutLSTM(n, h)", "ZoneoutLSTM(n, h, rate_h = 0.3)",
        "VariationalLSTM(n, h, layers = 2, bidirectional = true, merge = sum, dropout = 0.2)")
        .map(cell -> DynamicTest.dynamicTest(cell, () -> check(cell)));
  }

  private static void check(String cell) {
    CheckedModel model = model("net = " + cell, "xs: float[T, n], w: float[T, h]", "sum(sum(net(xs) * w) over T)");
    Random random = new Random(1);
    Map<String, Array> shared = new HashMap<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      shared.put(parameter.name(), random(random, parameter.type().dims().stream()
          .mapToInt(d -> (int) d.evaluate(SIZES::get)).toArray()));
    }
    List<Example> batch = new ArrayList<>();
    for (int length : LENGTHS) {
      batch.add(new Example(Map.of("xs", random(random, length, 3), "w", random(random, length, 4))));
    }
    Outcome outcome = new Differential(model, SIZES, shared).trained("loss", List.copyOf(shared.keySet()), batch, 21);
    Graph graph = Lower.graph(model, "loss", Lower.Mode.TRAINING);
    assertTrue(GraphPrinter.print(graph).contains("mask"));
    assertFalse(GraphPrinter.print(Lower.graph(model, "serve", Lower.Mode.SERVING)).contains("mask"));
    for (String name : shared.keySet()) {
      double[] data = shared.get(name).data();
      int at = random.nextInt(data.length);
      double before = data[at];
      data[at] = before + 1e-4;
      double more = loss(graph, shared, batch);
      data[at] = before - 1e-4;
      double less = loss(graph, shared, batch);
      data[at] = before;
      assertEquals((more - less) / 2e-4, outcome.shared(Graph.gradientName(name)).data()[at], 1e-3, name);
    }
  }

  private static double loss(Graph graph, Map<String, Array> shared, List<Example> batch) {
    return new Interpreter(graph, SIZES, shared, 21).run(batch).result("loss").stream().mapToDouble(a -> a.data()[0]).sum();
  }

  private static Array random(Random random, int... shape) {
    Array array = Array.zeros(shape);
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = (float) random.nextGaussian();
    }
    return array;
  }
}
