package org.seqlang.train;

/** What an epoch has added up to so far. */
final class Tally {

  private double losses;
  private double norms;
  private double largestNorm;
  private long weights;
  private long examples;
  private int batches;
  private double rate;
  private double seconds;

  /**
   * Adds a batch.
   *
   * @param weight what it counts for in the mean loss
   */
  void add(double loss, long weight, int examples, double gradientNorm, double rate, double seconds) {
    this.rate = rate;
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

  /** The learning rate of the last batch. */
  double rate() {
    return rate;
  }

  double examplesPerSecond() {
    return examples / Math.max(seconds, 1e-9);
  }

  double seconds() {
    return seconds;
  }

  /** All of it as text. */
  String print() {
    return losses + " " + norms + " " + largestNorm + " " + weights + " " + examples + " " + batches + " " + rate + " "
        + seconds;
  }

  /** What {@link #print()} wrote. */
  static Tally parse(String text) {
    String[] numbers = text.split(" ");
    Tally tally = new Tally();
    tally.losses = Double.parseDouble(numbers[0]);
    tally.norms = Double.parseDouble(numbers[1]);
    tally.largestNorm = Double.parseDouble(numbers[2]);
    tally.weights = Long.parseLong(numbers[3]);
    tally.examples = Long.parseLong(numbers[4]);
    tally.batches = Integer.parseInt(numbers[5]);
    tally.rate = Double.parseDouble(numbers[6]);
    tally.seconds = Double.parseDouble(numbers[7]);
    return tally;
  }
}
