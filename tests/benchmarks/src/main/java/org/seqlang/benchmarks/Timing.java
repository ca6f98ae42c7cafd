package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The times of one side's passes, round by round, in milliseconds. */
final class Timing {

  private final List<double[]> rounds = new ArrayList<>();

  void add(double[] times) {
    rounds.add(times);
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  /**
   * The median of the best round: other programs on the machine only ever make a round worse, and a median within a round is no lucky
   * single pass.
   */
  double best() {
    return rounds.stream().mapToDouble(times -> quantile(times, 0.5)).min().orElse(Double.NaN);
  }

  /** A quantile of all passes of all rounds. */
  double quantile(double share) {
    return quantile(rounds.stream().flatMapToDouble(Arrays::stream).toArray(), share);
  }

  int passes() {
    return rounds.stream().mapToInt(times -> times.length).sum();
  }

  static double quantile(double[] times, double share) {
    return times.length == 0 ? Double.NaN : Arrays.stream(times).sorted().toArray()[(int) (share * (times.length - 1) + 0.5)];
  }
}
