package org.seqlang.compiler.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Equivalence;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.pass.RandomAttention;
import org.seqlang.compiler.pass.RandomCells;

/** Feeding a sequence element by element gives what the whole sequence gives, at every step. */
class StreamingTest {


  static Stream<Named<Graph>> samples() {
    return CellSamples.all().stream().map(graph -> Named.of(graph.name(), Stepwise.forward(graph)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesStream(Graph graph) {
    check(graph, 3);
  }

  @TestFactory
  Stream<DynamicTest> randomCellsStream() {
    return LongStream.range(0, 300).boxed().map(seed -> DynamicTest.dynamicTest("seed " + seed,
        () -> check(Stepwise.forward(RandomCells.draw(seed)), seed)));
  }

  /** Cells over a memory; where the memory is the stream itself there is nothing to stream. */
  @TestFactory
  Stream<DynamicTest> randomAttentionStreams() {
    return LongStream.range(0, 200).boxed().map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      Graph graph = Stepwise.forward(
          seed % 2 == 0 ? RandomAttention.draw(seed) : RandomAttention.drawWithCoverage(seed));
      Streaming streaming = Streaming.of(graph);
      if (streaming instanceof Refusal refusal) {
        assertEquals("a step reads the whole sequence", refusal.reason());
      } else {
        check(graph, seed);
      }
    }));
  }

  /**
   * Every cell of the library that reads vectors, those that are still to come too: in two layers, each step and the
   * last one.
   */
  @TestFactory
  Stream<DynamicTest> libraryCellsStream() {
    return LibraryCells.all().stream()
        .map(cell -> DynamicTest.dynamicTest(cell.name(), () -> libraryCell(cell.made())));
  }

  private static void libraryCell(String made) {
    CheckedModel model = Sources.model("""
        import seq.nn.*
        model M(n: int) {
          cells = CELL
          entry steps(x: float[T, n]) -> float[T] = sum(tanh(cells(x)))
          entry last(x: float[T, n]) -> float[n] = sum(tanh(cells(x).last)) + mean(x over T)
        }
        """.replace("CELL", made));
    check(Lower.graph(model, "steps", Lower.Mode.SERVING), 4);
    check(Lower.graph(model, "last", Lower.Mode.SERVING), 5);
  }

  @Test
  void refusesWhatRunsBackwards() {
    Refusal refusal = assertInstanceOf(Refusal.class, Streaming.of(CellSamples.bidirectional()));
    assertEquals("a cell runs from the last element to the first", refusal.reason());
  }

  private static void check(Graph graph, long seed) {
    StepGraphs graphs = assertInstanceOf(StepGraphs.class, Streaming.of(graph), () -> GraphPrinter.print(graph));
    Equivalence.verify(graphs.start(), () -> GraphPrinter.print(graphs.start()));
    Equivalence.verify(graphs.step(), () -> GraphPrinter.print(graphs.step()));
    Stepwise.check(graph, graphs, seed, g -> g);
    Stepwise.check(graph, graphs, seed, Pipeline::optimize);
    // What the passes have made of the whole graph streams as well.
    Graph optimized = Pipeline.optimize(graph);
    if (Streaming.of(optimized) instanceof StepGraphs again) {
      Stepwise.check(graph, again, seed, Pipeline::optimize);
    }
  }
}
