package org.seqlang.compiler.ir;

/** The error function in double precision: Maclaurin series near zero, continued fraction of erfc beyond. */
final class ErrorFunction {

  private ErrorFunction() {}

  static double erf(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double a = Math.abs(x);
    double value = a < 2.5 ? series(a) : 1 - complement(a);
    return Math.copySign(value, x);
  }

  /** 2/sqrt(pi) * sum of (-1)^n x^(2n+1) / (n! (2n+1)). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 100 && Math.abs(term) > 1e-18; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** exp(-x^2)/sqrt(pi) * 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))). */
  private static double complement(double x) {
    double fraction = x;
    for (int k = 100; k >= 1; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
