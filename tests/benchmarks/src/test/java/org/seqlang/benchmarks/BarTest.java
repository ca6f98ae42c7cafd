package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarTest {

  private static Result result(String workload, Outcome.Pass pass, String column, double milliseconds) {
    return new Result(Workload.parse(workload), pass, column, column, milliseconds, 0, 0, 0, 3, 0, 400, 20, "today");
  }

  private static Report report(List<Result> results, List<Started> starts) {
    return new Report("machine", List.of(), results, List.of(), starts);
  }

  private static String line(Report report, String start) {
    return new Bar(report).table().lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void theBestPeerCountsAndWhatIsNotMeasuredIsLeftOpen() {
    Report report = report(List.of(result("LSTM 256 32 50", Outcome.Pass.forward, "java", 8),
        result("LSTM 256 32 50", Outcome.Pass.forward, "libtorch", 10), result("LSTM 256 32 50", Outcome.Pass.forward, "onnxruntime", 6),
        result("LSTM 256 32 50", Outcome.Pass.forward, "dl4j", 80)), List.of());
    assertEquals("| LSTM 256, B=32 | forward | ≥ 1.00 | 0.75 | **no** |", line(report, "| LSTM 256, B=32 | forward"));
    assertEquals("| LSTM 256, B=32 | training step | ≥ 1.15 | – | – |", line(report, "| LSTM 256, B=32 | training"));
    assertEquals("| the least against Deeplearning4j | forward | ≥ 8.0 | 10.0 | yes |", line(report, "| the least against"));
    // 6.7 GFLOP in 8 ms of 400 GFLOP/s.
    assertEquals("| of FMA peak: LSTM 256 | forward | ≥ 0.80 | 0.52 | **no** |", line(report, "| of FMA peak: LSTM 256 | forward"));
  }

  @Test
  void aCopyIsComparedWithTheLibrarysCellAndOwnCellsWithTensorOperations() {
    Report report = report(List.of(result("COPY 256 32 50", Outcome.Pass.train, "java", 10), result("COPY 256 32 50", Outcome.Pass.train, Side.LIBRARY, 9.9),
        result("PEEPHOLE 256 32 50", Outcome.Pass.forward, "java", 10), result("PEEPHOLE 256 32 50", Outcome.Pass.forward, "eager", 21)), List.of());
    assertEquals("| copy of the LSTM / the library's | training step | ≥ 0.97 | 0.99 | yes |", line(report, "| copy of the LSTM / the library's | training"));
    assertEquals("| own cell: peephole LSTM / eager | forward | ≥ 2.20 | 2.10 | **no** |", line(report, "| own cell: peephole"));
  }

  @Test
  void startsHaveTheMostThereMayBeAndOpenClHasItsOwnColumns() {
    Report report = report(List.of(result("GRU 256 32 50", Outcome.Pass.forward, "opencl:0", 4), result("GRU 256 32 50", Outcome.Pass.forward, "libtorch", 6)),
        List.of(new Started("java", "java", 0.25, 120, 1.3)));
    assertEquals("| JVM start to first output, s | – | ≤ 0.30 | 0.25 | yes | – | – |", line(report, "| JVM start"));
    assertEquals("| peak memory, MB | – | ≤ 100 | 120 | **no** | – | – |", line(report, "| peak memory"));
    assertEquals("| GRU 256, B=32 | forward | ≥ 1.25 | – | – | 1.50 | yes |", line(report, "| GRU 256"));
    assertEquals(List.of(0.3 / 0.25, 100.0 / 120, 5 / 1.3), new Bar(report).bars().series().get(0).values());
  }

  @Test
  void eachSideHasItsPart() {
    Workload lstm = Workload.parse("LSTM 256 32 50");
    assertTrue(Bar.takesPart(Side.seq("java", 2), lstm));
    assertTrue(Bar.takesPart(Side.dl4j(2), lstm));
    assertFalse(Bar.takesPart(Side.dl4j(2), Workload.parse("GRU 256 32 50")));
    assertFalse(Bar.takesPart(Side.library(2), lstm));
    assertTrue(Bar.takesPart(Side.library(2), Workload.parse("COPY 256 32 50")));
    assertTrue(Bar.takesPart(Side.eager(2, "").get(0), Workload.parse("LAYERNORM 256 32 50")));
    assertEquals(Workload.parse("LSTM 256 32 50"), Side.library(2).workload(Workload.parse("COPY 256 32 50")));
    Bar.work().forEach(work -> assertEquals(work, Workload.parse(work).toString()));
  }

  @Test
  void laterFiguresTakeThePlaceOfEarlierOnes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bar.json");
    Served one = new Served(Workload.parse("LSTM 8 1 5"), 2, "java", "java", 100, 1, 2);
    new Report("machine", List.of("a"), List.of(result("GRU 256 32 50", Outcome.Pass.forward, "java", 4), result("RNN 256 32 50", Outcome.Pass.forward, "java", 5)),
        List.of(one), List.of(new Started("java", "java", 1, 1, 1))).write(file);
    Report merged = Report.read(file).with(new Report("machine", List.of("a", "b"), List.of(result("GRU 256 32 50", Outcome.Pass.forward, "java", 3)),
        List.of(), List.of(new Started("java", "java", 0.5, 1, 1))));
    assertEquals(List.of(5.0, 3.0), merged.results().stream().map(Result::best).toList());
    assertEquals(List.of("a", "b"), merged.contestants());
    assertEquals(List.of(one), merged.served());
    assertEquals(List.of(0.5), merged.starts().stream().map(Started::seconds).toList());
    Files.writeString(file, "[1, 2]");
    assertThrows(IllegalArgumentException.class, () -> Report.read(file));
  }

  @Test
  void callersShareAModel() {
    try (Prepared model = new SeqContestant("java").prepare(Workload.parse("LSTM 4 1 3 stream")).orElseThrow()) {
      String[] figures = Callers.measure(model, 3, 1).split(" ");
      assertEquals(3, figures.length);
      assertTrue(Double.parseDouble(figures[0]) > 0 && Double.parseDouble(figures[1]) <= Double.parseDouble(figures[2]));
    }
    Served mine = new Served(Workload.parse("LSTM 4 1 3"), 2, "java", "java", 300, 0.1, 0.2);
    Served theirs = new Served(Workload.parse("LSTM 4 1 3"), 2, "libtorch", "libtorch (malloc, 1 thread)", 100, 0.3, 0.4);
    assertTrue(Callers.table(List.of(mine, theirs)).contains("| LSTM 4 1 3 | 2 | 300 | 0.100, 0.200 | 100 | 0.300, 0.400 | 3.00 |"));
  }
}
