package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.golden.Golden;

/**
 * {@code grad(critic(x), x)} and the gradient of a penalty on it, against PyTorch differentiating twice: in generated Java, which
 * also has to agree with the interpreter.
 */
class GradientPenaltyTest {

  private static final Comparison COMPARISON = new Comparison(2e-5);
  private static final Map<String, String> CELLS = Map.of("lstm", "LSTM", "gru", "GRU", "rnn_tanh", "RNN");

  @TestFactory
  Stream<DynamicTest> penalties() {
    return Golden.cases("gradient_penalty")
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").text(), () -> check(golden)));
  }

  @AfterAll
  static void report() {
    System.out.println("Gradient penalties: " + COMPARISON);
  }

  private static void check(Golden golden) {
    CheckedModel model = Models.check("""
        import seq.nn.*
        model Critic(input: int, hidden: int) {
          net = %s(input, hidden, layers = %d)
          param head: float[hidden] ~ normal(1)
          def critic(x: float[T, input]) -> float[] = head @ tanh(net(x).last)
          objective train(x: float[T, input]) {
            score = critic(x)
            score + 10 * square(sqrt(sum(sum(square(grad(score, x))))) - 1)
          }
          entry saliency(x: float[T, input]) -> float[T, input] = grad(critic(x), x)
        }
        """.formatted(CELLS.get(golden.get("cell").text()), (int) golden.get("layers").number()));
    Map<Symbol, Integer> sizes = Differential.sizes(Map.of("input", 3, "hidden", golden.get("head").get("shape").integers()[0]));
    Map<String, Array> parameters = new HashMap<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      Golden tensor = parameter.name().equals("head") ? golden.get("head")
          : golden.get("parameters").get(parameter.name().substring("net.".length()));
      parameters.put(parameter.name(), new Array(tensor.get("shape").integers(), Numbers.of(tensor)));
    }
    List<Example> batch = golden.get("given").list().stream()
        .map(x -> new Example(Map.of("x", new Array(x.get("shape").integers(), Numbers.of(x))))).toList();
    compare(golden, new Differential(model, sizes, parameters), new ArrayList<>(parameters.keySet()), batch);
  }

  private static void compare(Golden golden, Differential both, List<String> parameters, List<Example> batch) {
    Outcome served = both.served("saliency", batch);
    for (int e = 0; e < batch.size(); e++) {
      COMPARISON.near(Numbers.of(golden.get("saliency").list().get(e)), served.result("saliency").get(e).data(), "saliency");
    }
    Outcome trained = both.trained("train", parameters, batch, 0);
    COMPARISON.near(Numbers.of(golden.get("losses")),
        Numbers.joined(trained.result("train").stream().map(Array::data).toList()), "losses");
    for (String name : parameters) {
      COMPARISON.near(Numbers.of(golden.get("gradients").get(name.replace("net.", ""))),
          trained.shared(Graph.gradientName(name)).data(), "gradient of " + name);
    }
  }
}
