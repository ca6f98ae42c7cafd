package org.seqlang.optim;

/**
 * A schedule that depends on the time alone: on how many epochs are done, or on how many steps with
 * {@link #everyStep()}. One's own is a lambda: {@code Curve halving = (n, rate) -> rate * Math.pow(0.5, n)}.
 */
@FunctionalInterface
public interface Curve extends Schedule {

  /**
   * The learning rate after so many epochs, or steps.
   *
   * @param count from 0
   * @param rate the optimiser's
   */
  double at(long count, double rate);

  /** Counts epochs. */
  @Override
  default Schedule.Run start(double rate, Mode mode) {
    return new CurveRun(this, rate, false);
  }

  /** The same curve over steps, that is batches, rather than epochs. */
  default Schedule everyStep() {
    return new Stepwise(this);
  }
}
