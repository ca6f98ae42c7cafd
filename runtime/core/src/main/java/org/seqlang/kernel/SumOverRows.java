package org.seqlang.kernel;

/** A sum over the rows of a matrix A[rows, m] that {@link Matrices#sumOverRows} computes together with others. */
public sealed interface SumOverRows {

  /** Whether to add to the result rather than to replace it. */
  boolean accumulate();

  /** Multiplications and additions for each row and each column of A. */
  int cost();

  /**
   * C[m, n] = Aᵀ · B, or C += Aᵀ · B, as {@link Matrices#multiplyTransposed} has it.
   *
   * @param b the array that holds B[rows, n]
   * @param bOff where B starts
   * @param ldb the distance from row to row of B
   * @param n columns of B and of C
   * @param c the array that holds C
   * @param cOff where C starts
   * @param ldc the distance from row to row of C
   * @param accumulate whether to add to C rather than to replace it
   */
  record Outer(float[] b, int bOff, int ldb, int n, float[] c, int cOff, int ldc, boolean accumulate) implements SumOverRows {

    @Override
    public int cost() {
      return n;
    }
  }

  /**
   * The sum of each column of A, the first row first.
   *
   * @param c the array that holds the m sums
   * @param cOff where they start
   * @param accumulate whether to add to what is there
   */
  record Columns(float[] c, int cOff, boolean accumulate) implements SumOverRows {

    @Override
    public int cost() {
      return 1;
    }
  }
}
