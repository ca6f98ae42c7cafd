package org.seqlang.kernel;

import java.util.List;

/**
 * The products of {@link Kernels#matrices()} on several threads. Each thread computes rows of the result of its own, so
 * the bits are those of the single-threaded product. Small products run in the calling thread.
 */
public final class ParallelMatrices {
  /** Multiplications and additions that pay for handing work to another thread: some microseconds. */
  private static final long GRAIN = 200_000;

  private ParallelMatrices() {}

  /** {@link Matrices#multiply}, its rows split over the threads. */
  public static void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate) {
    Matrices matrices = Kernels.matrices();
    Parallel.rows(m, grain(b.rows(), b.columns()), (from, to) ->
        matrices.multiply(
            a, aOff + from * lda, lda, to - from, b, c, cOff + from * ldc, ldc, accumulate));
  }

  /** {@link Matrices#multiplyTransposed}, the rows of the result split over the threads. */
  public static void multiplyTransposed(
      float[] a, int aOff, int lda, float[] b, int bOff, int ldb, int rows, int m, int n,
      float[] c, int cOff, int ldc, boolean accumulate) {
    Matrices matrices = Kernels.matrices();
    Parallel.rows(m, grain(rows, n), (from, to) ->
        matrices.multiplyTransposed(
            a, aOff + from, lda, b, bOff, ldb, rows, to - from, n, c, cOff + from * ldc, ldc, accumulate));
  }

  /** {@link Matrices#sumOverRows} for the first m columns of A, split over the threads. */
  public static void sumOverRows(float[] a, int aOff, int lda, int rows, int m, List<SumOverRows> sums) {
    Matrices matrices = Kernels.matrices();
    int cost = 0;
    for (SumOverRows sum : sums) {
      cost += sum.cost();
    }
    Parallel.rows(m, grain(rows, cost), (left, right) -> matrices.sumOverRows(a, aOff, lda, rows, left, right, sums));
  }

  /** Rows of the result that are worth a thread; at least four, what the kernels compute together. */
  private static int grain(int depth, int columns) {
    return (int) Math.max(4, GRAIN / Math.max(1L, (long) depth * columns));
  }
}
