package org.seqlang.kernel;

/**
 * Copies parts of a row-major A into strips for {@link StripTiles}: in a strip of height h, element (row r of the
 * strip, step i) lies at {@code strip + i * h + r}.
 */
final class Strips {

  private Strips() {}

  /** Copies {@code height} rows by {@code depth} columns: a step is a column. */
  static void fromRows(float[] a, int aOff, int lda, int height, int depth, float[] strips, int strip) {
    for (int row = 0; row < height; row++) {
      int from = aOff + row * lda;
      int to = strip + row;
      for (int i = 0; i < depth; i++) {
        strips[to + i * height] = a[from + i];
      }
    }
  }

  /**
   * Copies {@code depth} rows by {@code width} columns, transposed: a step is a row. Strips have the height of the
   * tallest tile and follow each other; the last one is padded with zeros.
   */
  static void fromColumns(float[] a, int aOff, int lda, int depth, int width, float[] strips) {
    int height = VectorTiles.TALLEST;
    int whole = width / height * height;
    for (int row = 0; row < depth; row++) {
      int from = aOff + row * lda;
      int to = row * height;
      for (int column = 0; column < whole; column += height, to += depth * height) {
        copyStep(a, from + column, strips, to);
      }
      if (whole < width) {
        for (int r = 0; r < height; r++) {
          strips[to + r] = whole + r < width ? a[from + whole + r] : 0f;
        }
      }
    }
  }

  private static void copyStep(float[] a, int from, float[] strips, int to) {
    strips[to] = a[from];
    strips[to + 1] = a[from + 1];
    strips[to + 2] = a[from + 2];
    if (VectorTiles.TALLEST == 6) {
      strips[to + 3] = a[from + 3];
      strips[to + 4] = a[from + 4];
      strips[to + 5] = a[from + 5];
    }
  }
}
