package org.seqlang.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the start of a process to its first prediction, and the most memory it had by then. */
final class Start {

  private static final String WORKLOAD = "LSTM 256 1 50";

  private Start() {}

  /** The best of some starts of each side, which take turns. */
  static List<Started> measure(List<Side> sides, String java, File log, int rounds, Disk disk) {
    double[] seconds = new double[sides.size()];
    double[] megabytes = new double[sides.size()];
    for (int round = 0; round < rounds; round++) {
      for (int s = 0; s < seconds.length; s++) {
        long before = System.nanoTime();
        try (WorkerProcess worker = new WorkerProcess(sides.get(s), java, log)) {
          worker.ask("prepare " + WORKLOAD);
          worker.ask("once");
          double took = (System.nanoTime() - before) / 1e9;
          double memory = Double.parseDouble(worker.ask("memory")) / 1e6;
          seconds[s] = round == 0 ? took : Math.min(seconds[s], took);
          megabytes[s] = round == 0 ? memory : Math.min(megabytes[s], memory);
        }
      }
    }
    List<Started> all = new ArrayList<>();
    for (int s = 0; s < seconds.length; s++) {
      Side side = sides.get(s);
      all.add(new Started(side.column(), side.label(), seconds[s], megabytes[s], disk.of(side.column())));
    }
    return all;
  }

  /** A table with a line for each side. */
  static String table(List<Started> starts) {
    StringBuilder text = new StringBuilder("| start of the JVM to the first output of " + WORKLOAD + " | s | peak memory, MB | on disk, MB |\n|---|---:|---:|---:|\n");
    for (Started each : starts) {
      text.append(String.format(Locale.ROOT, "| %s | %.2f | %.0f | %s |%n", each.side(), each.seconds(), each.memory(),
          each.disk() > 0 ? String.format(Locale.ROOT, "%.1f", each.disk()) : "–"));
    }
    return text.toString();
  }
}
