package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.seqlang.model.Parameters;

class ProgressTest {

  private static final Epoch EPOCH =
      new Epoch(3, 6, 0.51234, OptionalDouble.of(0.6), Map.of("accuracy", 0.75), 1.5, 2, 0.001, 1.25);
  private static final String LINE =
      "epoch  3/20  loss 0.5123  validation 0.6000  accuracy 0.7500  gradient 1.5  rate 0.001  1.3 s";

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
    assertTrue(text.contains("epoch 3/20 100%") && text.contains(" 1250/s loss 0.5200 grad 2"), text);
    assertTrue(text.endsWith("\r" + LINE + System.lineSeparator()), text);
  }

  @Test
  void aRunThatGoesOnSaysWhere() {
    Monitor lines = Progress.lines(out);
    lines.started(new Monitor.Start(Parameters.of(), 64, 0, 32, 2, 20, 7, List.of(EPOCH, EPOCH, EPOCH)));
    assertEquals("continuing after step 7, in epoch 4" + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
  }

  private static void run(Monitor progress) {
    progress.started(new Monitor.Start(Parameters.of(), 64, 0, 32, 2, 20, 0, List.of()));
    progress.epochStarted(3);
    progress.stepDone(new Monitor.Step(5, 3, 1, 2, 32, 0.5, 0.54, 0.001, 1, 1000));
    progress.stepDone(new Monitor.Step(6, 3, 2, 2, 32, 0.5, 0.52, 0.001, 2, 1250));
    progress.epochDone(EPOCH);
    progress.closed();
  }
}
