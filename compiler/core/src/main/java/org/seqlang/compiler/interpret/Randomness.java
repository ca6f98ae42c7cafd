package org.seqlang.compiler.interpret;

/**
 * Random numbers as a pure function of where they are used; the runtime and generated kernels compute the same bits.
 */
public final class Randomness {

  private static final int GOLDEN = 0x9E3779B9;

  private Randomness() {}

  /** A uniform number in [0, 1) with 24 random bits. */
  public static double uniform(long seed, int site, int example, int step, int column) {
    int folded = (int) seed ^ ((int) (seed >>> 32) * GOLDEN);
    int row = mix(mix(mix(folded, site), example), step);
    return (finish(row + column * GOLDEN) >>> 8) * 0x1p-24;
  }

  private static int mix(int a, int b) {
    return finish(a ^ (b * 0x85EBCA6B));
  }

  private static int finish(int bits) {
    int h = bits;
    h ^= h >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    h ^= h >>> 16;
    return h;
  }
}
