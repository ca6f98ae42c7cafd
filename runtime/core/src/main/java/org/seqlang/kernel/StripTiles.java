package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;
import static org.seqlang.kernel.VectorTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorTiles} for an A that was copied into strips: the elements of one step of k, one for each
 * row of the tile, lie side by side. So one address serves all rows. That leaves the processor more slots for
 * multiply-adds than an address for each row (160 to 180 against 130 to 165 GFLOP/s where the peak is 185), which pays
 * for the copy if it is used for several panels; and columns of a row-major A are copied fast into this order, which
 * transposes it.
 */
final class StripTiles {
  /** The lowest strips that there are for vectors of other than 256 bits. */
  static final int LOWEST = 4;

  private StripTiles() {}

  /** Computes a tile of as many rows as A's strip has: {@link #LOWEST} to 6, or 3. */
  static void compute(
      int rows, float[] a, int aOff, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    switch (rows) {
      case 3 -> threeRows(a, aOff, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 4 -> fourRows(a, aOff, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 5 -> fiveRows(a, aOff, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      default -> sixRows(a, aOff, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
    }
  }

  private static void threeRows(
      float[] a, int aOff, float[] b, int bOff, int k, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * 3]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * 3 + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * 3 + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s13.intoArray(c, c1 + 3 * LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s22.intoArray(c, c2 + 2 * LANES);
    s23.intoArray(c, c2 + 3 * LANES);
  }

  private static void fourRows(
      float[] a, int aOff, float[] b, int bOff, int k, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, z, z3 + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * 4]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * 4 + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * 4 + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * 4 + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s13.intoArray(c, c1 + 3 * LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s22.intoArray(c, c2 + 2 * LANES);
    s23.intoArray(c, c2 + 3 * LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s32.intoArray(c, c3 + 2 * LANES);
    s33.intoArray(c, c3 + 3 * LANES);
  }

  private static void fiveRows(
      float[] a, int aOff, float[] b, int bOff, int k, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, z, z3 + 3 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    FloatVector s42 = FloatVector.fromArray(SPECIES, z, z4 + 2 * LANES);
    FloatVector s43 = FloatVector.fromArray(SPECIES, z, z4 + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * 5]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * 5 + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * 5 + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * 5 + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * 5 + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      s42 = w2.fma(x4, s42);
      s43 = w3.fma(x4, s43);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s13.intoArray(c, c1 + 3 * LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s22.intoArray(c, c2 + 2 * LANES);
    s23.intoArray(c, c2 + 3 * LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s32.intoArray(c, c3 + 2 * LANES);
    s33.intoArray(c, c3 + 3 * LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s42.intoArray(c, c4 + 2 * LANES);
    s43.intoArray(c, c4 + 3 * LANES);
  }

  private static void sixRows(
      float[] a, int aOff, float[] b, int bOff, int k, float[] z, int zOff, int ldz, float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    int z5 = z4 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s22 = FloatVector.fromArray(SPECIES, z, z2 + 2 * LANES);
    FloatVector s23 = FloatVector.fromArray(SPECIES, z, z2 + 3 * LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s32 = FloatVector.fromArray(SPECIES, z, z3 + 2 * LANES);
    FloatVector s33 = FloatVector.fromArray(SPECIES, z, z3 + 3 * LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    FloatVector s42 = FloatVector.fromArray(SPECIES, z, z4 + 2 * LANES);
    FloatVector s43 = FloatVector.fromArray(SPECIES, z, z4 + 3 * LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, z, z5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, z, z5 + LANES);
    FloatVector s52 = FloatVector.fromArray(SPECIES, z, z5 + 2 * LANES);
    FloatVector s53 = FloatVector.fromArray(SPECIES, z, z5 + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * 6]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * 6 + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * 6 + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * 6 + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * 6 + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      s42 = w2.fma(x4, s42);
      s43 = w3.fma(x4, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aOff + i * 6 + 5]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      s52 = w2.fma(x5, s52);
      s53 = w3.fma(x5, s53);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    int c5 = c4 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s13.intoArray(c, c1 + 3 * LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s22.intoArray(c, c2 + 2 * LANES);
    s23.intoArray(c, c2 + 3 * LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s32.intoArray(c, c3 + 2 * LANES);
    s33.intoArray(c, c3 + 3 * LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s42.intoArray(c, c4 + 2 * LANES);
    s43.intoArray(c, c4 + 3 * LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
    s52.intoArray(c, c5 + 2 * LANES);
    s53.intoArray(c, c5 + 3 * LANES);
  }
}
