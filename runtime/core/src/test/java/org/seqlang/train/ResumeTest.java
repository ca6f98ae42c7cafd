package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.checkpoint.CheckpointException;
import org.seqlang.checkpoint.SafeTensors;
import org.seqlang.optim.Curve;
import org.seqlang.optim.SGD;

/** A run that is stopped at any moment and goes on from its checkpoint ends as if nothing had happened. */
class ResumeTest {

  @TempDir
  private Path folder;

  /** What stops a run: thrown by a monitor. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Monitor stopAfter(long step) {
    return new Monitor() {
      @Override
      public void stepDone(Step done) {
        if (done.number() == step) {
          throw new Stop();
        }
      }
    };
  }

  private static List<Object> uninterrupted() {
    ResumedRun run = new ResumedRun();
    return ResumedRun.outcome(run, run.trainer().fit(ResumedRun.examples(21), ResumedRun.examples(5)));
  }

  private static List<Object> resumed(Path file, int everySteps) {
    ResumedRun run = new ResumedRun();
    return ResumedRun.outcome(run,
        run.trainer(file, everySteps).fit(ResumedRun.examples(21), ResumedRun.examples(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anInterruptionAfterAnyStepChangesNoBit(int everySteps) {
    List<Object> expected = uninterrupted();
    for (int step = 1; step <= 6 * ResumedRun.EPOCHS; step++) {
      Path file = folder.resolve("run" + everySteps + "-" + step + ".safetensors");
      ResumedRun run = new ResumedRun();
      Trainer<Integer> trainer = run.trainer(file, everySteps).monitor(stopAfter(step));
      if (step <= lastStep(expected)) {
        assertThrows(Stop.class, () -> trainer.fit(ResumedRun.examples(21), ResumedRun.examples(5)));
      }
      assertEquals(expected, resumed(file, everySteps), "stopped after step " + step);
    }
  }

  private static long lastStep(List<Object> outcome) {
    return outcome.stream().filter(Long.class::isInstance).mapToLong(Long.class::cast).max().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9})
  void aKilledProcessGoesOn(int checkpoints) throws IOException, InterruptedException {
    Path file = folder.resolve("run.safetensors");
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "--add-modules",
        "jdk.incubator.vector", ResumedRun.class.getName(), file.toString(), Integer.toString(checkpoints + 3))
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = child.inputReader()) {
      for (int n = 0; n < checkpoints; n++) {
        String line = lines.readLine();
        assertTrue(line != null && line.startsWith("checkpoint "), "the child said " + line);
      }
      child.destroyForcibly();
    }
    child.waitFor();
    assertEquals(uninterrupted(), resumed(file, 1));
  }

  @Test
  void aRunThatIsOverStaysOverAndMayGoOnForLonger() {
    Path file = folder.resolve("run.safetensors");
    assertEquals(uninterrupted(), resumed(file, 1));
    ResumedRun run = new ResumedRun();
    List<Object> again = ResumedRun.outcome(run, run.trainer(file, 1).monitor(stopAfter(1))
        .fit(ResumedRun.examples(21), ResumedRun.examples(5)));
    assertEquals(uninterrupted(), again);
    Path shorter = folder.resolve("shorter.safetensors");
    new ResumedRun().trainer(shorter, 1).epochs(2).fit(ResumedRun.examples(21), ResumedRun.examples(5));
    assertEquals(uninterrupted(), resumed(shorter, 1));
  }

  @Test
  void monitorsAreToldWhereItGoesOn() {
    Path file = folder.resolve("run.safetensors");
    Trainer<Integer> stopped = new ResumedRun().trainer(file, 4).monitor(stopAfter(11));
    assertThrows(Stop.class, () -> stopped.fit(ResumedRun.examples(21), ResumedRun.examples(5)));
    long[] seen = new long[3];
    new ResumedRun().trainer(file, 4).monitor(new Monitor() {
      @Override
      public void started(Start start) {
        seen[0] = start.step();
        seen[1] = start.earlier().size();
      }

      @Override
      public void stepDone(Step step) {
        seen[2] = seen[2] == 0 ? step.number() : seen[2];
      }
    }).fit(ResumedRun.examples(21), ResumedRun.examples(5));
    assertEquals(List.of(8L, 1L, 9L), List.of(seen[0], seen[1], seen[2]));
  }

  @Test
  void checkpointsOfOtherRunsAreRefused() throws IOException {
    Path file = folder.resolve("run.safetensors");
    new ResumedRun().trainer(file, 1).epochs(1).fit(ResumedRun.examples(21), ResumedRun.examples(5));
    refused(file, "the checkpoint of another run: its seed was 11, and is 12 now. Train with what it was, give another"
        + " path, or remove the file to start anew", new ResumedRun().trainer(file, 1).seed(12), 21);
    refused(file, "its optimizer was AdamW[rate=0.3, ", new ResumedRun().trainer(file, 1).optimizer(SGD.rate(1)), 21);
    refused(file, "its training examples was 21 in 6 batches, and is 22 in 6 batches now",
        new ResumedRun().trainer(file, 1), 22);
    new SafeTensors(Map.of(), Map.of("seqlang.run", "0")).write(file);
    refused(file, "its seqlang.run is 0 rather than 1", new ResumedRun().trainer(file, 1), 21);
    Files.writeString(file, "no checkpoint");
    refused(file, "is not a whole safetensors file", new ResumedRun().trainer(file, 1), 21);
    assertThrows(IllegalArgumentException.class, () -> new ResumedRun().trainer(file, 0));
  }

  @Test
  void onesOwnCurveIsNotTakenForAnother() {
    Path file = folder.resolve("run.safetensors");
    for (int epochs = 1; epochs < 3; epochs++) {
      double base = 0.5;
      Curve curve = (n, rate) -> rate * Math.pow(base, n);
      History history = new ResumedRun().trainer(file, 1).schedule(curve.everyStep()).epochs(epochs)
          .fit(ResumedRun.examples(4), ResumedRun.examples(2));
      assertEquals(epochs, history.epochs().size());
      assertFalse(history.stoppedEarly());
    }
  }

  private static void refused(Path file, String message, Trainer<Integer> trainer, int examples) {
    String told = assertThrows(CheckpointException.class,
        () -> trainer.fit(ResumedRun.examples(examples), ResumedRun.examples(5))).getMessage();
    assertTrue(told.startsWith(file.toString()) && told.contains(message), told);
  }
}
