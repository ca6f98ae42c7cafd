package org.seqlang.optim;

/**
 * Up to the optimiser's rate and down to almost nothing (Smith and Topin 2019), as PyTorch's {@code OneCycleLR} with two
 * phases and a momentum that stays. The rate rises along half a cosine from {@code rate / divisor} to {@code rate} while
 * n goes from 0 to {@code rising * over - 1}, and falls along another to {@code rate / divisor / finalDivisor} at
 * {@code over - 1}, where it stays. Meant for {@link #everyStep()}.
 *
 * @param over all epochs, or steps, of the training
 * @param rising the part of them with a rising rate
 */
public record OneCycle(int over, double rising, double divisor, double finalDivisor) implements Curve {

  public OneCycle {
    Settings.require(over >= 2, over, "a cycle over so many epochs or steps", "2 or more");
    Settings.require(rising >= 0 && rising < 1, rising, "a rising part", "0 or more and less than 1");
    Settings.require(divisor >= 1 && Double.isFinite(divisor), divisor, "a divisor", "1 or more");
    Settings.require(finalDivisor >= 1 && Double.isFinite(finalDivisor), finalDivisor, "a final divisor", "1 or more");
  }

  /** With PyTorch's settings: 0.3 of the time rising, divisor 25, final divisor 10000. */
  public static OneCycle over(int count) {
    return new OneCycle(count, 0.3, 25, 1e4);
  }

  public OneCycle rising(double part) {
    return new OneCycle(over, part, divisor, finalDivisor);
  }

  public OneCycle divisors(double divisor, double finalDivisor) {
    return new OneCycle(over, rising, divisor, finalDivisor);
  }

  @Override
  public double at(long count, double rate) {
    double first = rate / divisor;
    double peak = rising * over - 1;
    if (count <= peak) {
      return between(first, rate, peak > 0 ? count / peak : 1);
    }
    return between(rate, first / finalDivisor, Math.min(1, (count - peak) / (over - 1 - peak)));
  }

  private static double between(double from, double to, double part) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * part));
  }
}
