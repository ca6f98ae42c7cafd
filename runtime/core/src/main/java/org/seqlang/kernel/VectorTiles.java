package org.seqlang.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link VectorMatrices}: each computes one tile of C, some rows by one panel of four vectors, that
 * stays in registers while k goes by. A step of k loads the four vectors of B, spreads one element of each row of A
 * over a vector, and does one fused multiply-add for each register of the tile.
 *
 * <p>All parameters mean the same everywhere: A's rows are {@code lda} apart, B is a panel, the sums start from Z,
 * whose rows are {@code ldz} apart, and go to C, whose rows are {@code ldc} apart. Z is C, or some zeros with {@code
 * ldz} 0: a choice between the two in the tile would be one branch and one more vector for each register, too much code
 * for the JVM's compiler to keep it all in one piece.
 *
 * <p>The methods are long and alike because an array of vectors would not stay in registers: straight-line code does.
 * Each is far below the 8000 bytecodes beyond which the JVM's compiler gives up. Taller tiles load less for each
 * multiply-add; six by four leaves eight of 32 registers for B and A, three by four leaves four of 16.
 */
final class VectorTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  /** Columns of a panel of B: four vectors. */
  static final int WIDTH = 4 * LANES;
  /** Rows of the tallest tile: 256-bit vectors mean an x86 with 16 registers, all others have 32. */
  static final int TALLEST = LANES == 8 ? 3 : 6;

  private VectorTiles() {}

  /** Computes a tile of 1 to {@link #TALLEST} rows. */
  static void compute(
      int rows, float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    switch (rows) {
      case 1 -> oneRow(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 2 -> twoRows(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 3 -> threeRows(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 4 -> fourRows(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      case 5 -> fiveRows(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
      default -> sixRows(a, aOff, lda, b, bOff, k, z, zOff, ldz, c, cOff, ldc);
    }
  }

  /** One row. */
  private static void oneRow(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      s00 = w0.fma(x0, s00);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      s01 = w1.fma(x0, s01);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      s02 = w2.fma(x0, s02);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      s03 = w3.fma(x0, s03);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
  }

  /** Two rows. */
  private static void twoRows(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int a1 = aOff + lda;
    int c1 = cOff + ldc;
    int z1 = zOff + ldz;
    FloatVector s00 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s01 = FloatVector.fromArray(SPECIES, z, zOff + LANES);
    FloatVector s02 = FloatVector.fromArray(SPECIES, z, zOff + 2 * LANES);
    FloatVector s03 = FloatVector.fromArray(SPECIES, z, zOff + 3 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, z, z1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, z, z1 + LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, z, z1 + 2 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, z, z1 + 3 * LANES);
    for (int i = 0; i < k; i++) {
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      s00 = w0.fma(x0, s00);
      s10 = w0.fma(x1, s10);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      s01 = w1.fma(x0, s01);
      s11 = w1.fma(x1, s11);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      s02 = w2.fma(x0, s02);
      s12 = w2.fma(x1, s12);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      s03 = w3.fma(x0, s03);
      s13 = w3.fma(x1, s13);
    }
    s00.intoArray(c, cOff);
    s01.intoArray(c, cOff + LANES);
    s02.intoArray(c, cOff + 2 * LANES);
    s03.intoArray(c, cOff + 3 * LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s12.intoArray(c, c1 + 2 * LANES);
    s13.intoArray(c, c1 + 3 * LANES);
  }

  /** Three rows. */
  private static void threeRows(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int c1 = cOff + ldc;
    int z1 = zOff + ldz;
    int c2 = c1 + ldc;
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
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      s00 = w0.fma(x0, s00);
      s10 = w0.fma(x1, s10);
      s20 = w0.fma(x2, s20);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      s01 = w1.fma(x0, s01);
      s11 = w1.fma(x1, s11);
      s21 = w1.fma(x2, s21);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      s02 = w2.fma(x0, s02);
      s12 = w2.fma(x1, s12);
      s22 = w2.fma(x2, s22);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      s03 = w3.fma(x0, s03);
      s13 = w3.fma(x1, s13);
      s23 = w3.fma(x2, s23);
    }
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

  /** Four rows. */
  private static void fourRows(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int c1 = cOff + ldc;
    int z1 = zOff + ldz;
    int c2 = c1 + ldc;
    int z2 = z1 + ldz;
    int c3 = c2 + ldc;
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
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      s00 = w0.fma(x0, s00);
      s10 = w0.fma(x1, s10);
      s20 = w0.fma(x2, s20);
      s30 = w0.fma(x3, s30);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      s01 = w1.fma(x0, s01);
      s11 = w1.fma(x1, s11);
      s21 = w1.fma(x2, s21);
      s31 = w1.fma(x3, s31);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      s02 = w2.fma(x0, s02);
      s12 = w2.fma(x1, s12);
      s22 = w2.fma(x2, s22);
      s32 = w2.fma(x3, s32);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      s03 = w3.fma(x0, s03);
      s13 = w3.fma(x1, s13);
      s23 = w3.fma(x2, s23);
      s33 = w3.fma(x3, s33);
    }
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

  /** Five rows. */
  private static void fiveRows(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int c1 = cOff + ldc;
    int z1 = zOff + ldz;
    int c2 = c1 + ldc;
    int z2 = z1 + ldz;
    int c3 = c2 + ldc;
    int z3 = z2 + ldz;
    int c4 = c3 + ldc;
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
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aOff + i]);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + i]);
      FloatVector w0 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH);
      s00 = w0.fma(x0, s00);
      s10 = w0.fma(x1, s10);
      s20 = w0.fma(x2, s20);
      s30 = w0.fma(x3, s30);
      s40 = w0.fma(x4, s40);
      FloatVector w1 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + LANES);
      s01 = w1.fma(x0, s01);
      s11 = w1.fma(x1, s11);
      s21 = w1.fma(x2, s21);
      s31 = w1.fma(x3, s31);
      s41 = w1.fma(x4, s41);
      FloatVector w2 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 2 * LANES);
      s02 = w2.fma(x0, s02);
      s12 = w2.fma(x1, s12);
      s22 = w2.fma(x2, s22);
      s32 = w2.fma(x3, s32);
      s42 = w2.fma(x4, s42);
      FloatVector w3 = FloatVector.fromArray(SPECIES, b, bOff + i * WIDTH + 3 * LANES);
      s03 = w3.fma(x0, s03);
      s13 = w3.fma(x1, s13);
      s23 = w3.fma(x2, s23);
      s33 = w3.fma(x3, s33);
      s43 = w3.fma(x4, s43);
    }
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

  /** Six rows. */
  private static void sixRows(
      float[] a, int aOff, int lda, float[] b, int bOff, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    int a1 = aOff + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int c1 = cOff + ldc;
    int z1 = zOff + ldz;
    int c2 = c1 + ldc;
    int z2 = z1 + ldz;
    int c3 = c2 + ldc;
    int z3 = z2 + ldz;
    int c4 = c3 + ldc;
    int z4 = z3 + ldz;
    int c5 = c4 + ldc;
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
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + i]);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      s42 = w2.fma(x4, s42);
      s43 = w3.fma(x4, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + i]);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      s52 = w2.fma(x5, s52);
      s53 = w3.fma(x5, s53);
    }
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
