package org.seqlang.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The Vector API's form of a packed matrix: panels of three vectors, and at the end one or two of two vectors where three
 * do not divide the columns; or all of two. A panel holds its first vector of row 0, of row 1 and so on without gaps, then its second vectors;
 * the last panel is padded with zeros to whole vectors.
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

  /** Where the vector of a row whose first column is this one begins in {@link #data}. */
  int offset(int column, int row) {
    return origin + column * rows + row * VectorTiles.LANES;
  }

  /** The distance between the vectors of a row. */
  int apart() {
    return rows * VectorTiles.LANES;
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
    int whole = width(panel) / VectorTiles.LANES;
    for (int row = 0; row < rows; row++) {
      int to = offset(first(panel), row);
      for (int v = 0; v < whole; v++, to += apart()) {
        FloatVector.fromArray(VectorTiles.SPECIES, b, from + row * ldb + v * VectorTiles.LANES).intoArray(data, to);
      }
      int rest = whole * VectorTiles.LANES;
      for (int v = whole; v < vectors(panel); v++, to += apart(), rest += VectorTiles.LANES) {
        int valid = Math.max(0, width(panel) - rest);
        System.arraycopy(b, valid == 0 ? 0 : from + row * ldb + rest, data, to, valid);
        Arrays.fill(data, to + valid, to + VectorTiles.LANES, 0f);
      }
    }
  }

  private void fillTransposed(float[] b, int from, int ldb, int panel) {
    int valid = width(panel);
    for (int block = 0; block < rows; block += TRANSPOSE_BLOCK) {
      int end = Math.min(rows, block + TRANSPOSE_BLOCK);
      for (int column = 0; column < valid; column++) {
        int source = from + column * ldb;
        int to = start(panel, column);
        for (int row = block; row < end; row++) {
          data[to + row * VectorTiles.LANES] = b[source + row];
        }
      }
    }
    for (int column = valid; column < vectors(panel) * VectorTiles.LANES; column++) {
      int to = start(panel, column);
      for (int row = 0; row < rows; row++) {
        data[to + row * VectorTiles.LANES] = 0f;
      }
    }
  }

  /** Where a column of a panel begins in {@link #data}. */
  private int start(int panel, int column) {
    return offset(first(panel), 0) + column / VectorTiles.LANES * apart() + column % VectorTiles.LANES;
  }
}
