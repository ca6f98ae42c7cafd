package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Epoch EPOCH =
      new Epoch(3, 0.51234, OptionalDouble.of(0.6), Map.of("accuracy", 0.75), 1.5, 0.001, 1.25);
  private static final String LINE =
      "epoch  3/20  loss 0.5123  validation 0.6000  accuracy 0.7500  rate 0.001  1.3 s";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void linesAreOneAnEpoch() {
    run(Progress.lines(out));
    assertEquals(LINE + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void barsAreReplacedByTheEpochsLine() {
    run(new ProgressBars(out));
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("epoch 3/20 100%") && text.contains("loss 0.5200"), text);
    assertTrue(text.endsWith("\r" + LINE + System.lineSeparator()), text);
  }

  private static void run(Progress progress) {
    progress.epochStarted(3, 20, 2);
    progress.batchDone(0.54);
    progress.batchDone(0.52);
    progress.epochDone(EPOCH);
    progress.finished();
  }
}
