package org.seqlang.kernel;

/**
 * Scalar functions for the inner loops of generated code: without branches and tables, so that the JVM's compiler inlines
 * them, and vectorises a loop like {@code y[i] = Pointwise.tanh(x[i])} over whole arrays. {@link #exp} and {@link #log} work
 * on the bits of a float, which JDK 17 does not vectorise; they run at the speed of a few dozen scalar instructions.
 *
 * <p>NaN gives NaN everywhere. Errors are the largest over all floats, measured against double precision.
 */
public final class Pointwise {
  /** Where the rational function reaches 1 in float; beyond, tanh is 1 to the last bit anyway (from 9.01). */
  private static final float TANH_LIMIT = 7.90531110763549805f;

  private static final float LOG2_E = 1.44269504088896341f;
  /** ln 2 in two parts; the high one has few bits, so that n times it is exact. */
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  /** Adding and subtracting 1.5 · 2²³ rounds a float below 2²² to a whole number. */
  private static final float ROUNDER = 12582912f;

  private Pointwise() {}

  /**
   * The hyperbolic tangent, a clamped rational of degree 13 over 6 (the approximation of the Eigen library). Relative error
   * below 3e-7, the result within [-1, 1], odd to the bit.
   */
  public static float tanh(float x) {
    float t = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, x));
    float s = t * t;
    float p = Math.fma(s, -2.76076847742355e-16f, 2.00018790482477e-13f);
    p = Math.fma(s, p, -8.60467152213735e-11f);
    p = Math.fma(s, p, 5.12229709037114e-08f);
    p = Math.fma(s, p, 1.48572235717979e-05f);
    p = Math.fma(s, p, 6.37261928875436e-04f);
    p = Math.fma(s, p, 4.89352455891786e-03f);
    float q = Math.fma(s, 1.19825839466702e-06f, 1.18534705686654e-04f);
    q = Math.fma(s, q, 2.26843463243900e-03f);
    q = Math.fma(s, q, 4.89352518554385e-03f);
    return t * p / q;
  }

  /**
   * The logistic function 1 / (1 + exp(-x)), as 0.5 + 0.5 tanh(x / 2). Absolute error below 1e-7, the result within [0, 1].
   * The error is absolute: below x = -15.8 the result is 0 or some 1e-8, which a gate cannot tell apart. A logarithm of it
   * can: compute log(sigmoid(x)) as {@code -log(1 + exp(-x))} instead.
   */
  public static float sigmoid(float x) {
    return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
  }

  /**
   * e to the x, within 2 units in the last place, subnormal results included; infinity above 88.73, 0 below -103.98.
   *
   * <p>x = n ln 2 + r with |r| ≤ ln 2 / 2; a polynomial of degree 6 in r; times 2ⁿ in two factors, because 2¹²⁸ and 2⁻¹⁴⁹
   * are not normal floats but the product may be finite.
   */
  public static float exp(float x) {
    float t = Math.max(-105f, Math.min(89f, x));
    float n = Math.fma(t, LOG2_E, ROUNDER) - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, t));
    float p = Math.fma(r, 1.9875691500e-4f, 1.3981999507e-3f);
    p = Math.fma(r, p, 8.3334519073e-3f);
    p = Math.fma(r, p, 4.1665795894e-2f);
    p = Math.fma(r, p, 1.6666665459e-1f);
    p = Math.fma(r, p, 5.0000001201e-1f);
    p = Math.fma(r * r, p, r) + 1f;
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
