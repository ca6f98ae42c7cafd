package org.seqlang.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products on the Vector API. Only linked where its module is present.
 *
 * <p>{@link #multiply}, from the outside in: block of rows of A, block of k, panel of B, tile of rows, k. A's block is
 * copied into strips; a part of them and the panel's part stay in the nearest cache. A B that the second-level cache may not hold is gone through
 * panel by panel, and the other way round each time, so that what the cache still holds of it is used first: an LSTM of 512 units reads 4 MB in each
 * step.
 *
 * <p>{@link #sumOverRows}: block of the summed rows, of which each B is packed; group of strips of columns of A; B;
 * panel; strip; k.
 *
 * <p>A tile that reaches beyond C's columns or rows is computed in a scratch tile and copied.
 */
final class VectorMatrices implements Matrices {
  private static final int WIDTH = VectorTiles.WIDTH;
  private static final int LANES = VectorTiles.LANES;
  private static final int TALLEST = VectorTiles.TALLEST;
  private static final int STEP = VectorTiles.STEP;
  /** Most rows of A in a block; a multiple of a strip's rows. */
  private static final int ROWS = 96;
  /** Elements of a B that the second-level cache holds: one megabyte. */
  private static final int LARGE = 1 << 18;
  /** Elements of A in a block, if it has more than one strip: half a megabyte. */
  private static final int ELEMENTS = 1 << 17;
  /** Most steps of k in a block of {@link #multiply}: a wide panel's part has at most 36 KiB. */
  private static final int DEPTH = Math.min(384, 36 * 1024 / (4 * WIDTH));
  /** Summed rows in a block of {@link #sumOverRows}. */
  private static final int SUMMED_ROWS = 128;
  /** Columns of A that {@link #sumOverRows} copies together; a multiple of a strip's rows. */
  private static final int COLUMNS = 192;
  /** Where the sums of a new C start. */
  private static final float[] ZEROS = new float[WIDTH];

  private final Functions functions;
  private final ThreadLocal<Scratch> scratch;

  /** Products whose tiles are plain for so much work, as {@link PlainFirst} says. */
  VectorMatrices(long plain) {
    functions = new EarlyFunctions(plain);
    Tiles tiles = new Tiles(plain);
    scratch = ThreadLocal.withInitial(() -> new Scratch(tiles));
  }

  /** What one thread works with. */
  private static final class Scratch {
    final Tiles tiles;
    final float[] tile = new float[TALLEST * WIDTH];
    final float[] start = new float[TALLEST * WIDTH];
    float[] strips = new float[COLUMNS / STEP * Strips.distance(SUMMED_ROWS)];
    final List<PackedPanels> packed = new ArrayList<>();
    /** For some matrices each, whether the last one went backwards. */
    private long directions;

    Scratch(Tiles tiles) {
      this.tiles = tiles;
    }

    void needStrips(int rows, int depth) {
      int length = Math.multiplyExact((rows + STEP - 1) / STEP * STEP, depth);
      if (strips.length < length) {
        strips = new float[length];
      }
    }

    /** Whether to go through a matrix backwards this time. */
    boolean turn(PackedPanels matrix) {
      long bit = 1L << (System.identityHashCode(matrix) & 63);
      directions ^= bit;
      return (directions & bit) != 0;
    }

    PackedPanels packed(int number) {
      while (packed.size() <= number) {
        packed.add(new PackedPanels());
      }
      return packed.get(number);
    }
  }

  @Override
  public PackedMatrix packed() {
    return new PackedPanels();
  }

  @Override
  public void pack(float[] b, int bOff, int ldb, boolean transposed, int k, int n, PackedMatrix into) {
    Bounds.requireMatrix("B", b, bOff, ldb, transposed ? n : k, transposed ? k : n);
    own(into).fill(b, bOff, ldb, transposed, k, n);
  }

  @Override
  public void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] c, int cOff, int ldc, boolean accumulate, int part, int parts) {
    PackedPanels panels = own(b);
    Bounds.requireMatrix("A", a, aOff, lda, m, panels.rows());
    Bounds.requireMatrix("C", c, cOff, ldc, m, panels.columns());
    multiply(a, aOff, lda, m, panels, accumulate ? c : ZEROS, accumulate ? cOff : 0, accumulate ? ldc : 0, c, cOff, ldc, part, parts);
  }

  @Override
  public void multiply(
      float[] a, int aOff, int lda, int m, PackedMatrix b, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int part,
      int parts) {
    PackedPanels panels = own(b);
    Bounds.requireMatrix("A", a, aOff, lda, m, panels.rows());
    Bounds.requireMatrix("Z", z, zOff, ldz, ldz == 0 ? 1 : m, panels.columns());
    Bounds.requireMatrix("C", c, cOff, ldc, m, panels.columns());
    multiply(a, aOff, lda, m, panels, z, zOff, ldz, c, cOff, ldc, part, parts);
  }

  private void multiply(
      float[] a, int aOff, int lda, int m, PackedPanels b, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int part,
      int parts) {
    Scratch own = scratch.get();
    int left = Parallel.row(b.panels(), part, parts);
    int right = Parallel.row(b.panels(), part + 1, parts);
    int height = Math.min(ROWS, Math.max(STEP, ELEMENTS / Math.max(1, b.rows()) / STEP * STEP));
    for (int row = 0; row < m; row += height) {
      multiplyBlock(
          own, a, aOff + row * lda, lda, Math.min(height, m - row), b, left, right, z, zOff + row * ldz, ldz, c, cOff + row * ldc, ldc);
    }
  }

  /** C = Z + A[m, k] times B, in panels {@code left} to {@code right - 1}. */
  private static void multiplyBlock(
      Scratch own, float[] a, int aOff, int lda, int m, PackedPanels b, int left, int right, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int k = b.rows();
    own.needStrips(m, k);
    for (int row = 0; row < m; row += STEP) {
      Strips.fromRows(a, aOff + row * lda, lda, Math.min(STEP, m - row), k, own.strips, row * k);
    }
    if (m == 1) {
      multiplyRow(own, b, b.first(left), b.first(right), z, zOff, z == ZEROS ? 0 : 1, c, cOff);
      return;
    }
    int blocks = Math.max(1, (k + DEPTH - 1) / DEPTH);
    if ((long) k * b.columns() <= LARGE) {
      for (int block = 0; block < blocks; block++) {
        for (int panel = left; panel < right; panel++) {
          multiplyPart(own, m, b, panel, block, blocks, z, zOff, ldz, c, cOff, ldc);
        }
      }
      return;
    }
    boolean backwards = own.turn(b);
    for (int i = left; i < right; i++) {
      for (int block = 0; block < blocks; block++) {
        multiplyPart(own, m, b, backwards ? left + right - 1 - i : i, block, blocks, z, zOff, ldz, c, cOff, ldc);
      }
    }
  }

  /** Multiplies a block of k of the strips of m rows by that of a panel. */
  private static void multiplyPart(
      Scratch own, int m, PackedPanels b, int panel, int block, int blocks, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    int k = b.rows();
    int first = b.first(panel);
    int from = (int) ((long) k * block / blocks);
    int depth = (int) ((long) k * (block + 1) / blocks) - from;
    float[] start = block == 0 ? z : c;
    int startOff = block == 0 ? (z == ZEROS ? 0 : zOff + first) : cOff + first;
    int startStride = block == 0 ? ldz : ldc;
    for (int row = 0, height; row < m; row += height) {
      int within = row % STEP;
      int rows = Math.min(STEP, m - row + within);
      height = height(rows - within);
      tile(
          own, height, own.strips, (row - within) * k + from * (rows == 1 ? 1 : STEP) + within, b, first, b.vectors(panel), from, depth,
          start, startOff + row * startStride, startStride, c, cOff + row * ldc + first, ldc, height);
    }
  }

  /** Multiplies one row by columns that begin and end with vectors: by eight vectors at a time, then by two or three. */
  private static void multiplyRow(
      Scratch own, PackedPanels b, int left, int right, float[] z, int zOff, int next, float[] c, int cOff) {
    int k = b.rows();
    int column = left;
    int last = Math.min(right, b.columns()) - RowTiles.WIDTH;
    for (; column <= last && right - column - RowTiles.WIDTH != LANES; column += RowTiles.WIDTH) {
      own.tiles.computeRow(
          own.strips, 0, b.data(), b.offset(column, 0), b.apart(), k, z, zOff + next * column, next * LANES, c, cOff + column);
    }
    for (int vectors; column < right; column += vectors * LANES) {
      int rest = (right - column) / LANES;
      vectors = VectorTiles.WIDE == 2 || rest == 2 || rest == 4 ? 2 : 3;
      tile(own, 1, own.strips, 0, b, column, vectors, 0, k, z, zOff + next * column, 0, c, cOff + column, 0, 1);
    }
  }

  /**
   * The next tile's rows of a strip; never one of several. Tiles of three vectors are best as tall as they can be (JDK 17, ten or eleven rows: a
   * tenth); those of two vectors of about the same height.
   */
  private static int height(int rows) {
    if (VectorTiles.WIDE == 3) {
      return rows == TALLEST + 1 ? TALLEST - 1 : Math.min(rows, TALLEST);
    }
    int tiles = (rows + TALLEST - 1) / TALLEST;
    return (rows + tiles - 1) / tiles;
  }

  @Override
  public void sumOverRows(float[] a, int aOff, int lda, int rows, int left, int right, List<SumOverRows> sums) {
    Bounds.requireMatrix("A", a, aOff + left, lda, rows, right - left);
    sums.forEach(sum -> Bounds.requireSum(sum, rows, right));
    Scratch own = scratch.get();
    int from = 0;
    do {
      int depth = Math.min(SUMMED_ROWS, rows - from);
      for (int i = 0; i < sums.size(); i++) {
        if (sums.get(i) instanceof SumOverRows.Outer outer) {
          own.packed(i).fill(outer.b(), outer.bOff() + from * outer.ldb(), outer.ldb(), false, depth, outer.n());
        }
      }
      for (int column = left; column < right; column += COLUMNS) {
        addBlock(own, a, aOff + from * lda + column, lda, depth, Math.min(COLUMNS, right - column), column, sums, from > 0);
      }
      from += depth;
    } while (from < rows);
  }

  /** Adds what {@code depth} rows and {@code width} columns of A, of which the first one is {@code column}, give to the sums. */
  private void addBlock(
      Scratch own, float[] a, int aOff, int lda, int depth, int width, int column, List<SumOverRows> sums, boolean begun) {
    Strips.fromColumns(a, aOff, lda, depth, width, own.strips);
    for (int i = 0; i < sums.size(); i++) {
      boolean add = begun || sums.get(i).accumulate();
      if (sums.get(i) instanceof SumOverRows.Outer outer) {
        multiplyStrips(own, own.packed(i), width, outer.c(), outer.cOff() + column * outer.ldc(), outer.ldc(), add);
      } else if (sums.get(i) instanceof SumOverRows.Columns columns) {
        int to = columns.cOff() + column;
        if (!add) {
          Arrays.fill(columns.c(), to, to + width, 0f);
        }
        functions.addRows(a, aOff, lda, depth, columns.c(), to, width);
      }
    }
  }

  /** Multiplies the strips of {@code width} columns of A by the packed rows of B. */
  private static void multiplyStrips(Scratch own, PackedPanels b, int width, float[] c, int cOff, int ldc, boolean add) {
    int depth = b.rows();
    for (int panel = 0; panel < b.panels(); panel++) {
      for (int row = 0; row < width; row += TALLEST) {
        int first = b.first(panel);
        int at = cOff + row * ldc + first;
        tile(
            own, TALLEST, own.strips, row / STEP * Strips.distance(depth) + row % STEP, b, first, b.vectors(panel), 0, depth,
            add ? c : ZEROS, add ? at : 0, add ? ldc : 0, c, at, ldc, Math.min(TALLEST, width - row));
      }
    }
  }

  /** One tile, whose columns begin with {@code first}; of it the first {@code rows}, and the columns that B has, belong to C. */
  private static void tile(
      Scratch own, int height, float[] strips, int strip, PackedPanels b, int first, int vectors, int from, int depth,
      float[] z, int zOff, int ldz, float[] c, int cOff, int ldc, int rows) {
    int columns = Math.min(vectors * LANES, b.columns() - first);
    int bOff = b.offset(first, from);
    if (rows == height && columns == vectors * LANES) {
      own.tiles.compute(vectors, height, strips, strip, b.data(), bOff, b.apart(), depth, z, zOff, ldz, c, cOff, ldc);
      return;
    }
    if (z != ZEROS) {
      copy(z, zOff, ldz, own.start, 0, WIDTH, rows, columns);
    }
    own.tiles.compute(
        vectors, height, strips, strip, b.data(), bOff, b.apart(), depth, z == ZEROS ? z : own.start, 0, z == ZEROS ? 0 : WIDTH,
        own.tile, 0, WIDTH);
    copy(own.tile, 0, WIDTH, c, cOff, ldc, rows, columns);
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
