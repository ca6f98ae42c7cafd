package org.seqlang.kernel;

import java.util.Arrays;

/**
 * The Vector API's form of a packed matrix: panels of {@link #width} columns. A panel holds its part of row 0, of row 1
 * and so on without gaps, so that a product reads it from end to end; the last panel is padded with zeros.
 */
final class PackedPanels implements PackedMatrix {
  /** Columns of a transposed source that are copied together: the lines of the panel that they touch stay cached. */
  private static final int TRANSPOSE_BLOCK = 16;

  private final int width;
  private float[] data = {};
  private int rows;
  private int columns;

  PackedPanels(int width) {
    this.width = width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  float[] data() {
    return data;
  }

  int panels() {
    return (columns + width - 1) / width;
  }

  /** Where a panel begins in {@link #data}. */
  int offset(int panel) {
    return panel * rows * width;
  }

  /** The columns of the matrix in a panel; only the last one may have fewer than it is wide. */
  int width(int panel) {
    return Math.min(width, columns - panel * width);
  }

  void fill(float[] b, int bOff, int ldb, boolean transposed, int k, int n) {
    rows = k;
    columns = n;
    int needed = Math.multiplyExact(Math.multiplyExact(panels(), width), k);
    if (data.length < needed) {
      data = new float[needed];
    }
    for (int panel = 0; panel < panels(); panel++) {
      int first = panel * width;
      int valid = width(panel);
      if (transposed) {
        fillTransposed(b, bOff + first * ldb, ldb, offset(panel), valid);
      } else {
        fillPanel(b, bOff + first, ldb, offset(panel), valid);
      }
    }
  }

  private void fillPanel(float[] b, int from, int ldb, int to, int valid) {
    for (int row = 0; row < rows; row++) {
      int start = to + row * width;
      System.arraycopy(b, from + row * ldb, data, start, valid);
      Arrays.fill(data, start + valid, start + width, 0f);
    }
  }

  private void fillTransposed(float[] b, int from, int ldb, int to, int valid) {
    for (int block = 0; block < rows; block += TRANSPOSE_BLOCK) {
      int end = Math.min(rows, block + TRANSPOSE_BLOCK);
      for (int column = 0; column < valid; column++) {
        int source = from + column * ldb;
        for (int row = block; row < end; row++) {
          data[to + row * width + column] = b[source + row];
        }
      }
    }
    if (valid < width) {
      for (int row = 0; row < rows; row++) {
        Arrays.fill(data, to + row * width + valid, to + (row + 1) * width, 0f);
      }
    }
  }
}
