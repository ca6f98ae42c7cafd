package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.NARROW;
import static org.seqlang.kernel.VectorTiles.TALLEST;
import static org.seqlang.kernel.VectorTiles.WIDE;

/** The tiles of a {@link VectorMatrices}: each size is computed in plain Java first, and then on the Vector API. */
final class Tiles {
  private final PlainFirst[] sizes = new PlainFirst[(WIDE - NARROW + 1) * TALLEST];
  private final PlainFirst row;

  /** Tiles of which each size is plain for so much work. */
  Tiles(long plain) {
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = new PlainFirst(plain);
    }
    row = new PlainFirst(plain);
  }

  /** {@link VectorTiles#compute}. */
  void compute(
      int vectors, int rows, float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    if (sizes[(vectors - NARROW) * TALLEST + rows - 1].isOver((long) rows * vectors * LANES * k)) {
      VectorTiles.compute(vectors, rows, a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
    } else {
      PlainTiles.compute(vectors, rows, a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
    }
  }

  /** {@link RowTiles#compute}. */
  void computeRow(float[] a, int aOff, float[] b, int b0, int apart, int k, float[] z, int zOff, int zStep, float[] c, int cOff) {
    if (row.isOver((long) RowTiles.WIDTH * k)) {
      RowTiles.compute(a, aOff, b, b0, apart, k, z, zOff, zStep, c, cOff);
    } else {
      PlainTiles.computeRow(a, aOff, b, b0, apart, k, z, zOff, zStep, c, cOff);
    }
  }
}
