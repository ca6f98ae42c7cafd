package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.golden.Golden;

/** RNN, LSTM and GRU in every combination of layers, directions, bias and lengths: outputs, final states, loss, gradients. */
class RecurrentGoldensTest {

  private static final Comparison COMPARISON = new Comparison(1e-5);

  @TestFactory
  Stream<DynamicTest> cells() {
    return Stream.of("rnn_tanh", "rnn_relu", "lstm", "gru").flatMap(file -> Golden.cases(file).map(golden ->
        DynamicTest.dynamicTest(file + " " + golden.get("name").text(), () -> check(file, golden, false))));
  }

  /** The outputs of both directions added, between layers too. */
  @TestFactory
  Stream<DynamicTest> merged() {
    return Golden.cases("merge_sum").map(golden -> DynamicTest.dynamicTest(golden.get("name").text(),
        () -> check(golden.get("cell").text(), golden, true)));
  }

  @AfterAll
  static void report() {
    System.out.println("Recurrent goldens: " + COMPARISON);
  }

  private static void check(String cell, Golden golden, boolean summed) {
    CellModel text = new CellModel(cell, golden, summed);
    CheckedModel model = Models.check(text.text());
    Map<Symbol, Integer> sizes = Map.of(
        Symbol.hyper("input"), (int) golden.get("input_size").number(),
        Symbol.hyper("hidden"), (int) golden.get("hidden_size").number());
    Map<String, Array> parameters = parameters(golden, model);
    List<Example> batch = examples(golden, text.states());

    Outcome outputs = new CompiledProgram(served(model, "outputs"), sizes).run(parameters, batch, 0);
    sequences(golden.get("expected").get("outputs"), outputs.result("outputs"), "outputs");
    for (String s : text.states()) {
      Outcome states = new CompiledProgram(served(model, "final_" + s), sizes).run(parameters, batch, 0);
      byLayer(golden.get("expected").get(s + "_n"), states.result("final_" + s), s + "_n");
    }
    gradients(golden, text, model, sizes, parameters, batch);
  }

  private static Graph served(CheckedModel model, String function) {
    return Pipeline.optimize(Lower.graph(model, function, Lower.Mode.SERVING));
  }

  private static void gradients(
      Golden golden, CellModel text, CheckedModel model, Map<Symbol, Integer> sizes, Map<String, Array> parameters,
      List<Example> batch) {
    List<String> wrt = new ArrayList<>(parameters.keySet());
    wrt.add("x");
    text.states().forEach(s -> wrt.add(s + "_0"));
    Graph loss = Pipeline.optimize(Lower.graph(model, "loss", Lower.Mode.TRAINING));
    Graph graph = Pipeline.optimize(Differentiate.gradient(loss, wrt));
    Outcome outcome = new CompiledProgram(graph, sizes).run(parameters, batch, 0);
    double sum = outcome.result("loss").stream().mapToDouble(a -> a.data()[0]).sum();
    COMPARISON.near(new double[] {golden.get("loss").number()}, new double[] {sum}, "loss");
    for (String name : parameters.keySet()) {
      COMPARISON.near(Numbers.of(golden.get("gradients").get(name.substring("net.".length()))),
          outcome.shared(Graph.gradientName(name)).data(), "gradient of " + name);
    }
    sequences(golden.get("gradients").get("input"), outcome.result("d_x"), "gradient of the input");
    for (String s : text.states()) {
      byLayer(golden.get("gradients").get(s + "_0"), outcome.result("d_" + s + "_0"), "gradient of " + s + "_0");
    }
  }

  private static Map<String, Array> parameters(Golden golden, CheckedModel model) {
    Map<String, Array> parameters = new HashMap<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      Golden tensor = golden.get("parameters").get(parameter.name().substring("net.".length()));
      parameters.put(parameter.name(), new Array(tensor.get("shape").integers(), Numbers.of(tensor)));
    }
    return parameters;
  }

  private static List<Example> examples(Golden golden, List<String> states) {
    int[] lengths = golden.get("lengths").integers();
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < lengths.length; e++) {
      Map<String, Array> inputs = new HashMap<>();
      inputs.put("x", Numbers.sequence(golden.get("given").get("input"), e, lengths[e]));
      inputs.put("weight_outputs", Numbers.sequence(golden.get("loss_weights").get("outputs"), e, lengths[e]));
      inputs.put("d_loss", Array.scalar(1));
      for (String s : states) {
        inputs.put(s + "_0", Numbers.layers(golden.get("given").get(s + "_0"), e));
        inputs.put("weight_" + s, Numbers.layers(golden.get("loss_weights").get(s + "_n"), e));
      }
      batch.add(new Example(inputs));
    }
    return batch;
  }

  private static void sequences(Golden expected, List<Array> actual, String what) {
    List<double[]> want = new ArrayList<>();
    for (int e = 0; e < actual.size(); e++) {
      want.add(Numbers.sequence(expected, e, actual.get(e).shape()[0]).data());
    }
    COMPARISON.near(Numbers.joined(want), Numbers.joined(actual.stream().map(Array::data).toList()), what);
  }

  private static void byLayer(Golden expected, List<Array> actual, String what) {
    List<double[]> want = new ArrayList<>();
    for (int e = 0; e < actual.size(); e++) {
      want.add(Numbers.layers(expected, e).data());
    }
    COMPARISON.near(Numbers.joined(want), Numbers.joined(actual.stream().map(Array::data).toList()), what);
  }
}
