package org.seqlang.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.pass.RandomCells;

/** That the text form of a graph says all of it. */
class GraphParserTest {

  @Test
  void readsBackTheSamples() {
    for (Graph graph : CellSamples.all()) {
      assertEquals(graph, GraphParser.parse(GraphPrinter.print(graph)));
      Graph gradient = Differentiate.gradient(graph, GradientCheck.floats(graph));
      assertEquals(gradient, GraphParser.parse(GraphPrinter.print(gradient)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackRandomCells(long seed) {
    Graph graph = Pipeline.optimize(RandomCells.draw(seed));
    assertEquals(graph, GraphParser.parse(GraphPrinter.print(graph)));
  }

  static LongStream seeds() {
    return LongStream.range(2000, 2030);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      %1: float[] = tanh %0                | line 2: %0 is not made before
      %1: float[] = tan                    | line 2: no operation is called tan
      %1: float[2] = constant 0.5 return y | line 2: expected % but found return
      %1: float[] = size_of h %2: float[h] = tanh %1 | line 2: tanh gives [float[]], not [float[h]]
      %1: flat[] = constant 1.0            | line 2: no element is called flat
      """)
  void saysWhatItCannotRead(String text, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> GraphParser.parse("graph g () {\n" + text + "\nreturn }")).getMessage());
  }
}
