package org.seqlang.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Symbol;

/** The library's cells and functions against numbers that can be worked out by hand. */
class LibraryNumbersTest {

  private static final double CLOSE = 1e-12;

  private final Map<String, Array> shared = new HashMap<>();
  private final Map<String, Array> example = new HashMap<>();
  private final Map<Symbol, Integer> sizes = new HashMap<>(Map.of(Symbol.hyper("n"), 1));

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static Array array(List<Integer> shape, double... data) {
    return new Array(shape.stream().mapToInt(i -> i).toArray(), data);
  }

  private Array run(String members, String function) {
    return run("import seq.nn.*\n", members, function);
  }

  private Array run(String head, String members, String function) {
    CheckedModel model = Sources.model(head + "model M(n: int = 1, rate: real = 0.5) {\n" + members
        + "\n  entry keep(x: float[]) -> float[] = dropout(x, rate) + n\n}\n");
    return new Interpreter(Lower.graph(model, function, Lower.Mode.SERVING), sizes, shared, 1)
        .run(List.of(new Interpreter.Example(example))).result(function).get(0);
  }

  private void cell(int gates) {
    double[] ih = {0.5, -0.25, 1, 0.75};
    double[] hh = {-0.5, 0.25, 0.5, 1};
    double[] b = {0.1, 0.2, 0.3, 0.4};
    shared.put("cell_.weight_ih_l0", new Array(new int[] {gates, 1}, Arrays.copyOf(ih, gates)));
    shared.put("cell_.weight_hh_l0", new Array(new int[] {gates, 1}, Arrays.copyOf(hh, gates)));
    shared.put("cell_.bias_ih_l0", new Array(new int[] {gates}, Arrays.copyOf(b, gates)));
    shared.put("cell_.bias_hh_l0", new Array(new int[] {gates}, new double[gates]));
    example.put("xs", array(List.of(2, 1), 2, -1));
  }

  @Test
  void simpleCell() {
    cell(1);
    double h1 = Math.tanh(0.5 * 2 + 0.1);
    double h2 = Math.tanh(0.5 * -1 + 0.1 - 0.5 * h1);
    Array steps = run("cell_ = RNN(n, n)\n entry f(xs: float[T, n]) -> float[T, n] = cell_(xs)", "f");
    assertArrayEquals(new double[] {h1, h2}, steps.data(), CLOSE);
  }

  @Test
  void simpleCellBackwardsWithAnotherFunction() {
    cell(1);
    double h2 = Math.max(0, 0.5 * -1 + 0.1 + -0.5 * -4);
    double h1 = Math.max(0, 0.5 * 2 + 0.1 - 0.5 * h2);
    example.put("h0", array(List.of(1, 1), -4));
    String members = "cell_ = RNN(n, n, nonlinearity = relu, reverse = true)\n"
        + "entry f(xs: float[T, n], h0: float[1, n]) -> float[T, n] = cell_(xs, h = h0)\n"
        + "entry g(xs: float[T, n], h0: float[1, n]) -> float[n] = cell_(xs, h = h0).last";
    assertArrayEquals(new double[] {h1, h2}, run(members, "f").data(), CLOSE);
    assertArrayEquals(new double[] {h1}, run(members, "g").data(), CLOSE);
  }

  @Test
  void longShortTermMemory() {
    cell(4);
    double c1 = sigmoid(1.1) * Math.tanh(2.3);
    double h1 = sigmoid(1.9) * Math.tanh(c1);
    double i = sigmoid(-0.5 + 0.1 - 0.5 * h1);
    double f = sigmoid(0.25 + 0.2 + 0.25 * h1);
    double g = Math.tanh(-1 + 0.3 + 0.5 * h1);
    double o = sigmoid(-0.75 + 0.4 + h1);
    double c2 = f * c1 + i * g;
    String members = "cell_ = LSTM(n, n)\nentry f(xs: float[T, n]) -> float[T, n] = cell_(xs)\n"
        + "entry c(xs: float[T, n]) -> float[1, n] = cell_(xs).c";
    assertArrayEquals(new double[] {h1, o * Math.tanh(c2)}, run(members, "f").data(), CLOSE);
    assertArrayEquals(new double[] {c2}, run(members, "c").data(), CLOSE);
  }

  @Test
  void gatedRecurrentUnitResetsBehindTheProduct() {
    cell(3);
    shared.put("cell_.bias_hh_l0", array(List.of(3), 0, 0, 0.7));
    double r1 = sigmoid(1.1);
    double z1 = sigmoid(-0.3);
    double h1 = (1 - z1) * Math.tanh(2.3 + r1 * 0.7);
    double r2 = sigmoid(-0.4 - 0.5 * h1);
    double z2 = sigmoid(0.45 + 0.25 * h1);
    double n2 = Math.tanh(-0.7 + r2 * (0.5 * h1 + 0.7));
    Array steps = run("cell_ = GRU(n, n)\nentry f(xs: float[T, n]) -> float[T, n] = cell_(xs)", "f");
    assertArrayEquals(new double[] {h1, (1 - z2) * n2 + z2 * h1}, steps.data(), CLOSE);
  }

  @Test
  void statesOfAllLayersAndDirectionsInOrder() {
    for (String layer : List.of("l0", "l0_reverse", "l1", "l1_reverse")) {
      double scale = List.of("l0", "l0_reverse", "l1", "l1_reverse").indexOf(layer) + 1;
      int inputs = layer.startsWith("l1") ? 2 : 1;
      shared.put("cell_.weight_ih_" + layer, new Array(new int[] {1, inputs}, new double[inputs]));
      shared.put("cell_.weight_hh_" + layer, array(List.of(1, 1), scale));
    }
    example.put("xs", array(List.of(1, 1), 3));
    example.put("h0", array(List.of(4, 1), 1, 2, 3, 4));
    String members = "cell_ = RNN(n, n, bias = false, nonlinearity = relu, layers = 2, bidirectional = true)\n"
        + "entry f(xs: float[T, n], h0: float[4, n]) -> float[4, n] = cell_(xs, h = h0).h\n"
        + "entry g(xs: float[T, n], h0: float[4, n]) -> float[2*n] = cell_(xs, h = h0).last";
    assertArrayEquals(new double[] {1, 4, 9, 16}, run(members, "f").data(), CLOSE);
    assertArrayEquals(new double[] {9, 16}, run(members, "g").data(), CLOSE);
  }

  @Test
  void oneInitialStateNeedsNoRow() {
    cell(1);
    example.put("h0", array(List.of(1), 3));
    double h1 = Math.tanh(1.1 - 1.5);
    Array steps = run(
        "cell_ = RNN(n, n)\nentry f(xs: float[T, n], h0: float[n]) -> float[n] = cell_(xs, h = h0).first", "f");
    assertArrayEquals(new double[] {h1}, steps.data(), CLOSE);
  }

  @Test
  void severalStatesFromOneSplit() {
    example.put("xs", array(List.of(2, 2), 1, 10, 2, 20));
    String swap = "cell Swap(n) {\n in x: float[2*n]\n state a, b: float[n] = 0\n"
        + " a[t], b[t] = split(x + concat(b[t-1], a[t-1]), 2)\n out a\n}\n";
    Array last = run(swap, "swap = Swap(n)\nentry f(xs: float[T, 2*n]) -> float[n] = swap(xs).last", "f");
    assertArrayEquals(new double[] {12}, last.data(), CLOSE);
  }

  @Test
  void functions() {
    example.put("s", array(List.of(3), 1, 1000, 1000));
    example.put("label", Array.scalar(1));
    sizes.put(Symbol.hyper("n"), 3);
    String members = "entry p(s: float[n]) -> float[n] = softmax(s)\n"
        + "entry l(s: float[n], label: index<n>) -> float[] = cross_entropy(s, label)\n"
        + "entry m(s: float[n]) -> float[] = mse(s, 2 * s) + l1(s, 2 * s)";
    assertArrayEquals(new double[] {0, 0.5, 0.5}, run(members, "p").data(), CLOSE);
    assertArrayEquals(new double[] {Math.log(2)}, run(members, "l").data(), CLOSE);
    assertArrayEquals(new double[] {2000001 / 3.0 + 2001 / 3.0}, run(members, "m").data(), 1e-9);
  }
}
