package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.check.Sources;
import org.seqlang.stream.StreamState;

/** Every cell of the library that reads vectors, through generated Java: element by element within 1e-6 of the whole. */
class LibraryStreamsTest {

  private static final Path LIBRARY = Path.of("../../runtime/core/src/main/resources/seq/nn");
  private static final Pattern CELL = Pattern.compile("(?m)^cell (\\w+)\\(input, hidden(?:, \\w+: \\w+ = [^,)]+)*\\)");
  private static final int WIDTH = 8;

  @Test
  void everyCellStreams() {
    List<String> cells = Sources.list(LIBRARY, ".seq").stream()
        .flatMap(file -> CELL.matcher(Sources.read(file)).results()).map((MatchResult found) -> found.group(1)).toList();
    assertFalse(cells.isEmpty());
    String text = "package library\nimport seq.nn.*\nmodel All(n: int) {\n"
        + cells.stream().map(cell -> "  part" + cell + " = " + cell + "(n, n, layers = 2)\n"
            + "  entry of" + cell + "(x: float[T, n]) -> float[T, n] = part" + cell + "(x)\n").collect(Collectors.joining())
        + "}\n";
    CompiledModel model = CompiledModel.create(text, "library.All", WIDTH);
    for (String cell : cells) {
      check(model, cell);
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
    float[][] whole = (float[][]) model.call("of" + cell, (Object) x);
    StreamedModel stream = new StreamedModel(model, "of" + cell);
    StreamState state = stream.start();
    for (int t = 0; t < x.length; t++) {
      StreamedModel.Step step = stream.step(state, (Object) x[t]);
      assertArrayEquals(whole[t], (float[]) step.value(), 1e-6f, cell + " at " + t);
      state = step.state();
    }
    assertEquals(state, stream.read(state.toBytes()), cell);
  }
}
