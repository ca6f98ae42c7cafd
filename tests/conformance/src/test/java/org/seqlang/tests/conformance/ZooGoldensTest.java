package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.golden.Golden;

/**
 * The library's cells against their papers' equations, written in PyTorch: outputs, final states, the loss, and its
 * gradients by parameters, inputs and initial states; in generated Java, which must agree with the interpreter, too.
 */
class ZooGoldensTest {

  private static final Comparison FORWARD = new Comparison(1e-5);
  private static final Comparison GRADIENTS = new Comparison(1e-4);

  @TestFactory
  Stream<DynamicTest> cells() {
    return Golden.cases("zoo").map(golden -> DynamicTest.dynamicTest(golden.get("name").text(), () -> check(golden)));
  }

  @AfterAll
  static void report() {
    System.out.println("Zoo goldens, forward: " + FORWARD + "; gradients: " + GRADIENTS);
  }

  private static void check(Golden golden) {
    ZooModel text = new ZooModel(golden);
    CheckedModel model = Models.check(text.text());
    Map<String, Array> parameters = new HashMap<>();
    fields(golden.get("parameters")).forEach((name, tensor) -> parameters.put("net." + name, array(tensor)));
    assertEquals(model.parameters().stream().map(CheckedModel.Parameter::name).collect(Collectors.toSet()),
        parameters.keySet());
    Differential run = new Differential(model, Map.of(), parameters);
    List<Example> batch = golden.get("examples").list().stream().map(ZooGoldensTest::example).toList();
    forward(golden, text, run, batch);
    gradients(golden, text, run, batch);
  }

  private static void forward(Golden golden, ZooModel text, Differential run, List<Example> batch) {
    List<Golden> expected = golden.get("expected").list();
    for (String result : text.results()) {
      Outcome outcome = run.served("get_" + result, batch);
      same(FORWARD, expected, result, outcome.result("get_" + result), result);
    }
  }

  private static void gradients(Golden golden, ZooModel text, Differential run, List<Example> batch) {
    Map<String, Golden> ofParameters = fields(golden.get("gradients"));
    List<Golden> ofInputs = golden.get("input_gradients").list();
    List<String> inputs = List.copyOf(fields(ofInputs.get(0)).keySet());
    List<String> wrt = new ArrayList<>(inputs);
    ofParameters.keySet().forEach(name -> wrt.add("net." + name));
    Outcome outcome = text.served() ? run.servedGradients("loss", wrt, batch) : run.trained("loss", wrt, batch, 0);
    double loss = outcome.result("loss").stream().mapToDouble(a -> a.data()[0]).sum();
    FORWARD.near(new double[] {golden.get("loss").number()}, new double[] {loss}, "loss");
    ofParameters.forEach((name, value) -> GRADIENTS.near(
        Numbers.of(value), outcome.shared(Graph.gradientName("net." + name)).data(), "gradient of " + name));
    for (String name : inputs) {
      same(GRADIENTS, ofInputs, name, outcome.result(Graph.gradientName(name)), "gradient of " + name);
    }
  }

  private static void same(Comparison comparison, List<Golden> expected, String name, List<Array> actual, String what) {
    List<double[]> want = expected.stream().map(e -> Numbers.of(e.get(name))).toList();
    comparison.near(Numbers.joined(want), Numbers.joined(actual.stream().map(Array::data).toList()), what);
  }

  private static Example example(Golden golden) {
    Map<String, Array> inputs = new HashMap<>();
    fields(golden).forEach((name, tensor) -> inputs.put(name, array(tensor)));
    return new Example(inputs);
  }

  static Map<String, Golden> fields(Golden object) {
    Map<String, Golden> fields = new TreeMap<>();
    ((Map<?, ?>) object.value()).forEach((name, value) -> fields.put((String) name, new Golden(value)));
    return fields;
  }

  private static Array array(Golden tensor) {
    return new Array(tensor.get("shape").integers(), Numbers.of(tensor));
  }
}
