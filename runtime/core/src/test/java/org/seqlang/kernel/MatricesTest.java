package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations against a triple loop in double precision, and against each other to the bit. */
class MatricesTest {
  private static final int[] SIZES = {1, 2, 3, 7, 13, 48, 207};

  static Stream<Matrices> implementations() {
    return Implementations.all();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void multipliesAllSizes(Matrices matrices) {
    for (int m : SIZES) {
      for (int k : new int[] {0, 1, 2, 3, 7, 13, 48, 207}) {
        for (int n : SIZES) {
          Product product = new Product(m, k, n, m * 31 + k * 17 + n);
          product.checkMultiply(matrices, false, false);
          product.checkMultiply(matrices, true, true);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void multipliesTransposedAllSizes(Matrices matrices) {
    for (int m : SIZES) {
      for (int rows : new int[] {0, 1, 2, 7, 48, 207, 300}) {
        for (int n : SIZES) {
          Product product = new Product(m, rows, n, m * 31 + rows * 17 + n);
          product.checkMultiplyTransposed(matrices, false);
          product.checkMultiplyTransposed(matrices, true);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void multipliesLongAndWide(Matrices matrices) {
    new Product(5, 1030, 33, 1).checkMultiply(matrices, true, false);
    new Product(9, 11, 2300, 2).checkMultiply(matrices, false, true);
    new Product(150, 4, 40, 3).checkMultiply(matrices, true, true);
    new Product(61, 300, 530, 6).checkMultiply(matrices, false, true);
    new Product(250, 140, 70, 7).checkMultiplyTransposed(matrices, false);
    new Product(150, 600, 70, 4).checkMultiplyTransposed(matrices, true);
    new Product(3, 20, 1100, 5).checkMultiplyTransposed(matrices, false);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void partsOfTheColumnsAreTheWhole(Matrices matrices) {
    int k = 61;
    for (int n : new int[] {1, 40, 133, 600, 2300}) {
      for (int m : new int[] {1, 2, 5, 50}) {
        float[] a = random(m * k, 7);
        float[] z = random(m * n, 8);
        PackedMatrix packed = matrices.packed();
        matrices.pack(random(k * n, n), 0, n, false, k, n, packed);
        float[] whole = new float[m * n];
        matrices.multiply(a, 0, k, m, packed, z, 0, n, whole, 0, n);
        for (int parts = 1; parts < 9; parts++) {
          float[] divided = new float[m * n];
          float[] added = z.clone();
          for (int part = parts - 1; part >= 0; part--) {
            matrices.multiply(a, 0, k, m, packed, z, 0, n, divided, 0, n, part, parts);
            matrices.multiply(a, 0, k, m, packed, added, 0, n, true, part, parts);
          }
          assertArrayEquals(whole, divided, 0f);
          assertArrayEquals(whole, added, 0f);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aRowHasTheSameBitsInEveryBatch(Matrices matrices) {
    int k = 161;
    for (int n : new int[] {2, 16, 40, 133, 600}) {
      float[] b = random(k * n, n);
      float[] a = random(50 * k, 7);
      PackedMatrix packed = matrices.packed();
      matrices.pack(b, 0, n, false, k, n, packed);
      float[] alone = new float[50 * n];
      for (int i = 0; i < 50; i++) {
        matrices.multiply(a, i * k, k, 1, packed, alone, i * n, n, false);
      }
      for (int m = 1; m <= 50; m++) {
        float[] batch = new float[50 * n];
        int first = 50 - m;
        matrices.multiply(a, first * k, k, m, packed, batch, first * n, n, false);
        assertArrayEquals(
            Arrays.copyOfRange(alone, first * n, 50 * n), Arrays.copyOfRange(batch, first * n, 50 * n), 0f,
            "batch of " + m + " rows, " + n + " columns");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aRowOfAWeightGradientHasTheSameBitsInEverySplit(Matrices matrices) {
    int rows = 300;
    int m = 50;
    int n = 70;
    float[] a = random(rows * m, 1);
    float[] b = random(rows * n, 2);
    float[] whole = random(m * n, 3);
    float[] split = whole.clone();
    matrices.multiplyTransposed(a, 0, m, b, 0, n, rows, m, n, whole, 0, n, true);
    int from = 0;
    for (int height = 1; from < m; height++) {
      int to = Math.min(m, from + height);
      matrices.multiplyTransposed(a, from, m, b, 0, n, rows, to - from, n, split, from * n, n, true);
      from = to;
    }
    assertArrayEquals(whole, split, 0f);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void equalsThePlainKernelsToTheBit(Matrices matrices) {
    for (int m : new int[] {1, 3, 17, 70}) {
      for (int n : new int[] {2, 45, 160}) {
        float[] expected = new Product(m, 29, n, m + n).result(new PlainMatrices());
        assertArrayEquals(expected, new Product(m, 29, n, m + n).result(matrices), 0f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void sumsStartFromAnotherMatrixOrFromOneRow(Matrices matrices) {
    for (int m : new int[] {1, 8, 13, 50}) {
      for (int k : new int[] {0, 5, 250}) {
        for (int n : new int[] {1, 20, 48, 64, 100}) {
          float[] a = random(m * k, 1);
          float[] z = random(3 + m * (n + 2), 2);
          PackedMatrix packed = matrices.packed();
          matrices.pack(random(k * n, 3), 0, n, false, k, n, packed);
          for (int ldz : new int[] {n + 2, 0}) {
            float[] expected = new float[m * n];
            for (int i = 0; i < m; i++) {
              System.arraycopy(z, 3 + i * ldz, expected, i * n, n);
            }
            matrices.multiply(a, 0, k, m, packed, expected, 0, n, true);
            float[] result = random(m * n, 4);
            matrices.multiply(a, 0, k, m, packed, z, 3, ldz, result, 0, n);
            assertArrayEquals(expected, result, 0f, m + " x " + k + " x " + n);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void packsAgainInTheSameMemory(Matrices matrices) {
    PackedMatrix packed = matrices.packed();
    assertEquals(0, packed.rows());
    assertEquals(0, packed.columns());
    int[][] sizes = {{9, 70}, {3, 5}, {20, 33}, {9, 70}, {0, 4}};
    for (int[] size : sizes) {
      Product product = new Product(6, size[0], size[1], 5);
      product.packed = packed;
      product.checkMultiply(matrices, false, false);
      assertEquals(size[0], packed.rows());
      assertEquals(size[1], packed.columns());
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesMatricesOutsideTheirArrays(Matrices matrices) {
    PackedMatrix packed = matrices.packed();
    float[] six = new float[6];
    assertThrows(IndexOutOfBoundsException.class, () -> matrices.pack(six, 1, 3, false, 2, 3, packed));
    matrices.pack(six, 0, 3, false, 2, 3, packed);
    assertThrows(IndexOutOfBoundsException.class,
        () -> matrices.multiply(new float[3], 0, 2, 2, packed, six, 0, 3, false));
    assertThrows(IndexOutOfBoundsException.class,
        () -> matrices.multiply(new float[4], 0, 2, 2, packed, six, 0, 2, false));
    assertThrows(IndexOutOfBoundsException.class,
        () -> matrices.multiply(new float[4], 0, 2, 2, packed, new float[2], 0, 0, six, 0, 3));
    Throwable thrown = assertThrows(IndexOutOfBoundsException.class,
        () -> matrices.multiplyTransposed(six, 0, 2, six, 0, 2, 4, 2, 2, new float[4], 0, 2, false));
    assertEquals(
        "matrix A of 4 x 2 at offset 0 with stride 2 does not lie in an array of 6; the offset must not be negative, "
            + "the stride not below the columns, and the last element inside",
        thrown.getMessage());
  }

  @Test
  void refusesAMatrixPackedByOtherKernels() {
    PlainMatrices plain = new PlainMatrices();
    PackedMatrix foreign = new PackedPanels();
    assertThrows(IllegalArgumentException.class, () -> plain.pack(new float[1], 0, 1, false, 1, 1, foreign));
  }

  private static float[] random(int length, long seed) {
    return Product.random(length, seed);
  }

  /** One product at odd offsets and strides, with what lies around C guarded. */
  private static final class Product {
    private final int m;
    private final int k;
    private final int n;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final int lda;
    private final int ldb;
    private final int ldc;
    PackedMatrix packed;

    Product(int m, int k, int n, long seed) {
      this.m = m;
      this.k = k;
      this.n = n;
      lda = Math.max(m, k) + 3;
      ldb = Math.max(k, n) + 2;
      ldc = n + 5;
      a = random(2 + Math.max(m, k) * lda, seed);
      b = random(1 + Math.max(k, n) * ldb, seed + 1);
      c = random(4 + m * ldc, seed + 2);
    }

    static float[] random(int length, long seed) {
      Random random = new Random(seed);
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = random.nextFloat() * 2 - 1;
      }
      return values;
    }

    float[] result(Matrices matrices) {
      multiply(matrices, false, true);
      return c;
    }

    private void multiply(Matrices matrices, boolean transposed, boolean accumulate) {
      PackedMatrix right = packed == null ? matrices.packed() : packed;
      matrices.pack(b, 1, ldb, transposed, k, n, right);
      matrices.multiply(a, 2, lda, m, right, c, 4, ldc, accumulate);
    }

    void checkMultiply(Matrices matrices, boolean transposed, boolean accumulate) {
      float[] before = c.clone();
      multiply(matrices, transposed, accumulate);
      check(before, accumulate, (i, j, x) ->
          (double) a[2 + i * lda + x] * (transposed ? b[1 + j * ldb + x] : b[1 + x * ldb + j]));
    }

    void checkMultiplyTransposed(Matrices matrices, boolean accumulate) {
      float[] before = c.clone();
      matrices.multiplyTransposed(a, 2, lda, b, 1, ldb, k, m, n, c, 4, ldc, accumulate);
      check(before, accumulate, (i, j, x) -> (double) a[2 + x * lda + i] * b[1 + x * ldb + j]);
    }

    private interface Term {
      double at(int i, int j, int x);
    }

    private void check(float[] before, boolean accumulate, Term term) {
      String what = m + " x " + k + " x " + n + (accumulate ? " added" : "");
      float[] expected = before.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? before[4 + i * ldc + j] : 0;
          for (int x = 0; x < k; x++) {
            sum += term.at(i, j, x);
          }
          expected[4 + i * ldc + j] = (float) sum;
        }
      }
      assertArrayEquals(expected, c, 1e-6f * (float) Math.sqrt(k + 1) * 3, what);
      for (int i = 0; i < 4; i++) {
        assertEquals(before[i], c[i], what);
      }
      for (int i = 0; i < m; i++) {
        for (int j = n; j < ldc; j++) {
          assertEquals(before[4 + i * ldc + j], c[4 + i * ldc + j], what);
        }
      }
    }
  }
}
