package org.seqlang.kernel;

/** Functions of numbers that are rare enough not to need vectorised loops. */
public final class SpecialFunctions {

  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private SpecialFunctions() {}

  /** {@code log(1 + exp(x))} without overflow. */
  public static float softplus(float x) {
    return (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
  }

  /**
   * The error function: its power series below 1, beyond that the Chebyshev fit of erfc in Press et al., "Numerical
   * Recipes" (2nd edition, section 6.2), whose relative error is below 1.2e-7.
   */
  public static float erf(float x) {
    double a = Math.abs((double) x);
    double value = a < 1 ? series(a) : 1 - complement(a);
    return (float) Math.copySign(value, x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 16; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return TWO_OVER_SQRT_PI * sum;
  }

  private static double complement(double x) {
    double t = 1 / (1 + 0.5 * x);
    double p = 0.17087277;
    double[] coefficients = {-0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368};
    for (double c : coefficients) {
      p = c + t * p;
    }
    return t * Math.exp(-x * x - 1.26551223 + t * p);
  }
}
