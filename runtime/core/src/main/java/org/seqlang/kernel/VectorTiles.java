package org.seqlang.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link VectorMatrices}: each computes one tile of C, some rows by one panel of three or two vectors,
 * that stays in registers while k goes by. A step of k loads the panel's vectors, spreads one element of each row of A
 * over a vector, and does one fused multiply-add for each register of the tile.
 *
 * <p>A is a strip: the elements of one step of k, one for each row, lie side by side, so that one address
 * serves all rows. B is a panel, whose vectors of one step are {@code apart} from each other, and those of one column of vectors side
 * by side. So both are read at the loop's own index, a vector further in each step: the JVM's compiler then needs no checks within the
 * loop. The sums start from Z, whose rows are {@code ldz} apart, and go to C, whose rows are {@code ldc} apart. Z is C, another matrix, or one row with {@code ldz} 0.
 *
 * <p>The methods are long and alike because an array of vectors would not stay in registers: straight-line code does. On JDK 17, eight rows by
 * three vectors are 4 to 19 % faster than by two in layers of LSTMs (a core of an Intel Xeon with AVX-512). Newer JDKs do not always keep three
 * in registers (an AMD EPYC with AVX-512, JDK 25: 90 to 200 GFLOP/s, where two always reach 215 to 250), so they use two alone.
 *
 * <p>All of this module keeps to one species: as soon as vectors of a second size are in use, the JVM's compiler no longer
 * knows the class of a vector in long methods, and they become fifty times slower.
 */
final class VectorTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  /** Vectors of a wide panel; a narrow one has {@link #NARROW}. */
  static final int WIDE = Runtime.version().feature() > 17 ? 2 : 3;
  static final int NARROW = 2;
  /** Columns of a wide panel of B. */
  static final int WIDTH = WIDE * LANES;
  /** Rows of the tallest tile: 256-bit vectors mean an x86 with 16 registers, all others have 32. */
  static final int TALLEST = LANES == 8 ? 4 : 8;

  /** The distance from step to step of a strip of A; a multiple of {@link #LANES}. */
  static final int STEP = Math.max(LANES, TALLEST);

  private VectorTiles() {}

  /** Computes a tile of 1 to {@link #TALLEST} rows; the panel's vectors are {@code apart}. */
  static void compute(
      int vectors, int rows, float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,
      float[] c, int cOff, int ldc) {
    if (vectors == 3) {
      WideTiles.compute(rows, a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
    } else {
      NarrowTiles.compute(rows, a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);
    }
  }
}
