package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;
import static org.seqlang.kernel.VectorTiles.STEP;

import jdk.incubator.vector.FloatVector;

/**
 * Copies parts of a row-major A into strips for {@link VectorTiles}: element (row r of the strip, step i) lies at {@code
 * strip + i * STEP + r}. A strip has room for {@code STEP} rows, which may be several tiles. Of one row alone the steps lie side by side.
 */
final class Strips {

  /** A cache line and more: neighbouring strips of {@link #fromColumns} keep apart in caches. */
  private static final int APART = 32;

  private Strips() {}

  /** Copies {@code height} rows by {@code depth} columns: a step is a column. */
  static void fromRows(float[] a, int aOff, int lda, int height, int depth, float[] strips, int strip) {
    if (height == 1) {
      System.arraycopy(a, aOff, strips, strip, depth);
      return;
    }
    int row = 0;
    for (; row + 8 <= height; row += 8) {
      eightRows(a, aOff + row * lda, lda, depth, strips, strip + row);
    }
    for (; row < height; row++) {
      int from = aOff + row * lda;
      int to = strip + row;
      for (int i = 0; i < depth; i++) {
        strips[to + i * STEP] = a[from + i];
      }
    }
  }

  private static void eightRows(float[] a, int a0, int lda, int depth, float[] strips, int strip) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int a6 = a5 + lda;
    int a7 = a6 + lda;
    for (int i = 0; i < depth; i++) {
      int to = strip + i * STEP;
      strips[to] = a[a0 + i];
      strips[to + 1] = a[a1 + i];
      strips[to + 2] = a[a2 + i];
      strips[to + 3] = a[a3 + i];
      strips[to + 4] = a[a4 + i];
      strips[to + 5] = a[a5 + i];
      strips[to + 6] = a[a6 + i];
      strips[to + 7] = a[a7 + i];
    }
  }

  /** The distance from strip to strip of {@link #fromColumns}: no power of two. */
  static int distance(int depth) {
    return depth * STEP + APART;
  }

  /**
   * Copies {@code depth} rows by {@code width} columns, transposed: a step is a row. Strips begin {@link #distance} apart;
   * the last one is padded with zeros.
   */
  static void fromColumns(float[] a, int aOff, int lda, int depth, int width, float[] strips) {
    int whole = width / STEP * STEP;
    int distance = distance(depth);
    for (int row = 0; row < depth; row++) {
      int from = aOff + row * lda;
      int to = row * STEP;
      for (int column = 0; column < whole; column += STEP, to += distance) {
        for (int v = 0; v < STEP; v += LANES) {
          FloatVector.fromArray(SPECIES, a, from + column + v).intoArray(strips, to + v);
        }
      }
      if (whole < width) {
        for (int r = 0; r < STEP; r++) {
          strips[to + r] = whole + r < width ? a[from + whole + r] : 0f;
        }
      }
    }
  }
}
