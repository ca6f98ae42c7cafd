package org.seqlang.optim;

/** Which values of a watched number are better. */
public enum Mode {
  /** Smaller ones: a loss. */
  MIN,
  /** Larger ones: an accuracy. */
  MAX;

  /** Whether {@code value} is better than {@code best}; NaN never is. */
  public boolean better(double value, double best) {
    return this == MIN ? value < best : value > best;
  }

  /** What every number is better than. */
  public double worst() {
    return this == MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}
