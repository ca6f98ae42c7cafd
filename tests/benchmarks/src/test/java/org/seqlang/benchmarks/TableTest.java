package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final Workload WORKLOAD = Workload.parse("LSTM 256 32 50");

  private static Outcome.Entry entry(Side side, double... milliseconds) {
    Timing timing = new Timing();
    timing.add(new Timing.Round(2000, new double[] {1000, 1000, 1000}));
    timing.add(new Timing.Round(2 * milliseconds[0], milliseconds));
    return new Outcome.Entry(side, timing, 1e-7);
  }

  private static final List<Outcome> OUTCOMES = List.of(new Outcome(WORKLOAD, Outcome.Pass.forward, List.of(
      entry(Side.seq("java", 2), 10, 8, 9),
      entry(Side.libtorch(2, "").get(0), 20, 18, 30),
      entry(Side.libtorch(2, "").get(1), 40, 36, 60),
      entry(Side.onnxRuntime(2).get(0), 27, 28, 26))));

  @Test
  void theBestRoundsMedianCountsAndTheBestSideOfALibrary() {
    String[] lines = new Table(OUTCOMES, Timing::best, 0).text().split("\n");
    assertEquals("| cell H B T | pass | java | libtorch | onnxruntime | best peer / java | java GFLOP/s |", lines[0]);
    assertEquals("| LSTM 256 32 50 | forward | 9.00 | 20.00 | 27.00 | 2.22 | 186 |", lines[2]);
  }

  @Test
  void theSpeedWithoutTheVectorApiIsGivenBesideTheFlaggedOne() {
    List<Outcome> both = List.of(new Outcome(WORKLOAD, Outcome.Pass.train, List.of(
        entry(Side.seq("java", 2), 10, 10, 10), entry(Side.plain(2), 20, 20, 20))));
    String[] lines = new Table(both, Timing::best, 0).text().split("\n");
    assertTrue(lines[0].contains("| speed of java-plain / java |"), lines[0]);
    assertTrue(lines[2].contains("| – | – | 0.50 |"), lines[2]);
    assertFalse(Side.plain(2).peer());
    assertFalse(Side.plain(2).vectors());
    assertTrue(Side.seq("java", 2).vectors());
  }

  @Test
  void processorTimeCanBeCompared() {
    assertEquals("| LSTM 256 32 50 | forward | 20.00 | 40.00 | 54.00 | 2.00 | 84 |",
        new Table(OUTCOMES, Timing::processor, 0).text().split("\n")[2]);
  }

  @Test
  void theFractionOfThePeakIsGivenWhereThatWasMeasured() {
    assertTrue(new Table(OUTCOMES, Timing::best, 2 * 186.414).text().contains("| 50 % |"));
  }

  @Test
  void theFootTellsErrorsAndSettings() {
    assertTrue(new Table(OUTCOMES, Timing::best, 0).foot().contains("libtorch: largest relative error 1.0e-07; best: libtorch (malloc, 2 threads) 1 times"));
  }

  @Test
  void theJsonHasEverySide(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    Report report = new Report("machine", List.of("java: 17"), Result.of(OUTCOMES, 1, 2, "today"), List.of(), List.of());
    report.write(file);
    String text = Files.readString(file);
    assertEquals(4, text.split("\"side\"", -1).length - 1);
    assertTrue(text.contains("\"best_round_median_ms\" : 9.0"));
    assertEquals(report, Report.read(file));
  }

  @Test
  void aWorkloadIsItsText() {
    assertEquals("LSTM 256 32 50", WORKLOAD.toString());
    assertEquals(2.0 * 50 * 32 * 4 * 256 * 512, WORKLOAD.operations());
    assertThrows(IllegalArgumentException.class, () -> Workload.parse("LSTM 256"));
  }

  @Test
  void packedSequencesHaveLengthsBetweenTheirBoundsAndCountTheirOwnStepsAlone() {
    Workload packed = Workload.parse("LSTM 8 64 5..50");
    assertEquals("LSTM 8 64 5..50", packed.toString());
    int[] lengths = packed.lengths();
    assertArrayEquals(lengths, packed.input().stream().mapToInt(sequence -> sequence.length).toArray());
    assertTrue(IntStream.of(lengths).allMatch(length -> length >= 5 && length <= 50) && IntStream.of(lengths).distinct().count() > 20);
    assertEquals(2.0 * IntStream.of(lengths).sum() * 8 * 8 * 8, packed.operations());
    assertEquals(50 * 64 * 8, packed.timeMajor().length);
    assertThrows(IllegalArgumentException.class, () -> Workload.parse("LSTM 8 64 50..5"));
  }
}
