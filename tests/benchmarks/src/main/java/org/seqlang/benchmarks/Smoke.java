package org.seqlang.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A few ratios between times of the same moments, each with a limit far beyond what it should be: no machine is so busy that a sound build
 * fails, and no regression by a factor goes unseen. No time is compared with a number.
 */
final class Smoke {

  private static final int ROUNDS = 8;
  private static final int TURN = 40;

  /** A way to spend time: a side, a workload, a pass. */
  private record Work(String side, String workload, String pass) {
    static Work of(String workload, String pass) {
      return new Work("java", workload, pass);
    }
  }

  /** The first may take so many times as long as the second; more than that is told as the message. */
  private record Check(String message, Work first, Work second, double limit) {}

  private static final List<Check> CHECKS = List.of(
      new Check("a copied cell is as fast as the library's", Work.of("COPY 128 32 50", "forward"), Work.of("LSTM 128 32 50", "forward"), 1.8),
      new Check("a training step has three times the products of a forward pass",
          Work.of("LSTM 128 32 50", "train"), Work.of("LSTM 128 32 50", "forward"), 8),
      new Check("twice the steps take twice the time", Work.of("LSTM 128 16 100", "forward"), Work.of("LSTM 128 16 50", "forward"), 6),
      new Check("twice the batch takes twice the time", Work.of("GRU 128 64 20", "train"), Work.of("GRU 128 32 20", "train"), 6),
      new Check("twice the units take four times the time", Work.of("LSTM 256 32 20", "forward"), Work.of("LSTM 128 32 20", "forward"), 14));

  private Smoke() {}

  public static void main(String[] arguments) {
    File log = new File(arguments.length > 0 ? arguments[0] : "target", "smoke.log");
    boolean passed = true;
    for (Check check : CHECKS) {
      // Once more, and longer, before it is called a failure.
      double ratio = ratio(check, ROUNDS, log);
      ratio = ratio <= check.limit ? ratio : Math.min(ratio, ratio(check, 4 * ROUNDS, log));
      boolean within = ratio <= check.limit;
      passed &= within;
      System.out.printf(Locale.ROOT, "%-6s %5.2f, at most %.1f: %s (%s / %s)%n", within ? "ok" : "FAILED", ratio, check.limit, check.message,
          check.first.workload + " " + check.first.pass, check.second.workload + " " + check.second.pass);
    }
    System.exit(passed ? 0 : 1);
  }

  private static double ratio(Check check, int rounds, File log) {
    try (WorkerProcess first = start(check.first, log); WorkerProcess second = start(check.second, log)) {
      Timing mine = new Timing();
      Timing theirs = new Timing();
      for (int round = 0; round < rounds; round++) {
        mine.add(first.times(check.first.pass, TURN));
        theirs.add(second.times(check.second.pass, TURN));
      }
      return mine.best() / theirs.best();
    }
  }

  private static WorkerProcess start(Work work, File log) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    WorkerProcess worker = new WorkerProcess(Side.seq(work.side, Runtime.getRuntime().availableProcessors()), java, log);
    worker.ask("prepare " + work.workload);
    worker.times(work.pass, 600);
    return worker;
  }
}
