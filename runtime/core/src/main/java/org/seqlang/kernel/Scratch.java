package org.seqlang.kernel;

import java.util.Arrays;

/**
 * Short arrays for the inside of a loop, a set for each thread. The JVM's compiler vectorises a loop whose arrays are all
 * read and written at the same index; generated code therefore copies what it needs of a row into these arrays, computes
 * there, and copies the results out. What was in them before is of no meaning.
 */
public final class Scratch {

  /** How many elements an array has: a dozen or two of them fit into a core's nearest cache. */
  public static final int WIDTH = 512;

  private static final ThreadLocal<float[][]> ARRAYS = ThreadLocal.withInitial(() -> new float[0][]);

  private Scratch() {}

  /** At least {@code count} arrays of {@link #WIDTH} elements or more, this thread's own until it asks again. */
  public static float[][] arrays(int count) {
    return arrays(count, WIDTH);
  }

  /** At least {@code count} arrays of {@code width} elements or more, and of no fewer than {@link #WIDTH}. */
  public static float[][] arrays(int count, int width) {
    float[][] arrays = ARRAYS.get();
    if (arrays.length < count || count > 0 && arrays[0].length < width) {
      int wide = Math.max(width, arrays.length == 0 ? WIDTH : arrays[0].length);
      arrays = new float[Math.max(count, arrays.length)][wide];
      ARRAYS.set(arrays);
    }
    return arrays;
  }

  /**
   * Runs a piece. All programs run theirs from here, so the JVM's compiler never knows which it is and does not copy it into its caller:
   * a method of twenty copied loops takes seconds to compile, and is compiled anew for each loop that is met running.
   */
  public static void run(Piece piece, float[][] scratch, int count) {
    piece.run(scratch, count);
  }

  /** Runs a piece row by row. */
  public static void run(RowPiece piece, float[][] scratch, int rows, int columns) {
    piece.run(scratch, rows, columns);
  }

  // One call of arraycopy in each method: they are copied into the loops of programs many times, and what is copied takes the JVM's
  // compiler time.

  /**
   * Copies some rows of some columns, {@code stride} apart, to the beginning of an array, where they lie side by side.
   *
   * @param stride 0 to copy one row several times
   */
  public static void read(float[] from, int offset, int stride, int rows, int columns, float[] into) {
    int apiece = stride == columns ? rows * columns : columns;
    for (int at = 0; at < rows * columns; at += apiece, offset += stride) {
      System.arraycopy(from, offset, into, at, apiece);
    }
  }

  /** Copies rows that lie side by side to where they are {@code stride} apart. */
  public static void write(float[] from, int rows, int columns, float[] into, int offset, int stride) {
    int apiece = stride == columns ? rows * columns : columns;
    for (int at = 0; at < rows * columns; at += apiece, offset += stride) {
      System.arraycopy(from, at, into, offset, apiece);
    }
  }

  /** Writes one number for each row, {@code stride} apart, as often as there are columns. */
  public static void spread(float[] from, int offset, int stride, int rows, int columns, float[] into) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(into, r * columns, (r + 1) * columns, from[offset + r * stride]);
    }
  }
}
