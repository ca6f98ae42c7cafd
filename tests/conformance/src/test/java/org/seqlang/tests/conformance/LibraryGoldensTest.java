package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Layers and cells of the library against the same written from PyTorch's operations: losses and all gradients. */
class LibraryGoldensTest {

  private static final Comparison COMPARISON = new Comparison(1e-5);

  @TestFactory
  Stream<DynamicTest> library() {
    return Golden.cases("library")
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").text(), () -> check(golden)));
  }

  @AfterAll
  static void report() {
    System.out.println("Library goldens: " + COMPARISON);
  }

  private static void check(Golden golden) {
    CheckedModel model = Models.check("import seq.nn.*\nmodel Case(n: int, h: int) {\n  " + golden.get("members").text()
        + "\n  objective loss(" + golden.get("arguments").text() + ") = 0 * size(n + h) + "
        + golden.get("objective").text() + "\n}\n");
    Map<String, Golden> parameters = fields(golden.get("parameters"));
    Map<String, Integer> sizes = new HashMap<>();
    fields(golden.get("sizes")).forEach((name, value) -> sizes.put(name, (int) value.number()));
    Differential run = new Differential(model, Differential.sizes(sizes), arrays(parameters));
    List<Example> batch = golden.get("examples").list().stream().map(e -> new Example(arrays(fields(e)))).toList();

    List<String> inputs = List.copyOf(batch.get(0).inputs().keySet());
    Map<String, Golden> gradients = fields(golden.get("gradients"));
    List<String> wrt = new ArrayList<>(gradients.keySet());
    wrt.addAll(inputs);
    Outcome outcome = run.trained("loss", wrt, batch, 0);
    double loss = outcome.result("loss").stream().mapToDouble(a -> a.data()[0]).sum();
    COMPARISON.near(new double[] {golden.get("loss").number()}, new double[] {loss}, "loss");
    for (String name : gradients.keySet()) {
      COMPARISON.near(Numbers.of(gradients.get(name)), outcome.shared(Graph.gradientName(name)).data(), name);
    }
    if (fields(golden).containsKey("next")) {
      fields(golden.get("next")).forEach((name, value) -> COMPARISON.near(
          Numbers.of(value), outcome.result(Graph.nextName(name)).get(0).data(), "next " + name));
    }
    List<Golden> expected = golden.get("input_gradients").list();
    for (String name : inputs) {
      List<double[]> want = expected.stream().map(e -> Numbers.of(e.get(name))).toList();
      List<double[]> got = outcome.result(Graph.gradientName(name)).stream().map(Array::data).toList();
      COMPARISON.near(Numbers.joined(want), Numbers.joined(got), name);
    }
  }

  private static Map<String, Golden> fields(Golden object) {
    Map<String, Golden> fields = new TreeMap<>();
    ((Map<?, ?>) object.value()).forEach((name, value) -> fields.put((String) name, new Golden(value)));
    return fields;
  }

  private static Map<String, Array> arrays(Map<String, Golden> tensors) {
    Map<String, Array> arrays = new HashMap<>();
    tensors.forEach((name, tensor) -> arrays.put(name, new Array(tensor.get("shape").integers(), Numbers.of(tensor))));
    return arrays;
  }
}
