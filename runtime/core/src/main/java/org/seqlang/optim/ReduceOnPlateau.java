package org.seqlang.optim;

/**
 * Multiplies the learning rate by a factor when the watched number has not got better for more than {@code patience}
 * epochs, as PyTorch's {@code ReduceLROnPlateau}.
 *
 * @param factor between 0 and 1
 * @param patience epochs without a better number that are put up with
 * @param threshold by how much a number must be better than the best one to count
 * @param thresholdMode whether the threshold is a part of the best number or a difference
 * @param cooldown epochs after a reduction that are not counted
 * @param minimum the learning rate never gets below it
 * @param epsilon the least reduction that is worth making
 */
public record ReduceOnPlateau(
    double factor,
    int patience,
    double threshold,
    ThresholdMode thresholdMode,
    int cooldown,
    double minimum,
    double epsilon) implements Schedule {

  /** How a threshold is meant. */
  public enum ThresholdMode {
    /** As a part of the best number. */
    RELATIVE,
    /** As a difference. */
    ABSOLUTE
  }

  public ReduceOnPlateau {
    Settings.require(factor > 0 && factor < 1, factor, "a factor", "a number between 0 and 1");
    Settings.require(patience >= 0, patience, "a patience", "0 epochs or more");
    Settings.require(threshold >= 0, threshold, "a threshold", "0 or more");
    Settings.require(cooldown >= 0, cooldown, "a cooldown", "0 epochs or more");
    Settings.require(minimum >= 0, minimum, "a smallest learning rate", "0 or more");
    Settings.require(epsilon >= 0, epsilon, "a least reduction", "0 or more");
  }

  /** With PyTorch's settings: patience 10, relative threshold 1e-4, no cooldown, no minimum. */
  public static ReduceOnPlateau factor(double factor) {
    return new ReduceOnPlateau(factor, 10, 1e-4, ThresholdMode.RELATIVE, 0, 0, 1e-8);
  }

  public ReduceOnPlateau patience(int epochs) {
    return new ReduceOnPlateau(factor, epochs, threshold, thresholdMode, cooldown, minimum, epsilon);
  }

  public ReduceOnPlateau threshold(double threshold, ThresholdMode thresholdMode) {
    return new ReduceOnPlateau(factor, patience, threshold, thresholdMode, cooldown, minimum, epsilon);
  }

  public ReduceOnPlateau cooldown(int epochs) {
    return new ReduceOnPlateau(factor, patience, threshold, thresholdMode, epochs, minimum, epsilon);
  }

  public ReduceOnPlateau minimum(double rate) {
    return new ReduceOnPlateau(factor, patience, threshold, thresholdMode, cooldown, rate, epsilon);
  }

  @Override
  public Schedule.Run start(double rate, Mode mode) {
    return new Plateau(rate, mode);
  }

  /** The number that a better one must beat. */
  private double mark(double best, Mode mode) {
    double sign = mode == Mode.MIN ? -1 : 1;
    return thresholdMode == ThresholdMode.RELATIVE ? best * (1 + sign * threshold) : best + sign * threshold;
  }

  private final class Plateau implements Schedule.Run {
    private final Mode mode;
    private double rate;
    private double best;
    private int bad;
    private int cooling;

    Plateau(double rate, Mode mode) {
      this.rate = rate;
      this.mode = mode;
      this.best = mode.worst();
    }

    @Override
    public double rate() {
      return rate;
    }

    @Override
    public void epochDone(double watched) {
      if (mode.better(watched, mark(best, mode))) {
        best = watched;
        bad = 0;
      } else {
        bad++;
      }
      if (cooling > 0) {
        cooling--;
        bad = 0;
      }
      if (bad > patience) {
        double reduced = Math.max(rate * factor, minimum);
        rate = rate - reduced > epsilon ? reduced : rate;
        cooling = cooldown;
        bad = 0;
      }
    }

    @Override
    public double[] memory() {
      return new double[] {rate, best, bad, cooling};
    }

    @Override
    public void restore(double[] memory) {
      Settings.requireMemory(memory, 4);
      rate = memory[0];
      best = memory[1];
      bad = (int) memory[2];
      cooling = (int) memory[3];
    }
  }
}
