package org.seqlang.benchmarks;

import java.io.File;

/** The machine's limits, measured between the turns by a process of its own; the best counts. */
final class Limits implements AutoCloseable {

  private final WorkerProcess worker;
  private final int patience;
  private double peak;
  private double bandwidth;

  /** @param patience milliseconds to wait for other programs to pause */
  Limits(Side side, String java, File log, int patience) {
    this.worker = new WorkerProcess(side, java, log);
    this.patience = patience;
    // Until the optimising compiler has seen both loops.
    worker.ask("peak 1500");
    worker.ask("bandwidth 500");
  }

  void measure() {
    Machine.awaitQuiet(patience);
    peak = Math.max(peak, Double.parseDouble(worker.ask("peak 60")));
    bandwidth = Math.max(bandwidth, Double.parseDouble(worker.ask("bandwidth 60")));
  }

  /** GFLOP/s of fused multiply-adds. */
  double peak() {
    return peak;
  }

  /** GB/s of reads from memory. */
  double bandwidth() {
    return bandwidth;
  }

  @Override
  public void close() {
    worker.close();
  }
}
