package org.seqlang.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * Products in plain Java, in loops that the compiler of the JVM vectorises by itself.
 *
 * <p>Loop order: column block, four rows of C, two steps of k, columns. Of each group of four rows of C a copy with one
 * array a row stays in the first-level cache while all of B's block passes by. Four rows by two steps is the largest
 * body that JDK 17 still unrolls far enough to use whole vectors.
 */
final class PlainMatrices implements Matrices {
  /**
   * Rows of A and B that {@link #sumOverRows} copies at a time: what it reads again fits the second-level cache.
   */
  private static final int DEPTH = 256;
  /** A Z of zeros. */
  private static final float[] NOTHING = {};

  private final Functions functions = new PlainFunctions();
  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** What one thread works with. */
  private static final class Scratch {
    final float[][] rows = new float[4][PackedRows.WIDTH];
    final PackedRows packed = new PackedRows();
  }

  @Override
  public PackedMatrix packed() {
    return new PackedRows();
  }

  @Override
  public void pack(float[] b, int bOff, int ldb, boolean transposed, int k, int n, PackedMatrix into) {
    Bounds.requireMatrix("B", b, bOff, ldb, transposed ? n : k, transposed ? k : n);
    own(into).fill(b, bOff, ldb, transposed, k, n);
  }

  @Override
  public void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate, int part, int parts) {
    PackedRows rows = own(b);
    Bounds.requireMatrix("A", a, aOff, lda, m, rows.rows());
    Bounds.requireMatrix("C", c, cOff, ldc, m, rows.columns());
    product(a, aOff, lda, 1, m, rows, accumulate ? c : NOTHING, cOff, ldc, c, cOff, ldc, part, parts);
  }

  @Override
  public void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int part,
      int parts) {
    PackedRows rows = own(b);
    Bounds.requireMatrix("A", a, aOff, lda, m, rows.rows());
    Bounds.requireMatrix("Z", z, zOff, ldz, ldz == 0 ? 1 : m, rows.columns());
    Bounds.requireMatrix("C", c, cOff, ldc, m, rows.columns());
    product(a, aOff, lda, 1, m, rows, z, zOff, ldz, c, cOff, ldc, part, parts);
  }

  @Override
  public void sumOverRows(float[] a, int aOff, int lda, int rows, int left, int right, List<SumOverRows> sums) {
    int m = right - left;
    Bounds.requireMatrix("A", a, aOff + left, lda, rows, m);
    sums.forEach(sum -> Bounds.requireSum(sum, rows, right));
    for (SumOverRows sum : sums) {
      if (sum instanceof SumOverRows.Outer outer) {
        multiplyTransposed(a, aOff + left, lda, rows, m, outer, outer.cOff() + left * outer.ldc());
      } else if (sum instanceof SumOverRows.Columns columns) {
        int to = columns.cOff() + left;
        if (!columns.accumulate()) {
          Arrays.fill(columns.c(), to, to + m, 0f);
        }
        functions.addRows(a, aOff + left, lda, rows, columns.c(), to, m);
      }
    }
  }

  private void multiplyTransposed(float[] a, int aOff, int lda, int rows, int m, SumOverRows.Outer sum, int cOff) {
    float[] c = sum.c();
    PackedRows packed = scratch.get().packed;
    int from = 0;
    do {
      int depth = Math.min(DEPTH, rows - from);
      packed.fill(sum.b(), sum.bOff() + from * sum.ldb(), sum.ldb(), false, depth, sum.n());
      product(a, aOff + from * lda, 1, lda, m, packed, sum.accumulate() || from > 0 ? c : NOTHING, cOff, sum.ldc(), c, cOff, sum.ldc(), 0, 1);
      from += depth;
    } while (from < rows);
  }

  private static PackedRows own(PackedMatrix matrix) {
    if (matrix instanceof PackedRows rows) {
      return rows;
    }
    throw new IllegalArgumentException(
        "the matrix was packed for other kernels; use packed() and pack() of the object that multiplies");
  }

  /** Some columns of C = Z + A · B, where element (i, k) of A lies at {@code aOff + i * rowStep + k * depthStep}. */
  private void product(
      float[] a, int aOff, int rowStep, int depthStep, int m, PackedRows b,
      float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int part, int parts) {
    float[][] sums = scratch.get().rows;
    for (int block = 0; block < b.blocks(); block++) {
      int left = Parallel.column(b.width(block), part, parts);
      int right = Parallel.column(b.width(block), part + 1, parts);
      int column = block * PackedRows.WIDTH + left;
      for (int i = 0; i < m; i += 4) {
        int height = Math.min(4, m - i);
        int row = aOff + i * rowStep;
        load(z, zOff + column + i * ldz, ldz, height, left, right, sums);
        if (height == 4) {
          fourRows(a, row, rowStep, depthStep, b, block, left, right, sums);
        } else {
          for (int r = 0; r < height; r++) {
            oneRow(a, row + r * rowStep, depthStep, b, block, left, right, sums[r]);
          }
        }
        for (int r = 0; r < height; r++) {
          System.arraycopy(sums[r], left, c, cOff + column + (i + r) * ldc, right - left);
        }
      }
    }
  }

  private static void load(float[] z, int offset, int ldz, int height, int left, int right, float[][] sums) {
    for (int r = 0; r < height; r++) {
      if (z == NOTHING) {
        Arrays.fill(sums[r], left, right, 0f);
      } else {
        System.arraycopy(z, offset + r * ldz, sums[r], left, right - left);
      }
    }
  }

  private static void fourRows(
      float[] a, int row0, int rowStep, int step, PackedRows b, int block, int left, int right, float[][] sums) {
    float[] c0 = sums[0];
    float[] c1 = sums[1];
    float[] c2 = sums[2];
    float[] c3 = sums[3];
    int row1 = row0 + rowStep;
    int row2 = row1 + rowStep;
    int row3 = row2 + rowStep;
    int k = 0;
    for (; k + 2 <= b.rows(); k += 2) {
      int here = k * step;
      int next = here + step;
      addFourByTwo(
          b.segment(block, k), b.segment(block, k + 1),
          a[row0 + here], a[row0 + next], a[row1 + here], a[row1 + next],
          a[row2 + here], a[row2 + next], a[row3 + here], a[row3 + next],
          c0, c1, c2, c3, left, right);
    }
    if (k < b.rows()) {
      float[] last = b.segment(block, k);
      int here = k * step;
      addOne(last, a[row0 + here], c0, left, right);
      addOne(last, a[row1 + here], c1, left, right);
      addOne(last, a[row2 + here], c2, left, right);
      addOne(last, a[row3 + here], c3, left, right);
    }
  }

  private static void oneRow(
      float[] a, int row, int step, PackedRows b, int block, int left, int right, float[] c) {
    int k = 0;
    for (; k + 4 <= b.rows(); k += 4) {
      int here = row + k * step;
      addOneByFour(
          b.segment(block, k), b.segment(block, k + 1), b.segment(block, k + 2), b.segment(block, k + 3),
          a[here], a[here + step], a[here + 2 * step], a[here + 3 * step], c, left, right);
    }
    for (; k < b.rows(); k++) {
      addOne(b.segment(block, k), a[row + k * step], c, left, right);
    }
  }

  private static void addFourByTwo(
      float[] b0, float[] b1, float a00, float a01, float a10, float a11, float a20, float a21, float a30, float a31,
      float[] c0, float[] c1, float[] c2, float[] c3, int left, int right) {
    for (int j = left; j < right; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      c0[j] = Fused.multiplyAdd(a01, x1, Fused.multiplyAdd(a00, x0, c0[j]));
      c1[j] = Fused.multiplyAdd(a11, x1, Fused.multiplyAdd(a10, x0, c1[j]));
      c2[j] = Fused.multiplyAdd(a21, x1, Fused.multiplyAdd(a20, x0, c2[j]));
      c3[j] = Fused.multiplyAdd(a31, x1, Fused.multiplyAdd(a30, x0, c3[j]));
    }
  }

  private static void addOneByFour(
      float[] b0, float[] b1, float[] b2, float[] b3, float a0, float a1, float a2, float a3, float[] c, int left,
      int right) {
    for (int j = left; j < right; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      float sum = Fused.multiplyAdd(a1, x1, Fused.multiplyAdd(a0, x0, c[j]));
      c[j] = Fused.multiplyAdd(a3, x3, Fused.multiplyAdd(a2, x2, sum));
    }
  }

  private static void addOne(float[] b, float a, float[] c, int left, int right) {
    for (int j = left; j < right; j++) {
      c[j] = Fused.multiplyAdd(a, b[j], c[j]);
    }
  }
}
