package org.seqlang.kernel;

import java.util.Arrays;

/**
 * Loops along a stretch of one array: {@code length} elements from {@code offset}. Reductions add in double precision,
 * in eight partial sums whose order only the length decides. A stretch that leaves its array raises {@link
 * IndexOutOfBoundsException}; a length of 0 is fine unless said otherwise.
 */
public final class Vectors {

  private Vectors() {}

  /** The sum of x. */
  public static double sum(float[] x, int offset, int length) {
    Bounds.requireRange("x", x, offset, length);
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int i = offset;
    int end = offset + length;
    for (; i <= end - 8; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    double rest = 0;
    for (; i < end; i++) {
      rest += x[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
  }

  /** The sum of x[i] · y[i]. */
  public static double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.requireRange("x", x, xOffset, length);
    Bounds.requireRange("y", y, yOffset, length);
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int i = xOffset;
    int j = yOffset;
    int end = xOffset + length;
    for (; i <= end - 8; i += 8, j += 8) {
      s0 += (double) x[i] * y[j];
      s1 += (double) x[i + 1] * y[j + 1];
      s2 += (double) x[i + 2] * y[j + 2];
      s3 += (double) x[i + 3] * y[j + 3];
      s4 += (double) x[i + 4] * y[j + 4];
      s5 += (double) x[i + 5] * y[j + 5];
      s6 += (double) x[i + 6] * y[j + 6];
      s7 += (double) x[i + 7] * y[j + 7];
    }
    double rest = 0;
    for (; i < end; i++, j++) {
      rest += (double) x[i] * y[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
  }

  /** The sum of x[i] · y[i] in single precision, for inner loops: nothing is checked but by the array accesses themselves. */
  public static float dotFloat(float[] x, int xOffset, float[] y, int yOffset, int length) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int i = xOffset;
    int j = yOffset;
    int end = xOffset + length;
    for (; i <= end - 8; i += 8, j += 8) {
      s0 = Fused.multiplyAdd(x[i], y[j], s0);
      s1 = Fused.multiplyAdd(x[i + 1], y[j + 1], s1);
      s2 = Fused.multiplyAdd(x[i + 2], y[j + 2], s2);
      s3 = Fused.multiplyAdd(x[i + 3], y[j + 3], s3);
      s4 = Fused.multiplyAdd(x[i + 4], y[j + 4], s4);
      s5 = Fused.multiplyAdd(x[i + 5], y[j + 5], s5);
      s6 = Fused.multiplyAdd(x[i + 6], y[j + 6], s6);
      s7 = Fused.multiplyAdd(x[i + 7], y[j + 7], s7);
    }
    float rest = 0;
    for (; i < end; i++, j++) {
      rest = Fused.multiplyAdd(x[i], y[j], rest);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
  }

  /** The sum of the squares of x. */
  public static double sumOfSquares(float[] x, int offset, int length) {
    return dot(x, offset, x, offset, length);
  }

  /** The largest element of x: NaN if one is NaN, -infinity if there is none. */
  public static float max(float[] x, int offset, int length) {
    Bounds.requireRange("x", x, offset, length);
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + length; i++) {
      largest = Math.max(largest, x[i]);
    }
    return largest;
  }

  /** {@code to += from}. The two may be one array where the stretches are the same or apart. */
  public static void add(float[] to, int toOffset, float[] from, int fromOffset, int length) {
    Bounds.requireRange("to", to, toOffset, length);
    Bounds.requireRange("from", from, fromOffset, length);
    for (int i = 0; i < length; i++) {
      to[toOffset + i] += from[fromOffset + i];
    }
  }

  /**
   * {@code to += factor * from}, with one rounding. The two may be one array where the stretches are the same or apart.
   */
  public static void addScaled(float[] to, int toOffset, float factor, float[] from, int fromOffset, int length) {
    Bounds.requireRange("to", to, toOffset, length);
    Bounds.requireRange("from", from, fromOffset, length);
    for (int i = 0; i < length; i++) {
      to[toOffset + i] = Fused.multiplyAdd(factor, from[fromOffset + i], to[toOffset + i]);
    }
  }

  /** {@code x *= factor}. */
  public static void scale(float[] x, int offset, int length, float factor) {
    Bounds.requireRange("x", x, offset, length);
    for (int i = offset; i < offset + length; i++) {
      x[i] *= factor;
    }
  }

  /** Sets x to one value. */
  public static void fill(float[] x, int offset, int length, float value) {
    Bounds.requireRange("x", x, offset, length);
    Arrays.fill(x, offset, offset + length, value);
  }

  /** Copies; the two may overlap. */
  public static void copy(float[] from, int fromOffset, float[] to, int toOffset, int length) {
    System.arraycopy(from, fromOffset, to, toOffset, length);
  }
}
