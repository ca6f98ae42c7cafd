package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;

/**
 * Tiles in plain Java, of the same operands as those of {@link VectorTiles} and with the same bits, for their first work. Eight sums of a
 * row, or four where a vector has no more, stay in registers while k goes by.
 */
final class PlainTiles {

  private PlainTiles() {}

  /** {@link VectorTiles#compute}. */
  static void compute(
      int vectors, int rows, float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int step = rows == 1 ? 1 : VectorTiles.STEP;
    for (int row = 0; row < rows; row++) {
      for (int v = 0; v < vectors; v++) {
        vector(a, aOff + row, step, b, bOff + v * apart, k, z, zOff + row * ldz + v * LANES, c, cOff + row * ldc + v * LANES);
      }
    }
  }

  /** {@link RowTiles#compute}. */
  static void computeRow(
      float[] a, int aOff, float[] b, int b0, int apart, int k, float[] z, int zOff, int zStep, float[] c, int cOff) {
    for (int v = 0; v < RowTiles.WIDTH / LANES; v++) {
      vector(a, aOff, 1, b, b0 + v * apart, k, z, zOff + v * zStep, c, cOff + v * LANES);
    }
  }

  private static void vector(float[] a, int aOff, int step, float[] b, int bOff, int k, float[] z, int zOff, float[] c, int cOff) {
    if (LANES == 4) {
      four(a, aOff, step, b, bOff, k, z, zOff, c, cOff);
      return;
    }
    for (int lane = 0; lane < LANES; lane += 8) {
      eight(a, aOff, step, b, bOff + lane, k, z, zOff + lane, c, cOff + lane);
    }
  }

  private static void eight(float[] a, int aOff, int step, float[] b, int bOff, int k, float[] z, int zOff, float[] c, int cOff) {
    float s0 = z[zOff];
    float s1 = z[zOff + 1];
    float s2 = z[zOff + 2];
    float s3 = z[zOff + 3];
    float s4 = z[zOff + 4];
    float s5 = z[zOff + 5];
    float s6 = z[zOff + 6];
    float s7 = z[zOff + 7];
    for (int i = 0; i < k; i++) {
      float x = a[aOff + i * step];
      int at = bOff + i * LANES;
      s0 = Math.fma(b[at], x, s0);
      s1 = Math.fma(b[at + 1], x, s1);
      s2 = Math.fma(b[at + 2], x, s2);
      s3 = Math.fma(b[at + 3], x, s3);
      s4 = Math.fma(b[at + 4], x, s4);
      s5 = Math.fma(b[at + 5], x, s5);
      s6 = Math.fma(b[at + 6], x, s6);
      s7 = Math.fma(b[at + 7], x, s7);
    }
    c[cOff] = s0;
    c[cOff + 1] = s1;
    c[cOff + 2] = s2;
    c[cOff + 3] = s3;
    c[cOff + 4] = s4;
    c[cOff + 5] = s5;
    c[cOff + 6] = s6;
    c[cOff + 7] = s7;
  }

  private static void four(float[] a, int aOff, int step, float[] b, int bOff, int k, float[] z, int zOff, float[] c, int cOff) {
    float s0 = z[zOff];
    float s1 = z[zOff + 1];
    float s2 = z[zOff + 2];
    float s3 = z[zOff + 3];
    for (int i = 0; i < k; i++) {
      float x = a[aOff + i * step];
      int at = bOff + i * 4;
      s0 = Math.fma(b[at], x, s0);
      s1 = Math.fma(b[at + 1], x, s1);
      s2 = Math.fma(b[at + 2], x, s2);
      s3 = Math.fma(b[at + 3], x, s3);
    }
    c[cOff] = s0;
    c[cOff + 1] = s1;
    c[cOff + 2] = s2;
    c[cOff + 3] = s3;
  }
}
