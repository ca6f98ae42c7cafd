package org.seqlang.benchmarks;

import java.util.List;

/**
 * The figures of one side for one workload and pass.
 *
 * @param column the contestant
 * @param side the contestant with its settings
 * @param best milliseconds: the median of the best round
 * @param processor milliseconds of all processors' time for a pass, in the best round
 * @param p50 the median of all passes of all rounds
 * @param p99 what all but a hundredth of the passes took at most
 * @param error the largest relative difference from the Java backend's outputs and gradients
 * @param peak GFLOP/s of fused multiply-adds in the same run, or 0
 * @param bandwidth GB/s of reads from memory in the same run, or 0
 * @param when date and Java version
 */
record Result(Workload workload, Outcome.Pass pass, String column, String side, double best, double processor, double p50, double p99,
    int passes, double error, double peak, double bandwidth, String when) {

  static List<Result> of(List<Outcome> outcomes, double peak, double bandwidth, String when) {
    return outcomes.stream().flatMap(outcome -> outcome.entries().stream().map(entry -> {
      Timing timing = entry.timing();
      return new Result(outcome.workload(), outcome.pass(), entry.side().column(), entry.side().label(), timing.best(), timing.processor(),
          timing.quantile(0.5), timing.quantile(0.99), timing.passes(), entry.error(), peak, bandwidth, when);
    })).toList();
  }

  /** Operations of the matrix products. */
  double operations() {
    return pass.operations(workload);
  }

  /** Useful GFLOP/s. */
  double rate() {
    return operations() / best / 1e6;
  }
}
