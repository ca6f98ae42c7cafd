package org.seqlang.kernel;

import java.util.Arrays;

/**
 * The Vector API's form of a packed matrix: panels of three vectors, and at the end one or two of two vectors where three
 * do not divide the columns; or all of two. A panel holds its part of row 0, of row 1 and so on without gaps, so that a product reads it
 * from end to end; the last panel is padded with zeros to whole vectors.
 */
final class PackedPanels implements PackedMatrix {
  /** Columns of a transposed source that are copied together: the lines of the panel that they touch stay cached. */
  private static final int TRANSPOSE_BLOCK = 16;

  private float[] data = {};
  private int origin;
  private int room;
  private int rows;
  private int columns;
  private int wide;
  private int panels;

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
    return panels;
  }

  /** The vectors of a panel's row. */
  int vectors(int panel) {
    return panel < wide ? VectorTiles.WIDE : VectorTiles.NARROW;
  }

  /** The first of the matrix's columns in a panel. */
  int first(int panel) {
    int narrow = Math.max(0, panel - wide);
    return ((panel - narrow) * VectorTiles.WIDE + narrow * VectorTiles.NARROW) * VectorTiles.LANES;
  }

  /** Where a row of a panel begins in {@link #data}. */
  int offset(int panel, int row) {
    return origin + first(panel) * rows + row * vectors(panel) * VectorTiles.LANES;
  }

  /** The columns of the matrix in a panel; only the last one may have fewer than it is wide. */
  int width(int panel) {
    return Math.min(vectors(panel) * VectorTiles.LANES, columns - first(panel));
  }

  private void divide(int k, int n) {
    rows = k;
    columns = n;
    int vectors = (n + VectorTiles.LANES - 1) / VectorTiles.LANES;
    int narrow = VectorTiles.WIDE == VectorTiles.NARROW ? (vectors + 1) / 2 : narrow(vectors);
    wide = Math.max(0, vectors - narrow * VectorTiles.NARROW) / VectorTiles.WIDE;
    panels = wide + narrow;
  }

  /** How many panels of two make the rest a multiple of three. */
  private static int narrow(int vectors) {
    int left = vectors % 3;
    return left == 0 ? 0 : left == 2 || vectors == 1 ? 1 : 2;
  }

  void fill(float[] b, int bOff, int ldb, boolean transposed, int k, int n) {
    divide(k, n);
    int needed = Math.multiplyExact(first(panels), k);
    if (room < needed) {
      AlignedMemory.Piece piece = AlignedMemory.allocate(needed);
      data = piece.array();
      origin = piece.offset();
      room = needed;
    }
    for (int panel = 0; panel < panels; panel++) {
      if (transposed) {
        fillTransposed(b, bOff + first(panel) * ldb, ldb, panel);
      } else {
        fillPanel(b, bOff + first(panel), ldb, panel);
      }
    }
  }

  private void fillPanel(float[] b, int from, int ldb, int panel) {
    int valid = width(panel);
    for (int row = 0; row < rows; row++) {
      int start = offset(panel, row);
      System.arraycopy(b, from + row * ldb, data, start, valid);
      Arrays.fill(data, start + valid, offset(panel, row + 1), 0f);
    }
  }

  private void fillTransposed(float[] b, int from, int ldb, int panel) {
    int to = offset(panel, 0);
    int width = vectors(panel) * VectorTiles.LANES;
    int valid = width(panel);
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
