package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;
import static org.seqlang.kernel.VectorTiles.STEP;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of 2 vectors by up to 8 rows; see {@link VectorTiles}. The text is written by a test, {@code TilesTest}.
 */
final class NarrowTiles {
  /** An index into B, times this, is one into A. */
  private static final int RATIO = STEP / LANES;

  private NarrowTiles() {}

  /** Computes a tile of 1 to 8 rows. */
  static void compute(
      int rows, float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    switch (rows) {
      case 1 -> oneRow(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 2 -> twoRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 3 -> threeRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 4 -> fourRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 5 -> fiveRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 6 -> sixRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      case 7 -> sevenRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
      default -> eightRows(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
    }
  }

  private static void oneRow(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    int b1 = bOff + apart;
    int i = 0;
    for (; i + 3 < k; i += 4) {
      s00 = FloatVector.fromArray(SPECIES, b, bOff + i * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + i]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + i * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + i]), s01);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 1) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1)]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 1) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1)]), s01);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 2) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2)]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 2) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2)]), s01);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 3) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3)]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 3) * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3)]), s01);
    }
    for (; i < k; i++) {
      s00 = FloatVector.fromArray(SPECIES, b, bOff + i * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + i]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + i * LANES).fma(FloatVector.broadcast(SPECIES, a[aOff + i]), s01);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
  }

  private static void twoRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    int i = 0;
    for (; i + 3 * LANES < end; i += 4 * LANES) {
      s00 = FloatVector.fromArray(SPECIES, b, bOff + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]), s01);
      s10 = FloatVector.fromArray(SPECIES, b, bOff + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]), s10);
      s11 = FloatVector.fromArray(SPECIES, b, b1 + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]), s11);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 1 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1 * LANES) * RATIO]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 1 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1 * LANES) * RATIO]), s01);
      s10 = FloatVector.fromArray(SPECIES, b, bOff + (i + 1 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1 * LANES) * RATIO + 1]), s10);
      s11 = FloatVector.fromArray(SPECIES, b, b1 + (i + 1 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 1 * LANES) * RATIO + 1]), s11);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 2 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2 * LANES) * RATIO]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 2 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2 * LANES) * RATIO]), s01);
      s10 = FloatVector.fromArray(SPECIES, b, bOff + (i + 2 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2 * LANES) * RATIO + 1]), s10);
      s11 = FloatVector.fromArray(SPECIES, b, b1 + (i + 2 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 2 * LANES) * RATIO + 1]), s11);
      s00 = FloatVector.fromArray(SPECIES, b, bOff + (i + 3 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3 * LANES) * RATIO]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + (i + 3 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3 * LANES) * RATIO]), s01);
      s10 = FloatVector.fromArray(SPECIES, b, bOff + (i + 3 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3 * LANES) * RATIO + 1]), s10);
      s11 = FloatVector.fromArray(SPECIES, b, b1 + (i + 3 * LANES)).fma(FloatVector.broadcast(SPECIES, a[aOff + (i + 3 * LANES) * RATIO + 1]), s11);
    }
    for (; i < end; i += LANES) {
      s00 = FloatVector.fromArray(SPECIES, b, bOff + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]), s00);
      s01 = FloatVector.fromArray(SPECIES, b, b1 + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]), s01);
      s10 = FloatVector.fromArray(SPECIES, b, bOff + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]), s10);
      s11 = FloatVector.fromArray(SPECIES, b, b1 + i).fma(FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]), s11);
    }
    int c1 = cOff + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
  }

  private static void threeRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
  }

  private static void fourRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
  }

  private static void fiveRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
  }

  private static void sixRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    int z5 = z4 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, z, z5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, z, z5 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 5]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    int c5 = c4 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
  }

  private static void sevenRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    int z5 = z4 + ldz;
    int z6 = z5 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, z, z5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, z, z5 + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, z, z6);
    FloatVector s61 = FloatVector.fromArray(SPECIES, z, z6 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 5]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 6]);
      s60 = w0.fma(x6, s60);
      s61 = w1.fma(x6, s61);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    int c5 = c4 + ldc;
    int c6 = c5 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
    s60.intoArray(c, c6);
    s61.intoArray(c, c6 + LANES);
  }

  private static void eightRows(
      float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int z1 = zOff + ldz;
    int z2 = z1 + ldz;
    int z3 = z2 + ldz;
    int z4 = z3 + ldz;
    int z5 = z4 + ldz;
    int z6 = z5 + ldz;
    int z7 = z6 + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, z, z2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, z, z2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, z, z3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, z, z3 + LANES);
    FloatVector s40 = FloatVector.fromArray(SPECIES, z, z4);
    FloatVector s41 = FloatVector.fromArray(SPECIES, z, z4 + LANES);
    FloatVector s50 = FloatVector.fromArray(SPECIES, z, z5);
    FloatVector s51 = FloatVector.fromArray(SPECIES, z, z5 + LANES);
    FloatVector s60 = FloatVector.fromArray(SPECIES, z, z6);
    FloatVector s61 = FloatVector.fromArray(SPECIES, z, z6 + LANES);
    FloatVector s70 = FloatVector.fromArray(SPECIES, z, z7);
    FloatVector s71 = FloatVector.fromArray(SPECIES, z, z7 + LANES);
    int b1 = bOff + apart;
    int end = k * LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, b1 + i);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 5]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 6]);
      s60 = w0.fma(x6, s60);
      s61 = w1.fma(x6, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[aOff + i * RATIO + 7]);
      s70 = w0.fma(x7, s70);
      s71 = w1.fma(x7, s71);
    }
    int c1 = cOff + ldc;
    int c2 = c1 + ldc;
    int c3 = c2 + ldc;
    int c4 = c3 + ldc;
    int c5 = c4 + ldc;
    int c6 = c5 + ldc;
    int c7 = c6 + ldc;
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
    s60.intoArray(c, c6);
    s61.intoArray(c, c6 + LANES);
    s70.intoArray(c, c7);
    s71.intoArray(c, c7 + LANES);
  }
}
