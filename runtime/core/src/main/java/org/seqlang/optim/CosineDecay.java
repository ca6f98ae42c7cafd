package org.seqlang.optim;

/**
 * Half a cosine down to a minimum (Loshchilov and Hutter 2017), as PyTorch's {@code CosineAnnealingLR}:
 * {@code minimum + (rate - minimum) * (1 + cos(pi * n / over)) / 2}. Training that goes on for longer climbs again.
 *
 * @param over so many epochs, or steps
 * @param minimum the learning rate at the end
 */
public record CosineDecay(int over, double minimum) implements Curve {

  public CosineDecay {
    Settings.require(over >= 1, over, "a decay over so many epochs or steps", "1 or more");
    Settings.require(minimum >= 0 && Double.isFinite(minimum), minimum, "a smallest learning rate", "0 or more");
  }

  /** Down to 0. */
  public static CosineDecay over(int count) {
    return new CosineDecay(count, 0);
  }

  public CosineDecay minimum(double rate) {
    return new CosineDecay(over, rate);
  }

  @Override
  public double at(long count, double rate) {
    return minimum + (rate - minimum) * (1 + Math.cos(Math.PI * count / over)) / 2;
  }
}
