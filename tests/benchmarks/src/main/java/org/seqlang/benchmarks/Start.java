package org.seqlang.benchmarks;

import java.io.File;
import java.util.List;
import java.util.Locale;

/** From the start of a process to its first prediction, and the most memory it had by then. */
final class Start {

  private static final String WORKLOAD = "LSTM 256 1 50";

  private Start() {}

  /** A table with a line for each side: the best of some starts, sides taking turns. */
  static String table(List<Side> sides, String java, File log, int rounds) {
    double[] seconds = new double[sides.size()];
    double[] megabytes = new double[sides.size()];
    for (int round = 0; round < rounds; round++) {
      for (int s = 0; s < seconds.length; s++) {
        long before = System.nanoTime();
        try (WorkerProcess worker = new WorkerProcess(sides.get(s), java, log)) {
          worker.ask("prepare " + WORKLOAD);
          worker.ask("once");
          double took = (System.nanoTime() - before) / 1e9;
          seconds[s] = round == 0 ? took : Math.min(seconds[s], took);
          megabytes[s] = Double.parseDouble(worker.ask("memory")) / 1e6;
        }
      }
    }
    StringBuilder text = new StringBuilder("| start of the JVM to the first output of " + WORKLOAD + " | s | peak memory, MB |\n|---|---:|---:|\n");
    for (int s = 0; s < seconds.length; s++) {
      text.append(String.format(Locale.ROOT, "| %s | %.2f | %.0f |%n", sides.get(s).label(), seconds[s], megabytes[s]));
    }
    return text.toString();
  }
}
