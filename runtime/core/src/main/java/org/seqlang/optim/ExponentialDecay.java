package org.seqlang.optim;

/** As PyTorch's {@code ExponentialLR}: {@code rate * factor^n}. */
public record ExponentialDecay(double factor) implements Curve {

  public ExponentialDecay {
    Settings.require(factor > 0 && factor <= 1, factor, "a factor", "a number above 0, and 1 at most");
  }

  /** Multiplies the rate by the factor after each epoch, or step. */
  public static ExponentialDecay factor(double factor) {
    return new ExponentialDecay(factor);
  }

  @Override
  public double at(long count, double rate) {
    return rate * Math.pow(factor, count);
  }
}
