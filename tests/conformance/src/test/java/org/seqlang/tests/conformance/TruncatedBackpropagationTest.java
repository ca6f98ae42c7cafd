package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.emit.java.CompiledModel;
import org.seqlang.golden.Golden;
import org.seqlang.model.Parameter;
import org.seqlang.model.StatefulObjective;
import org.seqlang.optim.OptimizerState;
import org.seqlang.optim.SGD;

/** Chunk by chunk with carried states and an update after each: the losses and parameters of PyTorch's detached states. */
class TruncatedBackpropagationTest {

  private static final String MODEL = """
      package golden
      import seq.nn.*

      model CharacterModel(symbols: int, embed: int, hidden: int) {
        embedding = Embedding(symbols, embed)
        encoder   = LSTM(embed, hidden, layers = 2)
        output    = Linear(hidden, symbols)

        objective train(text: index<symbols>[T], next: index<symbols>[T]) =
          mean(cross_entropy(output(carry encoder(embedding(text))), next) over T)
      }
      """;

  @Test
  void stepsOfSgdOnChunks() {
    Golden golden = Golden.cases("truncated").findFirst().orElseThrow();
    CompiledModel model = CompiledModel.create(MODEL, "golden.CharacterModel", (int) golden.get("symbols").number(),
        (int) golden.get("embed").number(), (int) golden.get("hidden").number());
    for (Parameter parameter : model.parameters()) {
      double[] start = Numbers.of(golden.get("parameters").get(parameter.name()));
      for (int i = 0; i < start.length; i++) {
        parameter.values()[i] = (float) start[i];
      }
      parameter.touched();
    }
    var objective = (StatefulObjective<Object>) model.objective("train");
    OptimizerState optimizer = SGD.rate(golden.get("rate").number()).start(model.parameters());
    List<Double> losses = new ArrayList<>();
    for (Golden chunk : golden.get("chunks").list()) {
      int[] border = chunk.integers();
      model.parameters().zeroGradients();
      losses.add(objective.train(batch(golden, model, border[0], border[1]), 0));
      optimizer.step();
    }
    compare(golden, model, objective, losses);
  }

  private static List<Object> batch(Golden golden, CompiledModel model, int from, int to) {
    List<Object> batch = new ArrayList<>();
    for (Golden lane : golden.get("lanes").list()) {
      int[] text = lane.integers();
      batch.add(model.example(
          "train", Arrays.copyOfRange(text, from, to), Arrays.copyOfRange(text, from + 1, to + 1)));
    }
    return batch;
  }

  private static void compare(
      Golden golden, CompiledModel model, StatefulObjective<Object> objective, List<Double> losses) {
    Comparison comparison = new Comparison(1e-5);
    comparison.near(golden.get("losses").list().stream().mapToDouble(Golden::number).toArray(),
        losses.stream().mapToDouble(loss -> loss).toArray(), "losses");
    for (Parameter parameter : model.parameters()) {
      comparison.near(Numbers.of(golden.get("expected").get(parameter.name())), doubles(parameter.values()),
          parameter.name());
    }
    Map<String, float[]> carried = objective.carried().arrays();
    int lanes = golden.get("lanes").list().size();
    for (String state : List.of("h", "c")) {
      Golden expected = golden.get(state + "_n");
      double[] actual = byLayer(doubles(carried.get("encoder." + state)), lanes, expected.get("shape").integers());
      comparison.near(Numbers.of(expected), actual, state);
    }
    System.out.println("Truncated back-propagation: " + comparison);
  }

  /** From lanes of layers, as they are carried, to PyTorch's layers of lanes. */
  private static double[] byLayer(double[] carried, int lanes, int[] shape) {
    double[] turned = new double[carried.length];
    int layers = shape[0];
    int hidden = shape[2];
    for (int i = 0; i < carried.length; i++) {
      int lane = i / (layers * hidden);
      int layer = i / hidden % layers;
      turned[(layer * lanes + lane) * hidden + i % hidden] = carried[i];
    }
    return turned;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
