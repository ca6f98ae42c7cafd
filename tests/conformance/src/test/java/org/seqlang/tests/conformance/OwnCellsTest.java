package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.lower.Lower;

/**
 * Cells of one's own: generated Java, optimised, computes what the interpreter computes of the graph as lowered, values and
 * gradients; and gradients are what differences say.
 */
class OwnCellsTest {

  @TestFactory
  Stream<DynamicTest> cells() {
    return OwnCells.all().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one.model())));
  }

  private static void check(CheckedModel model) {
    Random random = new Random(7);
    Map<String, Array> shared = OwnCells.parameters(model, random);
    List<Example> batch = OwnCells.batch(model, random);
    Outcome outcome =
        new Differential(model, OwnCells.SIZES, shared).trained("loss", List.copyOf(shared.keySet()), batch, 21);
    Graph graph = Lower.graph(model, "loss", Lower.Mode.TRAINING);
    for (String name : shared.keySet()) {
      double[] data = shared.get(name).data();
      int at = random.nextInt(data.length);
      double before = data[at];
      data[at] = before + 1e-4;
      double more = loss(graph, shared, batch);
      data[at] = before - 1e-4;
      double less = loss(graph, shared, batch);
      data[at] = before;
      double expected = (more - less) / 2e-4;
      double actual = outcome.shared(Graph.gradientName(name)).data()[at];
      assertEquals(expected, actual, 1e-3 * Math.max(1, Math.abs(expected)), name);
    }
  }

  private static double loss(Graph graph, Map<String, Array> shared, List<Example> batch) {
    return new Interpreter(graph, OwnCells.SIZES, shared, 21).run(batch).result("loss").stream()
        .mapToDouble(array -> array.data()[0]).sum();
  }
}
