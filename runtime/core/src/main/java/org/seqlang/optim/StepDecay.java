package org.seqlang.optim;

/** A staircase, as PyTorch's {@code StepLR}: {@code rate * factor^floor(n / every)}. */
public record StepDecay(int every, double factor) implements Curve {

  public StepDecay {
    Settings.require(every >= 1, every, "a decay every so many epochs or steps", "1 or more");
    Settings.require(factor > 0 && factor <= 1, factor, "a factor", "a number above 0, and 1 at most");
  }

  /** Multiplies the rate by the factor after each so many epochs, or steps. */
  public static StepDecay every(int count, double factor) {
    return new StepDecay(count, factor);
  }

  @Override
  public double at(long count, double rate) {
    return rate * Math.pow(factor, count / every);
  }
}
