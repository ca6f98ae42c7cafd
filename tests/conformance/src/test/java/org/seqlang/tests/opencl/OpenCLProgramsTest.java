package org.seqlang.tests.opencl;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.emit.java.ProgramsMatchTheInterpreterTest;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.pass.RandomAttention;
import org.seqlang.compiler.pass.RandomCells;
import org.seqlang.compiler.stream.StepGraphs;
import org.seqlang.compiler.stream.Streaming;
import org.seqlang.device.Device;
import org.seqlang.device.Placement;

/** Generated kernels of both styles compute what the reference interpreter computes, forward and backward. */
class OpenCLProgramsTest {

  private static final Map<Symbol, Integer> WIDE = Map.of(Symbol.hyper("hidden"), 40, Symbol.hyper("input"), 18,
      Symbol.hyper("classes"), 4, Symbol.hyper("vocab"), 6);

  @TestFactory
  Stream<DynamicTest> vectorTiles() {
    return tests("vector");
  }

  @TestFactory
  Stream<DynamicTest> workItems() {
    return tests("simt");
  }

  /** Time loops that do the product with the input as well, for eight examples or more up to the last step; and weights of several panels. */
  @TestFactory
  Stream<DynamicTest> manyExamples() {
    Device device = OpenCL.device("vector");
    return Stream.of(CellSamples.lstm(), CellSamples.gru(), CellSamples.bidirectional(), CellSamples.tagger())
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> check(graph, WIDE, device, 4, 4, 2, 4, 4, 4, 4, 3, 4, 4, 4)));
  }

  /** Steps of streams. */
  @TestFactory
  Stream<DynamicTest> steps() {
    Device device = OpenCL.device("vector");
    return Stream.of(CellSamples.lstm(), CellSamples.tagger(), CellSamples.mean(), CellSamples.attention()).map(Streaming::of)
        .map(StepGraphs.class::cast).map(graphs -> DynamicTest.dynamicTest(graphs.step().name(), () ->
            ProgramsMatchTheInterpreterTest.check(Pipeline.optimize(graphs.step()), ProgramsMatchTheInterpreterTest.SIZES,
                Placement.require(device), 2e-5)));
  }

  private static Stream<DynamicTest> tests(String profile) {
    Device device = OpenCL.device(profile);
    Stream<Graph> random = LongStream.range(0, 6).boxed()
        .flatMap(seed -> Stream.of(RandomCells.draw(seed), RandomAttention.draw(seed)));
    return Stream.concat(CellSamples.all().stream(), random)
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> check(graph, device)));
  }

  static void check(Graph graph, Device device) {
    check(graph, ProgramsMatchTheInterpreterTest.SIZES, device, 2, 5, 1, 3);
  }

  private static void check(Graph graph, Map<Symbol, Integer> sizes, Device device, int... lengths) {
    List<String> parameters = graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER).map(Graph.Input::name).toList();
    Graph trained = Pipeline.afterGradients(Differentiate.gradient(Pipeline.beforeGradients(graph), parameters));
    ProgramsMatchTheInterpreterTest.check(trained, sizes, Placement.require(device), 2e-5, lengths);
  }
}
