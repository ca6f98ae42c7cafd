package org.seqlang.optim;

/** A curve over steps. */
record Stepwise(Curve curve) implements Schedule {

  @Override
  public Schedule.Run start(double rate, Mode mode) {
    return new CurveRun(curve, rate, true);
  }
}
