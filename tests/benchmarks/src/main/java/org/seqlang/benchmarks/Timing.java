package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The times of one side's passes, round by round, in milliseconds. */
final class Timing {

  /**
   * A turn.
   *
   * @param processor the time of all processors for a pass
   * @param times of each pass, by the clock
   */
  record Round(double processor, double[] times) {}

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
  }

  /**
   * The median of the best round: other programs on the machine only ever make a round worse, and a median within a round is no lucky
   * single pass.
   */
  double best() {
    return rounds.stream().mapToDouble(round -> quantile(round.times, 0.5)).min().orElse(Double.NaN);
  }

  /** The processors' time for a pass in the best round: with one thread, what the clock would say if nothing else ran. */
  double processor() {
    return rounds.stream().mapToDouble(Round::processor).min().orElse(Double.NaN);
  }

  /** A quantile of all passes of all rounds. */
  double quantile(double share) {
    return quantile(rounds.stream().flatMapToDouble(round -> Arrays.stream(round.times)).toArray(), share);
  }

  int passes() {
    return rounds.stream().mapToInt(round -> round.times.length).sum();
  }

  private static double quantile(double[] times, double share) {
    return times.length == 0 ? Double.NaN : Arrays.stream(times).sorted().toArray()[(int) (share * (times.length - 1) + 0.5)];
  }
}
