package org.seqlang.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InitializersTest {

  private static final int ROWS = 400;
  private static final int COLUMNS = 100;

  @Test
  void uniformFillsItsRangeEvenly() {
    float[] values = filled(v -> Initializers.uniform(v, -0.2, 0.4, 7));
    assertMoments(values, 0.1, 0.6 / Math.sqrt(12));
    int[] buckets = new int[10];
    for (float value : values) {
      buckets[(int) ((value + 0.2) / 0.06)]++;
    }
    for (int bucket : buckets) {
      assertEquals(values.length / 10, bucket, values.length / 100);
    }
  }

  @Test
  void normalHasItsMomentsAndTails() {
    float[] values = filled(v -> Initializers.normal(v, 1, 0.5, 7));
    assertMoments(values, 1, 0.5);
    double beyond = 0;
    for (float value : values) {
      beyond += Math.abs(value - 1) > 2 * 0.5 ? 1 : 0;
    }
    assertEquals(0.0455, beyond / values.length, 0.005);
  }

  @Test
  void scaledOnesHaveTheDeviationsOfTheirPapers() {
    double xavier = Math.sqrt(2.0 / (ROWS + COLUMNS));
    double kaiming = Math.sqrt(2.0 / COLUMNS);
    assertMoments(filled(v -> Initializers.xavierUniform(v, ROWS, COLUMNS, 1, 1)), 0, xavier);
    assertMoments(filled(v -> Initializers.xavierNormal(v, ROWS, COLUMNS, 1, 1)), 0, xavier);
    assertMoments(filled(v -> Initializers.kaimingUniform(v, ROWS, COLUMNS, Math.sqrt(2), 1)), 0, kaiming);
    assertMoments(filled(v -> Initializers.kaimingNormal(v, ROWS, COLUMNS, Math.sqrt(2), 1)), 0, kaiming);
  }

  @Test
  void gainsScaleAndFansAreChosen() {
    double xavier = 5.0 / 3 * Math.sqrt(2.0 / (ROWS + COLUMNS));
    assertMoments(filled(v -> Initializers.xavierUniform(v, ROWS, COLUMNS, 5.0 / 3, 1)), 0, xavier);
    assertMoments(filled(v -> Initializers.xavierNormal(v, ROWS, COLUMNS, 5.0 / 3, 1)), 0, xavier);
    assertMoments(filled(v -> Initializers.kaimingUniformOut(v, ROWS, COLUMNS, 1, 1)), 0, 1 / Math.sqrt(ROWS));
    assertMoments(filled(v -> Initializers.kaimingNormalOut(v, ROWS, COLUMNS, 2, 1)), 0, 2 / Math.sqrt(ROWS));
  }

  @Test
  void uniformOnesStayWithinTheirBounds() {
    assertBound(filled(v -> Initializers.xavierUniform(v, ROWS, COLUMNS, 1, 3)), Math.sqrt(6.0 / (ROWS + COLUMNS)));
    assertBound(filled(v -> Initializers.kaimingUniform(v, ROWS, COLUMNS, 1, 3)), Math.sqrt(3.0 / COLUMNS));
    assertBound(filled(v -> Initializers.kaimingUniformOut(v, ROWS, COLUMNS, 1, 3)), Math.sqrt(3.0 / ROWS));
  }

  /** Nothing beyond the bound, and something near it. */
  private static void assertBound(float[] values, double bound) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest <= bound * (1 + 1e-6) && largest > 0.99 * bound, largest + " of " + bound);
  }

  @Test
  void constantsOfBlocks() {
    float[] values = new float[8];
    Initializers.constant(values, 0.5);
    Initializers.addToBlocks(values, 0, 1, 0, -2);
    assertArrayEquals(new float[] {0.5f, 0.5f, 1.5f, 1.5f, 0.5f, 0.5f, -1.5f, -1.5f}, values);
    assertThrows(IllegalArgumentException.class, () -> Initializers.addToBlocks(values, 1, 2, 3));
  }

  @Test
  void orthogonalRowsOrColumnsAreOrthogonalAndOfTheGainsLength() {
    for (int[] shape : new int[][] {{5, 8}, {8, 5}, {6, 6}, {1, 3}}) {
      float[] q = new float[shape[0] * shape[1]];
      Initializers.orthogonal(q, shape[0], shape[1], 2, 11);
      boolean wide = shape[0] <= shape[1];
      int vectors = Math.min(shape[0], shape[1]);
      for (int a = 0; a < vectors; a++) {
        for (int b = 0; b < vectors; b++) {
          double dot = 0;
          for (int i = 0; i < Math.max(shape[0], shape[1]); i++) {
            dot += wide ? q[a * shape[1] + i] * q[b * shape[1] + i] : q[i * shape[1] + a] * q[i * shape[1] + b];
          }
          assertEquals(a == b ? 4 : 0, dot, 1e-5);
        }
      }
    }
  }

  @Test
  void anElementDependsOnSeedAndPlaceOnly() {
    float[] small = new float[10];
    float[] large = new float[20];
    Initializers.normal(small, 1, 5);
    Initializers.normal(large, 1, 5);
    assertArrayEquals(small, Arrays.copyOf(large, 10));
    Initializers.normal(large, 1, 6);
    assertNotEquals(small[0], large[0]);
  }

  @Test
  void constantsAndPadding() {
    float[] values = new float[6];
    Initializers.ones(values);
    Initializers.zeroRow(values, 1, 2);
    assertArrayEquals(new float[] {1, 1, 0, 0, 1, 1}, values);
    Initializers.constant(values, 0.5);
    assertEquals(0.5f, values[3]);
    Initializers.zeros(values);
    assertEquals(0f, values[3]);
  }

  @Test
  void seedsOfPartsDiffer() {
    Seed seed = new Seed(42);
    long distinct = java.util.stream.LongStream.concat(
        java.util.stream.LongStream.range(0, 1000).map(seed::derive),
        java.util.stream.Stream.of("a", "b", "ab", "ba", "").mapToLong(seed::derive)).distinct().count();
    assertEquals(1005, distinct);
    assertEquals(seed.derive("encoder"), new Seed(42).derive("encoder"));
    assertTrue(seed.derive(0) != new Seed(43).derive(0));
  }

  private static float[] filled(Consumer<float[]> initializer) {
    float[] values = new float[ROWS * COLUMNS];
    initializer.accept(values);
    return values;
  }

  private static void assertMoments(float[] values, double mean, double deviation) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (value - mean) * (value - mean);
    }
    assertEquals(mean, sum / values.length, 4 * deviation / Math.sqrt(values.length));
    assertEquals(deviation, Math.sqrt(squares / values.length), deviation * 0.02);
  }
}
