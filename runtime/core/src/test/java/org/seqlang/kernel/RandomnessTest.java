package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RandomnessTest {

  @Test
  void numbersAreUniformAlongRowsAndAcrossThem() {
    int[] buckets = new int[10];
    double sum = 0;
    for (int example = 0; example < 100; example++) {
      int row = Randomness.row(42, 3, example, 7);
      for (int column = 0; column < 1000; column++) {
        float u = Randomness.uniform(row, column);
        buckets[(int) (u * 10)]++;
        sum += u;
      }
    }
    assertEquals(0.5, sum / 100_000, 0.005);
    for (int bucket : buckets) {
      assertEquals(10_000, bucket, 500);
    }
  }

  @Test
  void neighboursAreUncorrelated() {
    double product = 0;
    for (int step = 0; step < 100_000; step++) {
      float a = Randomness.uniform(Randomness.row(1, 0, 0, step), 0);
      float b = Randomness.uniform(Randomness.row(1, 0, 0, step + 1), 0);
      product += (a - 0.5) * (b - 0.5);
    }
    assertEquals(0, product / 100_000 * 12, 0.02);
  }

  @Test
  void everyPartOfThePlaceMatters() {
    int row = Randomness.row(1, 2, 3, 4);
    assertNotEquals(row, Randomness.row(1L << 40, 2, 3, 4));
    assertNotEquals(row, Randomness.row(1, 3, 2, 4));
    assertNotEquals(row, Randomness.row(1, 2, 4, 3));
    assertNotEquals(Randomness.uniform(row, 0), Randomness.uniform(row, 1));
  }

  @Test
  void dropoutKeepsTheExpectation() {
    int row = Randomness.row(9, 0, 0, 0);
    double sum = 0;
    for (int column = 0; column < 100_000; column++) {
      sum += Randomness.keep(row, column, 0.3f);
      assertEquals(1f, Randomness.keep(row, column, 0f));
      assertEquals(0f, Randomness.keep(row, column, 1f));
    }
    assertEquals(1, sum / 100_000, 0.01);
  }
}
