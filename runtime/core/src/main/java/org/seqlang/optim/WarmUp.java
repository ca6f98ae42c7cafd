package org.seqlang.optim;

import java.util.Arrays;

/**
 * A ramp before another schedule, as PyTorch's {@code LinearLR} in a {@code SequentialLR}: while n is below
 * {@code over}, {@code rate * (from + (1 - from) * n / over)}; then the other schedule from its beginning.
 *
 * @param over so many epochs or steps
 * @param from the part of the rate to begin with
 * @param stepwise whether the ramp counts steps rather than epochs; the other schedule counts as it does by itself
 */
public record WarmUp(int over, double from, boolean stepwise, Schedule next) implements Schedule {

  public WarmUp {
    Settings.require(over >= 1, over, "a warm-up over so many epochs or steps", "1 or more");
    Settings.require(from > 0 && from <= 1, from, "a part of the rate", "a number above 0, and 1 at most");
  }

  /** From a thousandth of the rate, over steps; then the full rate, unless {@link #then} says otherwise. */
  public static WarmUp steps(int count) {
    return new WarmUp(count, 1e-3, true, Schedule.constant());
  }

  /** As {@link #steps}, over epochs. */
  public static WarmUp epochs(int count) {
    return new WarmUp(count, 1e-3, false, Schedule.constant());
  }

  /** Begins with this part of the rate. */
  public WarmUp from(double part) {
    return new WarmUp(over, part, stepwise, next);
  }

  /** What follows; it counts from the end of the ramp, and does not see the epochs before. */
  public WarmUp then(Schedule next) {
    return new WarmUp(over, from, stepwise, next);
  }

  @Override
  public Schedule.Run start(double rate, Mode mode) {
    return new Ramp(rate, next.start(rate, mode));
  }

  private final class Ramp implements Schedule.Run {
    private final double rate;
    private final Schedule.Run after;
    private long count;

    Ramp(double rate, Schedule.Run after) {
      this.rate = rate;
      this.after = after;
    }

    @Override
    public double rate() {
      return count < over ? rate * (from + (1 - from) * count / over) : after.rate();
    }

    @Override
    public void stepDone() {
      if (count >= over) {
        after.stepDone();
      } else if (stepwise) {
        count++;
      }
    }

    @Override
    public void epochDone(double watched) {
      if (count >= over) {
        after.epochDone(watched);
      } else if (!stepwise) {
        count++;
      }
    }

    @Override
    public double[] memory() {
      double[] others = after.memory();
      double[] memory = new double[others.length + 1];
      memory[0] = count;
      System.arraycopy(others, 0, memory, 1, others.length);
      return memory;
    }

    @Override
    public void restore(double[] memory) {
      Settings.requireMemory(memory, memory().length);
      count = (long) memory[0];
      after.restore(Arrays.copyOfRange(memory, 1, memory.length));
    }
  }
}
