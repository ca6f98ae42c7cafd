package org.seqlang.optim;

/** How the learning rate changes from epoch to epoch: a setting, immutable. */
@FunctionalInterface
public interface Schedule {

  /**
   * Starts a run.
   *
   * @param rate the learning rate of the first epoch
   * @param mode which values of the number that the run watches are better
   */
  Run start(double rate, Mode mode);

  /** A schedule at work. */
  @FunctionalInterface
  interface Run {

    /**
     * The learning rate of the next epoch, after one that ended with this validation loss (or other watched number).
     */
    double next(double watched);
  }

  /** The same learning rate throughout. */
  static Schedule constant() {
    return (rate, mode) -> watched -> rate;
  }
}
