package org.seqlang.kernel;

/**
 * What a time loop reads of its input is a product over all steps. A thread that takes some examples through the steps computes it
 * itself, for a few steps at a time: what a block of steps makes is written where that of the block before was, and is still in the
 * core's own cache when its step comes.
 *
 * <pre>
 *   examples 1 and 2 of 3, blocks of two steps         result
 *     step 0: 1 2    step 2: 1 2    step 4: 1            start      step 0 or 2 or 4
 *     step 1: 1 2    step 3: 1                           start + 2  step 1 or 3
 * </pre>
 *
 * <p>A thread's part of the result begins behind as many rows as the examples before its own have steps, so that no two meet. Each
 * element of a product is the same chain of sums wherever it is computed, so blocks do not change a bit.
 */
public final class StepBlocks {

  /** A block ends with the step that fills so many rows: a strip's rows, from which on a product gains little from more. */
  private static final int ROWS = 24;
  private static final ThreadLocal<StepBlocks> OWN = ThreadLocal.withInitial(StepBlocks::new);

  private int[] offsets;
  private int from;
  private int to;
  private int direction;
  private int start;
  /** The step at which the block at hand begins, how many it has, and their rows. */
  private int first;
  private int steps;
  private int rows;
  private int left;
  private int base;
  private int next;
  private float[] gathered = {};

  private StepBlocks() {}

  /**
   * For the examples {@code from} to {@code to - 1} of a loop. One object a thread, which is the thread's until it asks again.
   *
   * @param offsets for each step its first row, and at the end the number of rows
   * @param reverse whether the loop goes from the last step to the first
   */
  public static StepBlocks of(int[] offsets, int from, int to, boolean reverse) {
    StepBlocks blocks = OWN.get();
    blocks.offsets = offsets;
    blocks.from = from;
    blocks.to = to;
    blocks.direction = reverse ? -1 : 1;
    blocks.start = 0;
    for (int t = 0; t + 1 < offsets.length; t++) {
      blocks.start += Math.min(from, offsets[t + 1] - offsets[t]);
    }
    blocks.left = 0;
    return blocks;
  }

  /** How many of the examples have a step. */
  private int active(int t) {
    return t < 0 || t + 1 >= offsets.length ? 0 : Math.max(0, Math.min(to, offsets[t + 1] - offsets[t]) - from);
  }

  /**
   * Goes to a step at which some of the examples have not ended: the first one, or the one behind the last one asked for.
   *
   * @return whether a block begins, so that its products must be computed now
   */
  public boolean begin(int t) {
    boolean begins = left == 0;
    if (begins) {
      first = t;
      next = start;
      rows = 0;
      for (steps = 0; rows < ROWS && active(t + steps * direction) > 0; steps++) {
        rows += active(t + steps * direction);
      }
      left = steps;
    }
    base = next - from;
    next += active(t);
    left--;
    return begins;
  }

  /** The step's first row in the results, counted as if all examples had one there: that of example {@code r} is {@code base() + r}. */
  public int base() {
    return base;
  }

  /**
   * A product for the rows of the block.
   *
   * @param a the array with a row for each step of each example
   * @param aOff where its first row begins
   * @param lda the distance from row to row
   * @param b the packed matrix
   * @param c the result, which has room for as many rows as {@code a}
   * @param cOff where its first row begins
   * @param ldc the distance from row to row
   */
  public void multiply(float[] a, int aOff, int lda, PackedMatrix b, float[] c, int cOff, int ldc) {
    if (steps == 1) {
      Kernels.matrices().multiply(a, aOff + (offsets[first] + from) * lda, lda, rows, b, c, cOff + start * ldc, ldc, false);
    } else {
      gather(a, aOff, lda, b.rows());
      Kernels.matrices().multiply(gathered, 0, b.rows(), rows, b, c, cOff + start * ldc, ldc, false);
    }
  }

  /**
   * As {@link #multiply(float[], int, int, PackedMatrix, float[], int, int)}, its sums begun with a row that is the same for all.
   *
   * @param z the array that holds the row
   * @param zOff where the row begins
   */
  public void multiply(float[] a, int aOff, int lda, PackedMatrix b, float[] z, int zOff, float[] c, int cOff, int ldc) {
    if (steps == 1) {
      Kernels.matrices().multiply(a, aOff + (offsets[first] + from) * lda, lda, rows, b, z, zOff, 0, c, cOff + start * ldc, ldc);
    } else {
      gather(a, aOff, lda, b.rows());
      Kernels.matrices().multiply(gathered, 0, b.rows(), rows, b, z, zOff, 0, c, cOff + start * ldc, ldc);
    }
  }

  /** Copies the rows of the block's steps one after another. */
  private void gather(float[] a, int aOff, int lda, int columns) {
    if (gathered.length < rows * columns) {
      gathered = new float[rows * columns];
    }
    int at = 0;
    for (int step = 0; step < steps; step++) {
      int t = first + step * direction;
      int row = aOff + (offsets[t] + from) * lda;
      int apiece = lda == columns ? active(t) * columns : columns;
      for (int end = at + active(t) * columns; at < end; at += apiece, row += lda) {
        System.arraycopy(a, row, gathered, at, apiece);
      }
    }
  }
}
