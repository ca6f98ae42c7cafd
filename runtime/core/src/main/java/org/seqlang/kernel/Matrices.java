package org.seqlang.kernel;

import java.util.List;

/**
 * Products of row-major matrices in {@code float[]}. Implementations are stateless and thread-safe, and start no
 * threads.
 *
 * <p>Every element of a product is the chain {@code fma(x[k-1], y[k-1], … fma(x[0], y[0], c))} with {@code c} the old
 * element, 0, or an element of Z. So an element of a result depends neither on the other rows of the call nor on how rows and columns are dealt out to
 * threads, and both implementations agree to the bit.
 *
 * <p>Element (i, j) of a matrix with offset {@code off} and stride {@code ld} is {@code array[off + i * ld + j]}. A
 * matrix that does not lie within its array raises {@link IndexOutOfBoundsException} before anything is written. The
 * result must not overlap an operand.
 */
public interface Matrices {

  /**
   * An empty packed matrix (0 × 0) of the form that this implementation multiplies by, to be filled by {@link #pack}.
   */
  PackedMatrix packed();

  /**
   * Copies B[k,n] into the order in which {@link #multiply} reads it. Memory of {@code into} is reused where it is
   * large enough. Nobody may read {@code into} meanwhile; afterwards any number of threads may.
   *
   * @param b the array that holds B
   * @param bOff where B starts
   * @param ldb the distance from row to row of what is stored
   * @param transposed whether {@code b} holds Bᵀ, that is {@code n} rows of {@code k}
   * @param k rows of B: the length of the sums
   * @param n columns of B
   * @param into what to fill; from {@link #packed()} of this implementation
   */
  void pack(float[] b, int bOff, int ldb, boolean transposed, int k, int n, PackedMatrix into);

  /**
   * C[m,n] = A[m,k] · B[k,n], or C += A · B.
   *
   * @param a the array that holds A
   * @param aOff where A starts
   * @param lda the distance from row to row of A
   * @param m rows of A and C
   * @param b the packed B, which knows k and n
   * @param c the array that holds C
   * @param cOff where C starts
   * @param ldc the distance from row to row of C
   * @param accumulate whether to add to C rather than to replace it
   */
  default void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate) {
    multiply(a, aOff, lda, m, b, c, cOff, ldc, accumulate, 0, 1);
  }

  /**
   * As {@link #multiply(float[], int, int, int, PackedMatrix, float[], int, int, boolean)}, but only some of the columns: of
   * {@code parts} parts, which are about equally wide and together all columns, the one numbered {@code part}.
   */
  void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate, int part, int parts);

  /**
   * C[m,n] = Z + A[m,k] · B[k,n]. The sums start from Z, which may be C itself, and must not overlap it otherwise.
   *
   * @param a the array that holds A
   * @param aOff where A starts
   * @param lda the distance from row to row of A
   * @param m rows of A, Z and C
   * @param b the packed B, which knows k and n
   * @param z the array that holds Z
   * @param zOff where Z starts
   * @param ldz the distance from row to row of Z; 0 for a Z of one row, from which the sums of all rows start
   * @param c the array that holds C
   * @param cOff where C starts
   * @param ldc the distance from row to row of C
   */
  default void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    multiply(a, aOff, lda, m, b, z, zOff, ldz, c, cOff, ldc, 0, 1);
  }

  /**
   * As {@link #multiply(float[], int, int, int, PackedMatrix, float[], int, int, float[], int, int)}, but only some of the columns: of
   * {@code parts} parts, which are about equally wide and together all columns, the one numbered {@code part}.
   */
  void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int part,
      int parts);

  /**
   * C[m,n] = Aᵀ · B, or C += Aᵀ · B, for A[rows,m] and B[rows,n]: the sum over rows of outer products, as in the
   * gradient of weights.
   *
   * @param a the array that holds A
   * @param aOff where A starts
   * @param lda the distance from row to row of A
   * @param b the array that holds B
   * @param bOff where B starts
   * @param ldb the distance from row to row of B
   * @param rows rows of A and of B: the length of the sums
   * @param m columns of A, rows of C
   * @param n columns of B, columns of C
   * @param c the array that holds C
   * @param cOff where C starts
   * @param ldc the distance from row to row of C
   * @param accumulate whether to add to C rather than to replace it
   */
  default void multiplyTransposed(
      float[] a, int aOff, int lda, float[] b, int bOff, int ldb, int rows, int m, int n,
      float[] c, int cOff, int ldc, boolean accumulate) {
    sumOverRows(a, aOff, lda, rows, 0, m, List.of(new SumOverRows.Outer(b, bOff, ldb, n, c, cOff, ldc, accumulate)));
  }

  /**
   * Several sums over the rows of A, which is read once for all of them: the rows of their results that belong to some columns of A. Results must
   * not overlap each other or an operand.
   *
   * @param a the array that holds A
   * @param aOff where A starts
   * @param lda the distance from row to row of A
   * @param rows rows of A: the length of the sums
   * @param left the first column of A
   * @param right the end of the columns of A
   */
  void sumOverRows(float[] a, int aOff, int lda, int rows, int left, int right, List<SumOverRows> sums);
}
