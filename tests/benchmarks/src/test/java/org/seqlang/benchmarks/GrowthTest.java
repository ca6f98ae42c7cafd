package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static Result result(String workload, Outcome.Pass pass, String column, double milliseconds) {
    return new Result(Workload.parse(workload), pass, column, column, milliseconds, 0, 0, 0, 3, 0, 400, 20, "today");
  }

  private static String tables(Result... results) {
    return new Growth(new Report("machine", List.of(), List.of(results), List.of(), List.of())).tables();
  }

  @Test
  void theCostOfAnOperationIsRelativeToTheFirstLines() {
    String text = tables(result("LSTM 256 64 50", Outcome.Pass.forward, "java", 12), result("LSTM 256 32 50", Outcome.Pass.forward, "java", 5));
    // 1.68 GFLOP for 50 steps at 400 GFLOP/s.
    assertTrue(text.contains("| LSTM 256 32 50 | forward | 5.00 | 3125 | 1.00 | 4.19 ms, arithmetic | 0.84 |"), text);
    assertTrue(text.contains("| LSTM 256 64 50 | forward | 12.00 | 3750 | 1.20 | 8.39 ms, arithmetic | 0.70 |"), text);
    assertTrue(text.indexOf("LSTM 256 32 50 ") < text.indexOf("LSTM 256 64 50 "), "in the group's order");
  }

  @Test
  void anOptimisersWayOverAllWordsIsBoundByMemory() {
    Result step = result("TEXT 64 16 20 64000", Outcome.Pass.train, "java", 50);
    assertEquals("memory", Growth.Bound.of(step).name());
    int weights = Workload.parse("TEXT 64 16 20 64000").weights().stream().mapToInt(w -> w.length).sum();
    assertTrue(Growth.Bound.of(step).memory() > 4e-6 * 8 * weights / 20, "all weights count");
  }

  @Test
  void threadsAreComparedWithOne() {
    String text = tables(result("RNN 256 32 50", Outcome.Pass.train, "java", 5), result("RNN 256 32 50", Outcome.Pass.train, Side.ALONE, 9));
    assertTrue(text.contains("| RNN 256 32 50 | train | 5.00 | 9.00 | 1.80 |"), text);
    assertTrue(Growth.takesPart(Side.alone(), Workload.parse("LSTM 256 1 100")));
    assertFalse(Growth.takesPart(Side.alone(), Workload.parse("LSTM 256 4 50")));
    assertTrue(Growth.takesPart(Side.seq("java", 2), Workload.parse("LSTM 256 4 50")));
    assertEquals(Growth.work(), Growth.work().stream().map(Workload::parse).map(Workload::toString).toList());
  }
}
