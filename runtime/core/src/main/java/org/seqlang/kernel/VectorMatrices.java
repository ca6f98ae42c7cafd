package org.seqlang.kernel;

/**
 * Products on the Vector API. Only linked where its module is present.
 *
 * <p>{@link #multiply}, from the outside in: block of rows of A, block of k, panel of B, tile of rows, k. A's block is
 * copied into strips if there are enough panels to pay for it; it and the panel's part stay in the nearest caches.
 *
 * <p>{@link #multiplyTransposed}: block of the summed rows, which is packed like a B; group of strips of columns of A;
 * panel; strip; k.
 *
 * <p>A tile that reaches beyond C's columns or rows is computed in a scratch tile and copied.
 */
final class VectorMatrices implements Matrices {
  private static final int WIDTH = VectorTiles.WIDTH;
  private static final int TALLEST = VectorTiles.TALLEST;
  /** Rows of A in a block. */
  private static final int ROWS = 48;
  /**
   * Steps of k in a block of {@link #multiply}: a panel's part has 32 KiB if vectors have 512 bits, and A's block 24
   * KiB.
   */
  private static final int DEPTH = 128;
  /** Panels of B that pay for copying A into strips. */
  private static final int PANELS_FOR_STRIPS = 8;
  /** Summed rows in a block of {@link #multiplyTransposed}. */
  private static final int SUMMED_ROWS = 128;
  /** Columns of A that {@link #multiplyTransposed} copies together; a multiple of all strips' heights. */
  private static final int COLUMNS = 192;
  /** Where the sums of a new C start. */
  private static final float[] ZEROS = new float[WIDTH];

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** What one thread works with. */
  private static final class Scratch {
    final float[] tile = new float[TALLEST * WIDTH];
    final float[] strips = new float[Math.max(ROWS * DEPTH, COLUMNS * SUMMED_ROWS)];
    final PackedPanels packed = new PackedPanels(WIDTH);
  }

  @Override
  public PackedMatrix packed() {
    return new PackedPanels(WIDTH);
  }

  @Override
  public void pack(float[] b, int bOff, int ldb, boolean transposed, int k, int n, PackedMatrix into) {
    Bounds.requireMatrix("B", b, bOff, ldb, transposed ? n : k, transposed ? k : n);
    own(into).fill(b, bOff, ldb, transposed, k, n);
  }

  @Override
  public void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate) {
    PackedPanels panels = own(b);
    int k = panels.rows();
    Bounds.requireMatrix("A", a, aOff, lda, m, k);
    Bounds.requireMatrix("C", c, cOff, ldc, m, panels.columns());
    Scratch own = scratch.get();
    boolean strips = panels.panels() >= PANELS_FOR_STRIPS && TALLEST >= StripTiles.LOWEST;
    for (int row = 0; row < m; row += ROWS) {
      int height = Math.min(ROWS, m - row);
      int from = 0;
      do {
        int depth = Math.min(DEPTH, k - from);
        multiplyBlock(
            own, strips, a, aOff + row * lda + from, lda, height, panels, from, depth,
            c, cOff + row * ldc, ldc, accumulate || from > 0);
        from += depth;
      } while (from < k);
    }
  }

  /** Adds A[m, depth] times the rows {@code from} to {@code from + depth - 1} of B. */
  private static void multiplyBlock(
      Scratch own, boolean strips, float[] a, int aOff, int lda, int m, PackedPanels b, int from, int depth,
      float[] c, int cOff, int ldc, boolean add) {
    if (strips) {
      for (int row = 0, height; row < m; row += height) {
        height = height(m - row);
        if (height >= StripTiles.LOWEST) {
          Strips.fromRows(a, aOff + row * lda, lda, height, depth, own.strips, row * depth);
        }
      }
    }
    for (int panel = 0; panel < b.panels(); panel++) {
      int columns = b.width(panel);
      int bOff = b.offset(panel) + from * WIDTH;
      for (int row = 0, height; row < m; row += height) {
        height = height(m - row);
        int cRow = cOff + row * ldc + panel * WIDTH;
        boolean strip = strips && height >= StripTiles.LOWEST;
        tile(
            own, height, strip, strip ? own.strips : a, strip ? row * depth : aOff + row * lda, lda,
            b.data(), bOff, depth, c, cRow, ldc, height, columns, add);
      }
    }
  }

  /** The next tile's rows: as many tiles as needed, of even heights, because low tiles load more for each result. */
  private static int height(int rows) {
    int tiles = (rows + TALLEST - 1) / TALLEST;
    return (rows + tiles - 1) / tiles;
  }

  @Override
  public void multiplyTransposed(
      float[] a, int aOff, int lda, float[] b, int bOff, int ldb, int rows, int m, int n,
      float[] c, int cOff, int ldc, boolean accumulate) {
    Bounds.requireMatrix("A", a, aOff, lda, rows, m);
    Bounds.requireMatrix("B", b, bOff, ldb, rows, n);
    Bounds.requireMatrix("C", c, cOff, ldc, m, n);
    Scratch own = scratch.get();
    int from = 0;
    do {
      int depth = Math.min(SUMMED_ROWS, rows - from);
      own.packed.fill(b, bOff + from * ldb, ldb, false, depth, n);
      for (int column = 0; column < m; column += COLUMNS) {
        int width = Math.min(COLUMNS, m - column);
        Strips.fromColumns(a, aOff + from * lda + column, lda, depth, width, own.strips);
        multiplyStrips(own, width, c, cOff + column * ldc, ldc, accumulate || from > 0);
      }
      from += depth;
    } while (from < rows);
  }

  /** Multiplies the strips of {@code width} columns of A by the packed rows of B. */
  private static void multiplyStrips(Scratch own, int width, float[] c, int cOff, int ldc, boolean add) {
    PackedPanels b = own.packed;
    int depth = b.rows();
    for (int panel = 0; panel < b.panels(); panel++) {
      for (int row = 0; row < width; row += TALLEST) {
        tile(
            own, TALLEST, true, own.strips, row * depth, 0, b.data(), b.offset(panel), depth,
            c, cOff + row * ldc + panel * WIDTH, ldc, Math.min(TALLEST, width - row), b.width(panel), add);
      }
    }
  }

  /** One tile, of which {@code rows} by {@code columns} belong to C. */
  private static void tile(
      Scratch own, int height, boolean strip, float[] a, int aOff, int lda, float[] b, int bOff, int k,
      float[] c, int cOff, int ldc, int rows, int columns, boolean add) {
    boolean whole = rows == height && columns == WIDTH;
    float[] target = whole ? c : own.tile;
    int at = whole ? cOff : 0;
    int ld = whole ? ldc : WIDTH;
    if (!whole && add) {
      copy(c, cOff, ldc, own.tile, 0, WIDTH, rows, columns);
    }
    float[] start = add ? target : ZEROS;
    int startAt = add ? at : 0;
    int startLd = add ? ld : 0;
    if (strip) {
      StripTiles.compute(height, a, aOff, b, bOff, k, start, startAt, startLd, target, at, ld);
    } else {
      VectorTiles.compute(height, a, aOff, lda, b, bOff, k, start, startAt, startLd, target, at, ld);
    }
    if (!whole) {
      copy(own.tile, 0, WIDTH, c, cOff, ldc, rows, columns);
    }
  }

  private static void copy(
      float[] from, int fromOff, int fromStride, float[] to, int toOff, int toStride, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, fromOff + row * fromStride, to, toOff + row * toStride, columns);
    }
  }

  private static PackedPanels own(PackedMatrix matrix) {
    if (matrix instanceof PackedPanels panels) {
      return panels;
    }
    throw new IllegalArgumentException(
        "the matrix was packed for other kernels; use packed() and pack() of the object that multiplies");
  }
}
