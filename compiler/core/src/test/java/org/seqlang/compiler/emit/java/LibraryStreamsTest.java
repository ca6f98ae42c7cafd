package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.stream.LibraryCells;
import org.seqlang.stream.StreamState;

/**
 * Every cell of the library that reads vectors, through generated Java: element by element within 1e-6 of the whole.
 */
class LibraryStreamsTest {

  private static final int WIDTH = 8;

  @Test
  void everyCellStreams() {
    List<LibraryCells.Cell> cells = LibraryCells.all();
    String text = "package library\nimport seq.nn.*\nmodel All(n: int) {\n"
        + cells.stream().map(cell -> "  part" + cell.name() + " = " + cell.made() + "\n"
            + "  entry of" + cell.name() + "(x: float[T, n]) -> float[T] = mean(part" + cell.name() + "(x))\n")
                .collect(Collectors.joining())
        + "}\n";
    CompiledModel model = CompiledModel.create(text, "library.All", WIDTH);
    for (LibraryCells.Cell cell : cells) {
      check(model, cell.name());
    }
  }

  private static void check(CompiledModel model, String cell) {
    Random random = new Random(cell.hashCode());
    float[][] x = new float[20][WIDTH];
    for (float[] element : x) {
      for (int i = 0; i < WIDTH; i++) {
        element[i] = random.nextFloat() * 2 - 1;
      }
    }
    float[] whole = (float[]) model.call("of" + cell, (Object) x);
    StreamedModel stream = new StreamedModel(model, "of" + cell);
    StreamState state = stream.start();
    for (int t = 0; t < x.length; t++) {
      StreamedModel.Step step = stream.step(state, (Object) x[t]);
      assertEquals(whole[t], (float) step.value(), 1e-6f, cell + " at " + t);
      state = step.state();
    }
    assertEquals(state, stream.read(state.toBytes()), cell);
  }
}
