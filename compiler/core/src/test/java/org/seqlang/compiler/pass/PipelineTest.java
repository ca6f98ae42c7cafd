package org.seqlang.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;

class PipelineTest {

  static Stream<Named<Graph>> samples() {
    return CellSamples.all().stream().map(graph -> Named.of(graph.name(), graph));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void keepsWhatAFunctionMeans(Graph graph) {
    for (int[] lengths : new int[][] {{1}, {3}, {2, 4, 1}}) {
      Experiment experiment = new Experiment(graph, 1, lengths);
      Graph first = Equivalence.checkEach(Pipeline.BEFORE_GRADIENTS, graph, experiment);
      Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, first, experiment);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void keepsWhatAGradientMeans(Graph graph) {
    Graph plain = Differentiate.gradient(graph, GradientCheck.floats(graph));
    Graph early = Differentiate.gradient(Pipeline.beforeGradients(graph), GradientCheck.floats(graph));
    for (int[] lengths : new int[][] {{1}, {3}, {2, 4, 1}}) {
      Experiment experiment = new Experiment(plain, 2, lengths);
      Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, plain, experiment);
      Graph optimised = Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, early, experiment);
      Equivalence.check(experiment.run(plain), experiment.run(optimised), () -> GraphPrinter.print(optimised));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void hasNothingLeftToDo(Graph graph) {
    Graph gradient = Differentiate.gradient(Pipeline.beforeGradients(graph), GradientCheck.floats(graph));
    Graph once = Pipeline.optimize(gradient);
    assertEquals(GraphPrinter.print(once), GraphPrinter.print(Pipeline.optimize(once)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsWhatRandomCellsMean(long seed) {
    Graph graph = RandomCells.draw(seed);
    Experiment experiment = new Experiment(graph, seed, 3, 1);
    Graph first = Equivalence.checkEach(Pipeline.BEFORE_GRADIENTS, graph, experiment);
    Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, first, experiment);
    Graph plain = Differentiate.gradient(graph, GradientCheck.floats(graph));
    Graph early = Differentiate.gradient(first, GradientCheck.floats(graph));
    Experiment gradients = new Experiment(plain, seed, 3, 1);
    Graph optimised = Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, early, gradients);
    Equivalence.check(gradients.run(plain), gradients.run(optimised), () -> GraphPrinter.print(optimised));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsWhatRandomAttentionMeans(long seed) {
    Graph graph = RandomAttention.draw(seed);
    Experiment experiment = new Experiment(graph, seed, 3, 1);
    Graph first = Equivalence.checkEach(Pipeline.BEFORE_GRADIENTS, graph, experiment);
    Graph plain = Differentiate.gradient(graph, GradientCheck.floats(graph));
    Graph early = Differentiate.gradient(first, GradientCheck.floats(graph));
    Experiment gradients = new Experiment(plain, seed, 3, 1);
    Graph optimised = Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, early, gradients);
    Equivalence.check(gradients.run(plain), gradients.run(optimised), () -> GraphPrinter.print(optimised));
  }

  static LongStream seeds() {
    return LongStream.range(0, 220);
  }
}
