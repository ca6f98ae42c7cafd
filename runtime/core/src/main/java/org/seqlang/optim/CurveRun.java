package org.seqlang.optim;

/** A curve at work: counts. */
final class CurveRun implements Schedule.Run {

  private final Curve curve;
  private final double start;
  private final boolean everyStep;
  private long count;

  CurveRun(Curve curve, double start, boolean everyStep) {
    this.curve = curve;
    this.start = start;
    this.everyStep = everyStep;
  }

  @Override
  public double rate() {
    return curve.at(count, start);
  }

  @Override
  public void stepDone() {
    count += everyStep ? 1 : 0;
  }

  @Override
  public void epochDone(double watched) {
    count += everyStep ? 0 : 1;
  }

  @Override
  public double[] memory() {
    return new double[] {count};
  }

  @Override
  public void restore(double[] memory) {
    Settings.requireMemory(memory, 1);
    count = (long) memory[0];
  }
}
