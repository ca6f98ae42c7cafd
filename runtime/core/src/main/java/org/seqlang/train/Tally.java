package org.seqlang.train;

/** What an epoch has added up to so far. */
final class Tally {

  private double losses;
  private double norms;
  private double largestNorm;
  private long weights;
  private long examples;
  private int batches;
  private double seconds;

  /**
   * Adds a batch.
   *
   * @param weight what it counts for in the mean loss
   */
  void add(double loss, long weight, int examples, double gradientNorm, double seconds) {
    losses += loss * weight;
    weights += weight;
    norms += gradientNorm;
    largestNorm = Math.max(largestNorm, gradientNorm);
    this.examples += examples;
    this.seconds += seconds;
    batches++;
  }

  /** The mean over the examples, or over the steps of chunks. */
  double loss() {
    return losses / weights;
  }

  /** The mean over the batches. */
  double gradientNorm() {
    return norms / batches;
  }

  double largestGradientNorm() {
    return largestNorm;
  }

  /** How many batches there were. */
  int batches() {
    return batches;
  }

  double examplesPerSecond() {
    return examples / Math.max(seconds, 1e-9);
  }

  double seconds() {
    return seconds;
  }
}
