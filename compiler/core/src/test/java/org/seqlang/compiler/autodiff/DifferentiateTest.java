package org.seqlang.compiler.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Drawing;
import org.seqlang.compiler.pass.RandomAttention;
import org.seqlang.compiler.pass.RandomCells;

class DifferentiateTest {

  static Stream<Named<Graph>> samples() {
    return CellSamples.all().stream().map(graph -> Named.of(graph.name(), graph));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void agreesWithFiniteDifferences(Graph graph) {
    Graph gradients = Differentiate.gradient(graph, GradientCheck.floats(graph));
    GradientCheck.check(graph, gradients, 1, 1);
    GradientCheck.check(graph, gradients, 2, 3);
    GradientCheck.check(graph, gradients, 3, 2, 4, 1);
  }

  /**
   * The gradient of {@code sum over w of (d loss/d w * v)} by every input, through scans that are gradients of scans.
   */
  @ParameterizedTest
  @MethodSource("samples")
  void differentiatesTwice(Graph graph) {
    Graph first = Differentiate.gradient(graph, GradientCheck.floats(graph));
    Graph gradientsOnly = new Graph(first.name(), first.inputs(), first.nodes(), first.results().stream()
        .filter(result -> result.name().startsWith("d_"))
        .map(result -> new Graph.Result("first_" + result.name(), result.value())).toList());
    Graph second = Differentiate.gradient(gradientsOnly, GradientCheck.floats(gradientsOnly));
    GradientCheck.check(gradientsOnly, second, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015})
  void differentiatesRandomCells(long seed) {
    Graph graph = RandomCells.draw(seed);
    GradientCheck.check(graph, Differentiate.gradient(graph, GradientCheck.floats(graph)), seed, 3, 1);
  }

  @ParameterizedTest
  @MethodSource("attentionSeeds")
  void differentiatesRandomAttention(long seed) {
    Graph graph = RandomAttention.draw(seed);
    GradientCheck.check(graph, Differentiate.gradient(graph, GradientCheck.floats(graph)), seed, 3, 1);
  }

  static LongStream attentionSeeds() {
    return LongStream.range(100, 140);
  }

  @Test
  void givesZeroWhereNothingDependsOnAnInput() {
    Drawing d = new Drawing("g");
    Value w = d.parameter("w", CellSamples.HIDDEN);
    Value unused = d.parameter("unused", CellSamples.HIDDEN);
    Value stopped = d.parameter("stopped", CellSamples.HIDDEN);
    Value x = d.example("x", CellSamples.HIDDEN);
    Value product = d.add(d.multiply(w, x), d.op(new StopGradient(), stopped));
    Graph gradients = Differentiate.gradient(d.result("y", product).build(), List.of("w", "unused", "stopped"));
    assertTrue(gradients.producers().get(gradients.result("d_unused")).op() instanceof Constant);
    assertTrue(gradients.producers().get(gradients.result("d_stopped")).op() instanceof Constant);
    assertTrue(gradients.producers().get(gradients.result("d_w")).op() instanceof Total);
    assertEquals(unused.type(), gradients.result("d_unused").type());
    assertEquals(Graph.Role.SEED, gradients.input("d_y").role());
  }

  /** Two examples contribute to {@code v = tanh(w)}; its own derivative is taken once, of their sum. */
  @Test
  void sumsOverTheExamplesBeforeWorkOnParametersAlone() {
    Drawing d = new Drawing("g");
    Value w = d.parameter("w", CellSamples.HIDDEN);
    Value v = d.tanh(w);
    Value x = d.example("x", CellSamples.HIDDEN);
    Graph graph = d.result("y", d.multiply(v, x)).result("penalty", d.sum(0, d.multiply(v, v))).build();
    Graph gradients = Differentiate.gradient(graph, List.of("w"));
    assertFalse(gradients.producers().get(gradients.result("d_w")).op() instanceof Total);
    GradientCheck.check(graph, Differentiate.gradient(graph, GradientCheck.floats(graph)), 5, 1, 1, 1);
  }

  @Test
  void savesOnlyWhatTheDerivativeNeeds() {
    Graph graph = CellSamples.rnn();
    Graph gradients = Differentiate.gradient(graph, List.of("cell.bias_ih"));
    List<Scan> scans = gradients.nodes().stream().filter(node -> node.op() instanceof Scan)
        .map(node -> (Scan) node.op()).toList();
    assertEquals(2, scans.size());
    assertEquals(List.of("next_h", "y", "saved"),
        scans.get(0).body().results().stream().map(Graph.Result::name).toList());
    assertTrue(scans.get(1).reverse());
  }

  @Test
  void rejectsWhatHasNoGradient() {
    Graph graph = CellSamples.tagger();
    String message = assertThrows(IllegalArgumentException.class,
        () -> Differentiate.gradient(graph, List.of("text"))).getMessage();
    assertEquals("input text of graph tagger is index<vocab>[T]: only a float has a gradient", message);
    Graph once = Differentiate.gradient(CellSamples.rnn(), List.of("x"));
    assertThrows(IllegalArgumentException.class, () -> Differentiate.gradient(once, List.of("x")));
  }

  /** A step that looks its input up by what the last step said: rows of the table are scattered behind the loop. */
  @Test
  void scattersRowsOfALoopAllAtOnce() {
    Graph graph = CellSamples.feedback();
    Graph gradients = Differentiate.gradient(graph, GradientCheck.floats(graph));
    GradientCheck.check(graph, gradients, 6, 4, 2);
    Scan backward = (Scan) gradients.nodes().stream().filter(node -> node.op() instanceof Scan).toList().get(1).op();
    assertTrue(backward.body().nodes().stream().noneMatch(node -> node.op() instanceof Scatter));
  }
}
