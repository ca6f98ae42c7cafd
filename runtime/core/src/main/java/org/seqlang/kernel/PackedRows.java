package org.seqlang.kernel;

import java.util.Arrays;

/**
 * The plain form of a packed matrix: column blocks of at most {@link #WIDTH}, in each block one Java array a row. The
 * compiler of the JVM vectorises a loop over several arrays only if each starts at index 0 and is an array of its own.
 */
final class PackedRows implements PackedMatrix {
  /** Columns of a block: a row of B and the rows of C that meet it stay in the first-level cache. */
  static final int WIDTH = 1024;

  private static final float[] EMPTY = {};

  private float[][] segments = {};
  private int rows;
  private int columns;

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The part of a row that lies in a column block. */
  float[] segment(int block, int row) {
    return segments[block * rows + row];
  }

  /** The columns of a block; only the last one may be narrower than {@link #WIDTH}. */
  int width(int block) {
    return Math.min(WIDTH, columns - block * WIDTH);
  }

  int blocks() {
    return (columns + WIDTH - 1) / WIDTH;
  }

  void fill(float[] b, int bOff, int ldb, boolean transposed, int k, int n) {
    resize(k, n);
    for (int block = 0; block < blocks(); block++) {
      int first = block * WIDTH;
      for (int row = 0; row < k; row++) {
        float[] segment = segment(block, row);
        if (transposed) {
          copyColumn(b, bOff + first * ldb + row, ldb, segment, width(block));
        } else {
          System.arraycopy(b, bOff + row * ldb + first, segment, 0, width(block));
        }
      }
    }
  }

  private static void copyColumn(float[] from, int offset, int stride, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = from[offset + i * stride];
    }
  }

  /** Keeps arrays that are long enough: a matrix is packed again and again at one size. */
  private void resize(int k, int n) {
    rows = k;
    columns = n;
    int needed = blocks() * k;
    if (segments.length < needed) {
      int old = segments.length;
      segments = Arrays.copyOf(segments, needed);
      Arrays.fill(segments, old, needed, EMPTY);
    }
    for (int block = 0; block < blocks(); block++) {
      for (int row = 0; row < k; row++) {
        if (segment(block, row).length < width(block)) {
          segments[block * k + row] = new float[width(block)];
        }
      }
    }
  }
}
