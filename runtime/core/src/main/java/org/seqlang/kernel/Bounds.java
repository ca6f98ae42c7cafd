package org.seqlang.kernel;

/** Checks that matrices lie within their arrays, once a call, so that the loops need not. */
final class Bounds {

  private Bounds() {}

  /**
   * Requires that {@code rows × columns} elements at {@code offset}, {@code stride} apart from row to row, lie in the
   * array.
   */
  static void requireMatrix(String name, float[] array, int offset, int stride, int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("matrix " + name + " has a negative size: " + rows + " x " + columns);
    }
    if (rows == 0 || columns == 0) {
      return;
    }
    long end = offset + (rows - 1L) * stride + columns;
    if (offset < 0 || stride < columns && rows > 1 || end > array.length) {
      throw new IndexOutOfBoundsException(
          "matrix " + name + " of " + rows + " x " + columns + " at offset " + offset + " with stride " + stride
              + " does not lie in an array of " + array.length
              + "; the offset must not be negative, the stride not below the columns, and the last element inside");
    }
  }

  /** Requires that {@code length} elements at {@code offset} lie in the array. */
  static void requireRange(String name, float[] array, int offset, int length) {
    if (offset < 0 || length < 0 || offset > array.length - length) {
      throw new IndexOutOfBoundsException(
          name + ": " + length + " elements at offset " + offset + " do not lie in an array of " + array.length);
    }
  }

  /** Requires that what a sum over {@code rows} rows of a matrix of {@code m} columns, at least, reads and writes lies in its arrays. */
  static void requireSum(SumOverRows sum, int rows, int m) {
    if (sum instanceof SumOverRows.Outer outer) {
      requireMatrix("B", outer.b(), outer.bOff(), outer.ldb(), rows, outer.n());
      requireMatrix("C", outer.c(), outer.cOff(), outer.ldc(), m, outer.n());
    } else if (sum instanceof SumOverRows.Columns columns) {
      requireRange("C", columns.c(), columns.cOff(), m);
    }
  }
}
