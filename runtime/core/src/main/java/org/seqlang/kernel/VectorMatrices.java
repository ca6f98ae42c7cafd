package org.seqlang.kernel;

/**
 * Products on the Vector API. Only linked where its module is present.
 *
 * <p>{@link #multiply}: block of rows of A that stays in the second-level cache, panel of B, tile of rows, k. Tiles are eight
 * rows high, then four; up to three rows that are left go through all panels at the end, in wider tiles.
 *
 * <p>{@link #multiplyTransposed}: block of the summed rows, which is packed like a B; two strips of columns of A, copied so
 * that a tile reads them in order; panel of B; strip; k.
 *
 * <p>A tile that reaches beyond C's columns or rows is computed in a scratch tile and copied.
 */
final class VectorMatrices implements Matrices {
  private static final int WIDTH = VectorTiles.WIDTH;
  private static final int STRIP = VectorTiles.STRIP;
  /** Strips that are copied together: sixteen floats, a whole cache line of a row of A. */
  private static final int STRIPS = 2;
  /** Elements of A in a block of rows: 256 KiB. */
  private static final int BLOCK = 65536;
  /** Rows of A and B that {@link #multiplyTransposed} packs at a time. */
  private static final int DEPTH = 256;
  /** Eight by two accumulators need more registers than the sixteen that 256-bit vectors on x86 leave. */
  private static final int TALLEST = VectorTiles.LANES == 8 ? 4 : 8;

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  /** What one thread works with. */
  private static final class Scratch {
    final float[] tile = new float[8 * WIDTH];
    final float[] strips = new float[STRIPS * STRIP * DEPTH];
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
    int block = Math.max(STRIP, BLOCK / Math.max(1, k) / STRIP * STRIP);
    for (int row = 0; row < m; row += block) {
      int height = Math.min(block, m - row);
      multiplyBlock(a, aOff + row * lda, lda, height, panels, c, cOff + row * ldc, ldc, accumulate);
    }
  }

  private void multiplyBlock(
      float[] a, int aOff, int lda, int m, PackedPanels b, float[] c, int cOff, int ldc, boolean accumulate) {
    int fours = m & ~3;
    for (int panel = 0; fours > 0 && panel < b.panels(); panel++) {
      for (int row = 0; row < fours; ) {
        int height = Math.min(TALLEST, fours - row);
        tile(height, 1, a, aOff + row * lda, lda, b, panel, c, cOff + row * ldc, ldc, accumulate);
        row += height;
      }
    }
    int row = fours;
    if (m - row >= 2) {
      acrossPanels(2, 2, a, aOff + row * lda, lda, b, c, cOff + row * ldc, ldc, accumulate);
      row += 2;
    }
    if (m > row) {
      acrossPanels(1, 4, a, aOff + row * lda, lda, b, c, cOff + row * ldc, ldc, accumulate);
    }
  }

  /** One or two rows through all panels, {@code wide} panels at a time, the last ones singly. */
  private void acrossPanels(
      int height, int wide, float[] a, int aOff, int lda, PackedPanels b, float[] c, int cOff, int ldc,
      boolean accumulate) {
    int panel = 0;
    for (; panel + wide <= b.panels(); panel += wide) {
      tile(height, wide, a, aOff, lda, b, panel, c, cOff, ldc, accumulate);
    }
    for (; panel < b.panels(); panel++) {
      tile(height, 1, a, aOff, lda, b, panel, c, cOff, ldc, accumulate);
    }
  }

  /** One tile, in C itself or, if C has fewer columns than the panels, in the scratch tile. */
  private void tile(
      int height, int wide, float[] a, int aOff, int lda, PackedPanels b, int panel,
      float[] c, int cOff, int ldc, boolean accumulate) {
    int at = cOff + panel * WIDTH;
    int columns = b.columns() - panel * WIDTH;
    if (columns >= wide * WIDTH) {
      compute(height, wide, a, aOff, lda, b, panel, c, at, ldc, accumulate);
      return;
    }
    float[] inner = scratch.get().tile;
    int stride = wide * WIDTH;
    if (accumulate) {
      copy(c, at, ldc, inner, 0, stride, height, columns);
    }
    compute(height, wide, a, aOff, lda, b, panel, inner, 0, stride, accumulate);
    copy(inner, 0, stride, c, at, ldc, height, columns);
  }

  private static void compute(
      int height, int wide, float[] a, int aOff, int lda, PackedPanels b, int panel,
      float[] c, int cOff, int ldc, boolean accumulate) {
    float[] data = b.data();
    int bOff = b.offset(panel);
    int k = b.rows();
    int distance = k * WIDTH;
    switch (height) {
      case 8 -> VectorTiles.eightByTwo(a, aOff, lda, data, bOff, k, c, cOff, ldc, accumulate);
      case 4 -> VectorTiles.fourByTwo(a, aOff, lda, data, bOff, k, c, cOff, ldc, accumulate);
      case 2 -> {
        if (wide == 2) {
          VectorTiles.twoByFour(a, aOff, lda, data, bOff, distance, k, c, cOff, ldc, accumulate);
        } else {
          VectorTiles.twoByTwo(a, aOff, lda, data, bOff, k, c, cOff, ldc, accumulate);
        }
      }
      default -> {
        if (wide == 4) {
          VectorTiles.oneByEight(a, aOff, lda, data, bOff, distance, k, c, cOff, ldc, accumulate);
        } else {
          VectorTiles.oneByTwo(a, aOff, lda, data, bOff, k, c, cOff, ldc, accumulate);
        }
      }
    }
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
      int depth = Math.min(DEPTH, rows - from);
      own.packed.fill(b, bOff + from * ldb, ldb, false, depth, n);
      for (int column = 0; column < m; column += STRIPS * STRIP) {
        int width = Math.min(STRIPS * STRIP, m - column);
        copyStrips(a, aOff + from * lda + column, lda, depth, width, own.strips);
        multiplyStrips(own, width, c, cOff + column * ldc, ldc, accumulate || from > 0);
      }
      from += depth;
    } while (from < rows);
  }

  /** Copies columns of A into strips: element (row, 8 s + j) to {@code s * 8 * depth + row * 8 + j}, zeros beyond A. */
  private static void copyStrips(float[] a, int aOff, int lda, int depth, int width, float[] strips) {
    for (int first = 0; first < width; first += STRIP) {
      int valid = Math.min(STRIP, width - first);
      int to = first * depth;
      for (int row = 0; row < depth; row++, to += STRIP) {
        int from = aOff + row * lda + first;
        for (int j = 0; j < STRIP; j++) {
          strips[to + j] = j < valid ? a[from + j] : 0f;
        }
      }
    }
  }

  private static void multiplyStrips(Scratch own, int width, float[] c, int cOff, int ldc, boolean accumulate) {
    PackedPanels b = own.packed;
    int k = b.rows();
    for (int panel = 0; panel < b.panels(); panel++) {
      int columns = Math.min(WIDTH, b.columns() - panel * WIDTH);
      for (int first = 0; first < width; first += STRIP) {
        int at = cOff + first * ldc + panel * WIDTH;
        int height = Math.min(STRIP, width - first);
        if (height == STRIP && columns == WIDTH) {
          VectorTiles.strip(own.strips, first * k, b.data(), b.offset(panel), k, c, at, ldc, accumulate);
        } else {
          if (accumulate) {
            copy(c, at, ldc, own.tile, 0, WIDTH, height, columns);
          }
          VectorTiles.strip(own.strips, first * k, b.data(), b.offset(panel), k, own.tile, 0, WIDTH, accumulate);
          copy(own.tile, 0, WIDTH, c, at, ldc, height, columns);
        }
      }
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
