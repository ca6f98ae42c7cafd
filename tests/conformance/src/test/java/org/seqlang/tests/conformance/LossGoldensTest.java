package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.golden.Golden;

/** The losses of the library with all their options: values and gradients. */
class LossGoldensTest {

  private static final Comparison COMPARISON = new Comparison(1e-5);

  /** Cross-entropy, with PyTorch's mean over a batch: divided by the sum of the labels' weights. */
  @TestFactory
  Stream<DynamicTest> crossEntropy() {
    return Golden.cases("cross_entropy")
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").text(), () -> crossEntropy(golden)));
  }

  private static void crossEntropy(Golden golden) {
    boolean weighted = !golden.get("class_weights").list().isEmpty();
    int ignored = (int) golden.get("ignore_index").number();
    String options = (weighted ? ", weights = weights" : "") + (ignored >= 0 ? ", ignored = " + ignored : "");
    double smoothing = golden.get("label_smoothing").number();
    String text = """
        import seq.nn.*
        model Case(n: int) {
          objective loss(scores: float[n], label: index<n>, weights: float[n]) =
            cross_entropy(scores, label%s, smoothing = %s) + 0 * sum(weights)
          entry weight(label: index<n>, weights: float[n]) -> float[] = label_weight(label%s) + 0 * sum(weights)
        }
        """.formatted(options, smoothing, options);
    int[] shape = golden.get("given").get("logits").get("shape").integers();
    Differential run = new Differential(Models.check(text), Differential.sizes(Map.of("n", shape[1])), Map.of());
    List<Example> batch = examples(golden, shape, weighted, 1);
    boolean mean = golden.get("reduction").text().equals("mean");
    List<Array> counts = run.served("weight", batch).result("weight");
    double divisor = mean ? counts.stream().mapToDouble(a -> a.data()[0]).sum() : 1;
    Outcome outcome = run.trained("loss", List.of("scores"), examples(golden, shape, weighted, 1 / divisor), 0);
    double loss = outcome.result("loss").stream().mapToDouble(a -> a.data()[0]).sum() / divisor;
    COMPARISON.near(Numbers.of(golden.get("expected")), new double[] {loss}, golden.get("name").text());
    COMPARISON.near(Numbers.of(golden.get("gradients").get("logits")),
        Numbers.joined(outcome.result("d_scores").stream().map(Array::data).toList()), "gradient");
  }

  private static List<Example> examples(Golden golden, int[] shape, boolean weighted, double seed) {
    double[] logits = Numbers.of(golden.get("given").get("logits"));
    double[] ones = new double[shape[1]];
    java.util.Arrays.fill(ones, 1);
    double[] weights = weighted
        ? golden.get("class_weights").list().stream().mapToDouble(Golden::number).toArray() : ones;
    int[] labels = golden.get("labels").integers();
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < shape[0]; e++) {
      double[] row = java.util.Arrays.copyOfRange(logits, e * shape[1], (e + 1) * shape[1]);
      batch.add(new Example(Map.of("scores", vector(row), "label", Array.scalar(labels[e]), "weights", vector(weights),
          "d_loss", Array.scalar(seed))));
    }
    return batch;
  }

  private static Array vector(double[] data) {
    return new Array(new int[] {data.length}, data);
  }

  /** The other losses: a row of `given` is an example; the golden's result is the sum of the rows' losses. */
  @TestFactory
  Stream<DynamicTest> others() {
    return Golden.cases("losses")
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").text(), () -> other(golden)));
  }

  private static void other(Golden golden) {
    int[] shape = golden.get("given").get("input").get("shape").integers();
    String text = """
        import seq.nn.*
        model Case(n: int) {
          objective loss(input: float[n], target: float[n], weights: float[n], label: index<n>) =
            %s + 0 * sum(target + weights) + 0 * float(label)
        }
        """.formatted(golden.get("seq").text());
    Differential run = new Differential(Models.check(text), Differential.sizes(Map.of("n", shape[1])), Map.of());
    int[] labels = golden.get("labels").integers();
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < shape[0]; e++) {
      Map<String, Array> inputs = new HashMap<>(Map.of("label", Array.scalar(labels[e])));
      for (String name : List.of("input", "target", "weights")) {
        double[] all = Numbers.of(golden.get("given").get(name));
        int from = name.equals("weights") ? 0 : e * shape[1];
        inputs.put(name, vector(java.util.Arrays.copyOfRange(all, from, from + shape[1])));
      }
      batch.add(new Example(inputs));
    }
    Outcome outcome = run.trained("loss", List.of("input"), batch, 0);
    double loss = outcome.result("loss").stream().mapToDouble(a -> a.data()[0]).sum();
    COMPARISON.near(Numbers.of(golden.get("expected")), new double[] {loss}, golden.get("name").text());
    COMPARISON.near(Numbers.of(golden.get("gradients").get("input")),
        Numbers.joined(outcome.result("d_input").stream().map(Array::data).toList()), "gradient");
  }
}
