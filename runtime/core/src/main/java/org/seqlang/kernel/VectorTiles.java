package org.seqlang.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link VectorMatrices}: each computes one tile of C, {@code rows × vectors}, that stays in registers while
 * k goes by. A step of k loads the vectors of B, then one element of each row of A into all lanes, and does one fused
 * multiply-add for each register of the tile. Methods are straight-line code because an array of vectors would not stay in
 * registers; they are kept far below the 8000 bytecodes that the JVM's compiler accepts.
 */
final class VectorTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  /** Columns of a panel of B: two vectors. */
  static final int WIDTH = 2 * LANES;
  /** Rows of C that {@link #strip} computes. */
  static final int STRIP = 8;

  private VectorTiles() {}

  /** Eight rows of one panel. */
  static void eightByTwo(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int a6 = a5 + lda;
    int a7 = a6 + lda;
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES), s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES), s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES), s31 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES), s41 = FloatVector.zero(SPECIES);
    FloatVector s50 = FloatVector.zero(SPECIES), s51 = FloatVector.zero(SPECIES);
    FloatVector s60 = FloatVector.zero(SPECIES), s61 = FloatVector.zero(SPECIES);
    FloatVector s70 = FloatVector.zero(SPECIES), s71 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s10 = FloatVector.fromArray(SPECIES, c, cOff + ldc);
      s11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES);
      s20 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc);
      s21 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES);
      s30 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc);
      s31 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES);
      s40 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc);
      s41 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + LANES);
      s50 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc);
      s51 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + LANES);
      s60 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc);
      s61 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc + LANES);
      s70 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc);
      s71 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc + LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + i]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + i]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + i]);
      s60 = w0.fma(x6, s60);
      s61 = w1.fma(x6, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + i]);
      s70 = w0.fma(x7, s70);
      s71 = w1.fma(x7, s71);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, cOff + ldc);
    s11.intoArray(c, cOff + ldc + LANES);
    s20.intoArray(c, cOff + 2 * ldc);
    s21.intoArray(c, cOff + 2 * ldc + LANES);
    s30.intoArray(c, cOff + 3 * ldc);
    s31.intoArray(c, cOff + 3 * ldc + LANES);
    s40.intoArray(c, cOff + 4 * ldc);
    s41.intoArray(c, cOff + 4 * ldc + LANES);
    s50.intoArray(c, cOff + 5 * ldc);
    s51.intoArray(c, cOff + 5 * ldc + LANES);
    s60.intoArray(c, cOff + 6 * ldc);
    s61.intoArray(c, cOff + 6 * ldc + LANES);
    s70.intoArray(c, cOff + 7 * ldc);
    s71.intoArray(c, cOff + 7 * ldc + LANES);
  }

  /** Four rows of one panel. */
  static void fourByTwo(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES), s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES), s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES), s31 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s10 = FloatVector.fromArray(SPECIES, c, cOff + ldc);
      s11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES);
      s20 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc);
      s21 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES);
      s30 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc);
      s31 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, cOff + ldc);
    s11.intoArray(c, cOff + ldc + LANES);
    s20.intoArray(c, cOff + 2 * ldc);
    s21.intoArray(c, cOff + 2 * ldc + LANES);
    s30.intoArray(c, cOff + 3 * ldc);
    s31.intoArray(c, cOff + 3 * ldc + LANES);
  }

  /** Two rows of two panels, {@code panelDistance} apart. */
  static void twoByFour(
      float[] a, int aOff, int lda, float[] b, int bOff, int panelDistance, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    int a1 = aOff + lda;
    int b1 = bOff + panelDistance;
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES), s02 = FloatVector.zero(SPECIES), s03 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES), s11 = FloatVector.zero(SPECIES), s12 = FloatVector.zero(SPECIES), s13 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s02 = FloatVector.fromArray(SPECIES, c, cOff + 2 * LANES);
      s03 = FloatVector.fromArray(SPECIES, c, cOff + 3 * LANES);
      s10 = FloatVector.fromArray(SPECIES, c, cOff + ldc);
      s11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES);
      s12 = FloatVector.fromArray(SPECIES, c, cOff + ldc + 2 * LANES);
      s13 = FloatVector.fromArray(SPECIES, c, cOff + ldc + 3 * LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, b1 + i * WIDTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, b1 + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, cOff + ldc);
    s11.intoArray(c, cOff + ldc + LANES);
    s12.intoArray(c, cOff + ldc + 2 * LANES);
    s13.intoArray(c, cOff + ldc + 3 * LANES);
  }

  /** Two rows of one panel. */
  static void twoByTwo(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    int a1 = aOff + lda;
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES), s11 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s10 = FloatVector.fromArray(SPECIES, c, cOff + ldc);
      s11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, cOff + ldc);
    s11.intoArray(c, cOff + ldc + LANES);
  }

  /** One row of four panels: eight chains, because one multiply-add waits some four cycles for the one before. */
  static void oneByEight(
      float[] a, int aOff, int lda, float[] b, int bOff, int panelDistance, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    int b1 = bOff + panelDistance;
    int b2 = b1 + panelDistance;
    int b3 = b2 + panelDistance;
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES), s02 = FloatVector.zero(SPECIES), s03 = FloatVector.zero(SPECIES), s04 = FloatVector.zero(SPECIES), s05 = FloatVector.zero(SPECIES), s06 = FloatVector.zero(SPECIES), s07 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s02 = FloatVector.fromArray(SPECIES, c, cOff + 2 * LANES);
      s03 = FloatVector.fromArray(SPECIES, c, cOff + 3 * LANES);
      s04 = FloatVector.fromArray(SPECIES, c, cOff + 4 * LANES);
      s05 = FloatVector.fromArray(SPECIES, c, cOff + 5 * LANES);
      s06 = FloatVector.fromArray(SPECIES, c, cOff + 6 * LANES);
      s07 = FloatVector.fromArray(SPECIES, c, cOff + 7 * LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, b1 + i * WIDTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, b1 + i * WIDTH + LANES);
      FloatVector w4 = FloatVector.fromArray(SPECIES, b, b2 + i * WIDTH);
      FloatVector w5 = FloatVector.fromArray(SPECIES, b, b2 + i * WIDTH + LANES);
      FloatVector w6 = FloatVector.fromArray(SPECIES, b, b3 + i * WIDTH);
      FloatVector w7 = FloatVector.fromArray(SPECIES, b, b3 + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      s04 = w4.fma(x0, s04);
      s05 = w5.fma(x0, s05);
      s06 = w6.fma(x0, s06);
      s07 = w7.fma(x0, s07);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s04.intoArray(c, cOff + 4 * LANES);
    s05.intoArray(c, cOff + 5 * LANES);
    s06.intoArray(c, cOff + 6 * LANES);
    s07.intoArray(c, cOff + 7 * LANES);
  }

  /** One row of one panel. */
  static void oneByTwo(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
  }

  /** Eight rows of one panel, where A is a strip: its eight elements of one step of k lie side by side. */
  static void strip(
      float[] a, int aOff, float[] b, int bOff, int k, float[] c, int cOff, int ldc, boolean accumulate) {
    FloatVector s00 = FloatVector.zero(SPECIES), s01 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES), s11 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES), s21 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES), s31 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES), s41 = FloatVector.zero(SPECIES);
    FloatVector s50 = FloatVector.zero(SPECIES), s51 = FloatVector.zero(SPECIES);
    FloatVector s60 = FloatVector.zero(SPECIES), s61 = FloatVector.zero(SPECIES);
    FloatVector s70 = FloatVector.zero(SPECIES), s71 = FloatVector.zero(SPECIES);
    if (accumulate) {
      s00 = FloatVector.fromArray(SPECIES, c, cOff);
      s01 = FloatVector.fromArray(SPECIES, c, cOff + LANES);
      s10 = FloatVector.fromArray(SPECIES, c, cOff + ldc);
      s11 = FloatVector.fromArray(SPECIES, c, cOff + ldc + LANES);
      s20 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc);
      s21 = FloatVector.fromArray(SPECIES, c, cOff + 2 * ldc + LANES);
      s30 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc);
      s31 = FloatVector.fromArray(SPECIES, c, cOff + 3 * ldc + LANES);
      s40 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc);
      s41 = FloatVector.fromArray(SPECIES, c, cOff + 4 * ldc + LANES);
      s50 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc);
      s51 = FloatVector.fromArray(SPECIES, c, cOff + 5 * ldc + LANES);
      s60 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc);
      s61 = FloatVector.fromArray(SPECIES, c, cOff + 6 * ldc + LANES);
      s70 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc);
      s71 = FloatVector.fromArray(SPECIES, c, cOff + 7 * ldc + LANES);
    }
    for (int i = 0; i < k; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP]);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 1]);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 2]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 3]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 4]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 5]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 6]);
      s60 = w0.fma(x6, s60);
      s61 = w1.fma(x6, s61);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[aOff + i * STRIP + 7]);
      s70 = w0.fma(x7, s70);
      s71 = w1.fma(x7, s71);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s10.intoArray(c, cOff + ldc);
    s11.intoArray(c, cOff + ldc + LANES);
    s20.intoArray(c, cOff + 2 * ldc);
    s21.intoArray(c, cOff + 2 * ldc + LANES);
    s30.intoArray(c, cOff + 3 * ldc);
    s31.intoArray(c, cOff + 3 * ldc + LANES);
    s40.intoArray(c, cOff + 4 * ldc);
    s41.intoArray(c, cOff + 4 * ldc + LANES);
    s50.intoArray(c, cOff + 5 * ldc);
    s51.intoArray(c, cOff + 5 * ldc + LANES);
    s60.intoArray(c, cOff + 6 * ldc);
    s61.intoArray(c, cOff + 6 * ldc + LANES);
    s70.intoArray(c, cOff + 7 * ldc);
    s71.intoArray(c, cOff + 7 * ldc + LANES);
  }
}
