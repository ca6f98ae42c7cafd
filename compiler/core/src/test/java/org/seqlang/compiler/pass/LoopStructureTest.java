package org.seqlang.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Total;

/** That work has left the loops, and what stays there. */
class LoopStructureTest {

  private static Graph trained(Graph graph) {
    return Pipeline.afterGradients(
        Differentiate.gradient(Pipeline.beforeGradients(graph), GradientCheck.floats(graph)));
  }

  private static Graph sample(String name) {
    return CellSamples.all().stream().filter(graph -> graph.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Scan> loops(Graph graph) {
    return graph.nodes().stream().map(Node::op).filter(Scan.class::isInstance).map(Scan.class::cast).toList();
  }

  private static long count(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream().filter(node -> kind.isInstance(node.op())).count();
  }

  /** Of all cells of the library, and of one with a matrix for each gate, the loops multiply once a step. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "bidirectional", "two_layers", "tagger", "classifier", "gates_apart"})
  void multipliesOnceAStep(String name) {
    Graph graph = trained(sample(name));
    for (Scan loop : loops(graph)) {
      assertEquals(1, count(loop.body(), Contract.class), name + (loop.reverse() ? " backwards" : " forwards"));
      assertEquals(0, count(loop.body(), Mask.class) + count(loop.body(), Gather.class));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "bidirectional", "two_layers", "tagger", "classifier", "output_layer"})
  void makesEachWeightGradientInOneProduct(String name) {
    Graph graph = trained(sample(name));
    Map<Value, Node> producers = graph.producers();
    for (Graph.Result result : graph.results()) {
      if (result.name().startsWith("d_") && result.value().type().rank() == 2 && !result.name().equals("d_table")
          && result.value().type().time().isEmpty()) {
        Node total = producers.get(result.value());
        assertTrue(total.op() instanceof Total, result.name());
        assertTrue(producers.get(total.operands().get(0)).op() instanceof Contract, result.name());
      }
    }
  }

  /**
   * The largest value of a training graph is a sequence of gates: no product is kept for every step. But for the table that a
   * cell changes at each step, whose gradient is a sum of products element by element.
   */
  @Test
  void keepsNoMatrixForEveryStep() {
    for (Graph sample : CellSamples.all().stream().filter(graph -> !graph.name().equals("lookup")).toList()) {
      for (Value value : values(trained(sample))) {
        assertTrue(value.type().time().isEmpty() || value.type().rank() <= 2, sample.name() + " keeps " + value.type());
      }
    }
  }

  private static List<Value> values(Graph graph) {
    List<Value> all = new ArrayList<>();
    graph.nodes().forEach(node -> all.addAll(node.results()));
    return all;
  }

  /** The input's projection, with both biases, is one sequence that the loop reads. */
  @Test
  void addsWhatDoesNotRecurBeforeTheLoop() {
    Scan loop = loops(Pipeline.optimize(CellSamples.lstm())).get(0);
    assertEquals(1, loop.sequences());
    assertEquals(4, loop.body().inputs().size());
  }

  /**
   * The backward loop of an LSTM reads the outputs' gradients, four gates, the previous cell state and tanh of the
   * new.
   */
  @Test
  void readsNoMoreBackwardsThanItNeeds() {
    Scan backward = loops(trained(CellSamples.lstm())).get(1);
    assertEquals(7, backward.sequences());
    assertEquals(3, backward.body().results().size());
  }

  /** Loss and output layer, though written into the loop, run once for all steps. */
  @Test
  void takesOutputLayersOutOfTheLoop() {
    Graph graph = Pipeline.optimize(CellSamples.outputLayer());
    assertEquals(1, count(loops(graph).get(0).body(), Contract.class));
    assertEquals(2, loops(graph).get(0).body().results().size());
  }

  /** The forward loop stacks no outputs where only the last is asked for. */
  @Test
  void stacksNothingForTheLastStep() {
    Scan loop = loops(Pipeline.optimize(CellSamples.classifier())).get(0);
    assertEquals(loop.states(), loop.body().results().size());
  }
}
