package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.golden.Golden;

/** The conditional random field against PyTorch's gradients of the sum over all paths, and the best of all paths. */
class CRFGoldenTest {

  private static final Comparison COMPARISON = new Comparison(1e-5);
  private static final List<String> PARAMETERS = List.of("transitions", "start", "end");

  private static final String MODEL = """
      import seq.nn.*
      model Case(labels: int) {
        param transitions: float[labels, labels] ~ uniform(0.1)
        param start, end: float[labels] ~ uniform(0.1)
        field = CRFLoss(labels)
        best  = Viterbi(labels)
        objective loss(scores: float[T, labels], path: index<labels>[T]) = field(scores, path, transitions, start, end)
        entry decode(scores: float[T, labels]) -> index<labels>[T] = best(scores, transitions, start, end)
      }
      """;

  @Test
  void lossGradientsAndBestPath() {
    Golden golden = Golden.cases("crf").findFirst().orElseThrow();
    Map<String, Array> shared = new HashMap<>();
    for (String name : PARAMETERS) {
      shared.put(name, new Array(golden.get(name).get("shape").integers(), Numbers.of(golden.get(name))));
    }
    Differential run = new Differential(
        Models.check(MODEL), Differential.sizes(Map.of("labels", (int) golden.get("labels").number())), shared);
    List<Golden> examples = golden.get("examples").list();
    List<Example> training = new ArrayList<>();
    List<Example> serving = new ArrayList<>();
    for (Golden example : examples) {
      Array scores = new Array(example.get("scores").get("shape").integers(), Numbers.of(example.get("scores")));
      training.add(new Example(Map.of("scores", scores, "path", vector(example.get("path")),
          "d_loss", Array.scalar(1.0 / examples.size()))));
      serving.add(new Example(Map.of("scores", scores)));
    }
    List<String> wanted = new ArrayList<>(PARAMETERS);
    wanted.add("scores");
    Outcome outcome = run.trained("loss", wanted, training, 0);
    COMPARISON.near(golden.get("losses").list().stream().mapToDouble(Golden::number).toArray(),
        Numbers.joined(outcome.result("loss").stream().map(Array::data).toList()), "losses");
    for (String name : PARAMETERS) {
      COMPARISON.near(Numbers.of(golden.get("d_" + name)), outcome.shared(Graph.gradientName(name)).data(), name);
    }
    Outcome served = run.served("decode", serving);
    for (int e = 0; e < examples.size(); e++) {
      COMPARISON.near(Numbers.of(examples.get(e).get("d_scores")), outcome.result("d_scores").get(e).data(), "scores " + e);
      assertArrayEquals(vector(examples.get(e).get("best")).data(), served.result("decode").get(e).data());
    }
  }

  private static Array vector(Golden list) {
    double[] values = java.util.Arrays.stream(list.integers()).asDoubleStream().toArray();
    return new Array(new int[] {values.length}, values);
  }
}
