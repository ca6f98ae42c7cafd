package org.seqlang.kernel;

import java.util.Arrays;

/**
 * Linear recurrences along the steps of a ragged batch, each column on its own: {@code s[t] = a[t] s[t-1] + b[t]}, or transposed,
 * {@code s[t] = a[t-1] s[t-1] + b[t]}, which begins at {@code s[0] = initial + b[0]} and is the derivative of the other one, run the
 * other way.
 *
 * <p>The steps are cut into chunks of {@value #CHUNK}, counted from step 0, so an example's chunks do not depend on what else is in
 * the batch. A chunk as a whole is one step of a linear recurrence, {@code out = P in + Q}; what passes from chunk to chunk is computed
 * that way, and within a chunk step by step. Threads divide the columns of all examples. Where there are too few of those, they divide
 * the chunks: first P and Q of all of them, then what passes between them, then their steps (Blelloch, "Prefix sums and their
 * applications", 1990). The numbers are the same to the bit either way.
 *
 * <p>Magnitudes below 2<sup>-124</sup> become zero: a state that decays would otherwise end among the subnormal numbers, with which
 * processors take a hundred times as long.
 *
 * @param offsets of the layout: the first row of each step, and behind the last one the number of rows
 * @param columns how many numbers a state has
 * @param reverse from an example's last step to its first
 * @param transposed whether a step's factor applies to what leaves the step
 */
public record LinearRecurrence(int[] offsets, int columns, boolean reverse, boolean transposed) {

  /** How many steps make a chunk. */
  static final int CHUNK = 256;

  /** Fewer columns than these are no work for a thread: the steps of several keep its arithmetic units busy. */
  private static final int NARROWEST = 64;

  /** Fewer elements than these are no work for several threads. */
  private static final long WORTH_THREADS = 1 << 15;

  /**
   * Part of each row of an array: row r begins at {@code offset + r * stride}.
   *
   * @param stride the distance from row to row; 0 where all rows are the same one
   */
  public record Rows(float[] values, int offset, int stride) {

    int start(int row) {
      return offset + row * stride;
    }
  }

  /**
   * Computes all steps.
   *
   * @param a the factors, a row a step
   * @param b what is added, a row a step
   * @param initial the states before the first step, {@code columns} an example, the longest example first
   * @param result gets the states; must not overlap with the others
   */
  public void run(Rows a, Rows b, float[] initial, Rows result) {
    run(new LinearSweep.Arrays(a, b, initial, result), Parallel.threads());
  }

  /** The same for so many threads, which the numbers do not depend on. */
  void run(LinearSweep.Arrays arrays, int threads) {
    int lanes = offsets[1] * columns;
    boolean large = (long) offsets[steps()] * columns >= WORTH_THREADS;
    int parts = large ? threads : 1;
    int width = Math.max(NARROWEST, Math.min(LinearSweep.WIDTH, (lanes + parts - 1) / parts + 15 & -16));
    int blocks = (lanes + width - 1) / width;
    if (2 * blocks <= parts && chunks() > 1) {
      byChunks(arrays, width, blocks);
    } else {
      Parallel.rows(blocks, large ? 1 : Math.max(1, blocks), (from, to) -> {
        for (int block = from; block < to; block++) {
          sweep(arrays, block, width).all();
        }
      });
    }
  }

  private LinearSweep sweep(LinearSweep.Arrays arrays, int block, int width) {
    return new LinearSweep(this, arrays, block * width, Math.min(offsets[1] * columns, (block + 1) * width));
  }

  private void byChunks(LinearSweep.Arrays arrays, int width, int blocks) {
    int lanes = offsets[1] * columns;
    float[][] product = new float[chunks()][lanes];
    float[][] sum = new float[chunks()][lanes];
    Parallel.rows(chunks() * blocks, 1, (from, to) -> {
      for (int i = from; i < to; i++) {
        sweep(arrays, i % blocks, width).compose(i / blocks, product[i / blocks], sum[i / blocks]);
      }
    });
    float[] state = Arrays.copyOf(arrays.initial(), lanes);
    for (int i = 0; i < chunks(); i++) {
      int chunk = reverse ? chunks() - 1 - i : i;
      pass(arrays, chunk, state, product[chunk], sum[chunk]);
    }
    Parallel.rows(chunks() * blocks, 1, (from, to) -> {
      for (int i = from; i < to; i++) {
        sweep(arrays, i % blocks, width).chunk(i / blocks, sum[i / blocks]);
      }
    });
  }

  /** Moves the states across a chunk, and keeps those before it in the place of Q. */
  private void pass(LinearSweep.Arrays arrays, int chunk, float[] state, float[] product, float[] sum) {
    for (int lane = 0; lane < state.length; lane++) {
      float before = state[lane];
      state[lane] = Float.isFinite(product[lane]) && Float.isFinite(sum[lane])
          ? Fused.multiplyAdd(product[lane], before, sum[lane])
          : new LinearSweep(this, arrays, lane, lane + 1).after(chunk, before);
      sum[lane] = before;
    }
  }

  int steps() {
    return offsets.length - 1;
  }

  int chunks() {
    return (steps() + CHUNK - 1) / CHUNK;
  }

  /** How many numbers a step has, those of all examples that it is a step of. */
  int active(int step) {
    return (offsets[step + 1] - offsets[step]) * columns;
  }
}
