package org.seqlang.kernel;

/**
 * The random numbers of a run: pure functions of where they are used, so that a run repeats to the bit whatever the
 * threads, the order of the work or the batching.
 *
 * <p>{@link #row} hashes what stays the same along a row (run, site in the model, example, step) once; {@link #uniform}
 * adds the column. Everything is 32-bit integer arithmetic without branches, which loops over columns vectorise. The
 * finishing step is Chris Wellons' {@code lowbias32}.
 */
public final class Randomness {

  private static final int GOLDEN = 0x9E3779B9;

  private Randomness() {}

  /** The part of the hash that all columns of a row share. */
  public static int row(long seed, int site, int example, int step) {
    int run = (int) seed ^ ((int) (seed >>> 32) * GOLDEN);
    return mix(mix(mix(run, site), example), step);
  }

  /** A number in [0, 1), a multiple of 2^-24. */
  public static float uniform(int row, int column) {
    return (finish(row + column * GOLDEN) >>> 8) * 0x1p-24f;
  }

  /** Inverted dropout: 0 with probability {@code rate}, otherwise 1/(1-rate). Rate 0 keeps all, rate 1 keeps nothing. */
  public static float keep(int row, int column, float rate) {
    return uniform(row, column) >= rate ? 1f / (1f - rate) : 0f;
  }

  private static int mix(int a, int b) {
    return finish(a ^ (b * 0x85EBCA6B));
  }

  private static int finish(int h) {
    h ^= h >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    return h ^ (h >>> 16);
  }
}
