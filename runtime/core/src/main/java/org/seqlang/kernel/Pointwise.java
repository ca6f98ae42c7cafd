package org.seqlang.kernel;

/**
 * Scalar functions for the inner loops of generated code: without branches and tables, so that the JVM's compiler
 * inlines them, and vectorises a loop like {@code y[i] = Pointwise.tanh(x[i])} over whole arrays. {@link #exp} and
 * {@link #log} work on the bits of a float, which JDK 17 does not vectorise; they run at the speed of a few dozen
 * scalar instructions.
 *
 * <p>NaN gives NaN everywhere. Errors are the largest over all floats, measured against double precision
 * where the processor has fused multiply-add.
 */
public final class Pointwise {
  /** The smallest float at which the rational function of {@link #tanh} is 1; it is below 1 before. */
  static final float TANH_LIMIT = 7.9864087f;

  static final float LOG2_E = 1.44269504088896341f;
  /** ln 2 in two parts; the high one has few bits, so that n times it is exact. */
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  /** Adding and subtracting 1.5 · 2²³ rounds a float below 2²² to a whole number. */
  static final float ROUNDER = 12582912f;

  private Pointwise() {}

  /**
   * The hyperbolic tangent, within [-1, 1], odd to the bit, exact to the bit near 0. Relative error below 3.4e-7.
   *
   * <p>Clamped, then x p(x²) / q(x²) with two polynomials of degree 4 and constant term 1: the minimax fit of the
   * relative error on [0, 9], its coefficients then moved by a few units in the last place to where roundings do least
   * harm.
   */
  public static float tanh(float x) {
    float t = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, x));
    float s = t * t;
    float p = Fused.multiplyAdd(s, 1.3583086e-8f, 2.0776743e-5f);
    p = Fused.multiplyAdd(s, p, 0.003505935f);
    p = Fused.multiplyAdd(s, p, 0.13389803f);
    p = Fused.multiplyAdd(s, p, 1f);
    float q = Fused.multiplyAdd(s, 7.870792e-7f, 3.3024393e-4f);
    q = Fused.multiplyAdd(s, q, 0.025916535f);
    q = Fused.multiplyAdd(s, q, 0.4672313f);
    q = Fused.multiplyAdd(s, q, 1f);
    return t * p / q;
  }

  /**
   * The logistic function 1 / (1 + exp(-x)), as 0.5 + 0.5 tanh(x / 2), within [0, 1]. Absolute error below 2e-7, which
   * is a little over three units in the last place of a result near 1.
   *
   * <p>The error is absolute: below x = -14 the result is a multiple of 3e-8, or 0, which a gate cannot tell apart but
   * a logarithm can. Compute log(sigmoid(x)) as {@code -log(1 + exp(-x))}.
   */
  public static float sigmoid(float x) {
    return Fused.multiplyAdd(0.5f, tanh(0.5f * x), 0.5f);
  }

  /**
   * e to the x, within 2 units in the last place, subnormal results included; infinity above 88.73, 0 below -103.98.
   *
   * <p>x = n ln 2 + r with |r| ≤ ln 2 / 2; a polynomial of degree 6 in r; times 2ⁿ in two factors, because 2¹²⁸ and
   * 2⁻¹⁴⁹ are not normal floats but the product may be finite.
   */
  public static float exp(float x) {
    float t = Math.max(-105f, Math.min(89f, x));
    float n = Fused.multiplyAdd(t, LOG2_E, ROUNDER) - ROUNDER;
    float r = Fused.multiplyAdd(n, -LN2_LOW, Fused.multiplyAdd(n, -LN2_HIGH, t));
    float p = Fused.multiplyAdd(r, 1.9875691500e-4f, 1.3981999507e-3f);
    p = Fused.multiplyAdd(r, p, 8.3334519073e-3f);
    p = Fused.multiplyAdd(r, p, 4.1665795894e-2f);
    p = Fused.multiplyAdd(r, p, 1.6666665459e-1f);
    p = Fused.multiplyAdd(r, p, 5.0000001201e-1f);
    p = Fused.multiplyAdd(r * r, p, r) + 1f;
    int whole = (int) n;
    int half = whole >> 1;
    return p * power(half) * power(whole - half);
  }

  private static float power(int n) {
    return Float.intBitsToFloat(n + 127 << 23);
  }

  /** The natural logarithm, correctly rounded but for rare ties: -infinity at 0, NaN below. */
  public static float log(float x) {
    return (float) Math.log(x);
  }
}
