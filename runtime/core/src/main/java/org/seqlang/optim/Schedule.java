package org.seqlang.optim;

/**
 * How the learning rate changes while training goes on: a setting, immutable. Those that depend on the time alone are
 * {@link Curve}s; {@link ReduceOnPlateau} looks at what comes of the epochs; {@link WarmUp} puts a ramp before another.
 */
public interface Schedule {

  /**
   * Starts a run.
   *
   * @param rate the optimiser's learning rate
   * @param mode which values of the number that the run watches are better
   */
  Run start(double rate, Mode mode);

  /** A schedule at work. */
  interface Run {

    /** The learning rate of the next step. */
    double rate();

    /** A batch has been trained on. */
    default void stepDone() {}

    /** An epoch has ended with this validation loss, or other watched number. */
    default void epochDone(double watched) {}

    /** All that {@link #rate()} will depend on but the events to come. */
    double[] memory();

    /**
     * Goes on from where {@link #memory()} was taken.
     *
     * @throws IllegalArgumentException if it was taken of another schedule
     */
    void restore(double[] memory);
  }

  /** The same learning rate throughout. */
  static Schedule constant() {
    return new Constant();
  }
}
