package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * One row by eight vectors: a row by a single panel has two sums, each of which waits for itself, and reads the panel at two thirds of the
 * second-level cache's speed.
 */
final class RowTiles {
  /** Columns of the vectors that {@link #compute} goes through side by side. */
  static final int WIDTH = 8 * LANES;

  private RowTiles() {}

  /** C = Z + A · B for a row of A and vectors of B that are {@code apart}; Z's are {@code zStep} apart, which may be 0. */
  static void compute(
      float[] a, int aOff, float[] b, int b0, int apart, int k, float[] z, int zOff, int zStep, float[] c, int cOff) {
    int b1 = b0 + apart;
    int b2 = b1 + apart;
    int b3 = b2 + apart;
    int b4 = b3 + apart;
    int b5 = b4 + apart;
    int b6 = b5 + apart;
    int b7 = b6 + apart;
    FloatVector s0 = FloatVector.fromArray(SPECIES, z, zOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, z, zOff + zStep);
    FloatVector s2 = FloatVector.fromArray(SPECIES, z, zOff + 2 * zStep);
    FloatVector s3 = FloatVector.fromArray(SPECIES, z, zOff + 3 * zStep);
    FloatVector s4 = FloatVector.fromArray(SPECIES, z, zOff + 4 * zStep);
    FloatVector s5 = FloatVector.fromArray(SPECIES, z, zOff + 5 * zStep);
    FloatVector s6 = FloatVector.fromArray(SPECIES, z, zOff + 6 * zStep);
    FloatVector s7 = FloatVector.fromArray(SPECIES, z, zOff + 7 * zStep);
    for (int i = 0; i < k; i++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[aOff + i]);
      s0 = FloatVector.fromArray(SPECIES, b, b0 + i * LANES).fma(x, s0);
      s1 = FloatVector.fromArray(SPECIES, b, b1 + i * LANES).fma(x, s1);
      s2 = FloatVector.fromArray(SPECIES, b, b2 + i * LANES).fma(x, s2);
      s3 = FloatVector.fromArray(SPECIES, b, b3 + i * LANES).fma(x, s3);
      s4 = FloatVector.fromArray(SPECIES, b, b4 + i * LANES).fma(x, s4);
      s5 = FloatVector.fromArray(SPECIES, b, b5 + i * LANES).fma(x, s5);
      s6 = FloatVector.fromArray(SPECIES, b, b6 + i * LANES).fma(x, s6);
      s7 = FloatVector.fromArray(SPECIES, b, b7 + i * LANES).fma(x, s7);
    }
    s0.intoArray(c, cOff);
    s1.intoArray(c, cOff + LANES);
    s2.intoArray(c, cOff + 2 * LANES);
    s3.intoArray(c, cOff + 3 * LANES);
    s4.intoArray(c, cOff + 4 * LANES);
    s5.intoArray(c, cOff + 5 * LANES);
    s6.intoArray(c, cOff + 6 * LANES);
    s7.intoArray(c, cOff + 7 * LANES);
  }
}
