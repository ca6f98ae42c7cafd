package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqlang.tensor.Steps;

class LinearRecurrenceTest {

  /** A ragged batch with random factors below one and a bit. */
  private static final class Batch {
    final Steps steps;
    final int columns;
    final float[] a;
    final float[] b;
    final float[] initial;

    Batch(int columns, long seed, int... lengths) {
      this.steps = Steps.of(lengths);
      this.columns = columns;
      Random random = new Random(seed);
      a = numbers(random, steps.rows() * columns, 1.02f);
      b = numbers(random, steps.rows() * columns, 1);
      initial = numbers(random, lengths.length * columns, 1);
    }

    private static float[] numbers(Random random, int count, float scale) {
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (random.nextFloat() - 0.2f) * 1.25f * scale;
      }
      return numbers;
    }

    float[] run(boolean reverse, boolean transposed, int threads) {
      float[] result = new float[a.length];
      new LinearRecurrence(steps.offsets(), columns, reverse, transposed)
          .run(new LinearSweep.Arrays(rows(a), rows(b), initial, rows(result)), threads);
      return result;
    }

    private LinearRecurrence.Rows rows(float[] values) {
      return new LinearRecurrence.Rows(values, 0, columns);
    }

    /** Step by step, in double precision. */
    double[] expected(boolean reverse, boolean transposed) {
      double[] result = new double[a.length];
      for (int position = 0; position < steps.examples(); position++) {
        int length = steps.length(steps.example(position));
        for (int c = 0; c < columns; c++) {
          double state = initial[position * columns + c];
          for (int i = 0; i < length; i++) {
            int at = (steps.offset(reverse ? length - 1 - i : i) + position) * columns + c;
            state = transposed ? state + b[at] : a[at] * state + b[at];
            result[at] = state;
            state = transposed ? a[at] * state : state;
          }
        }
      }
      return result;
    }

    void check(boolean reverse, boolean transposed, int threads) {
      double[] expected = expected(reverse, transposed);
      float[] actual = run(reverse, transposed, threads);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], 2e-5 * Math.max(1, Math.abs(expected[i])), "number " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void isTheSameAsStepByStep(boolean reverse, boolean transposed) {
    new Batch(1, 1, 1).check(reverse, transposed, 1);
    new Batch(3, 2, 4, 7, 1).check(reverse, transposed, 2);
    new Batch(5, 3, 256, 257, 700, 3, 512).check(reverse, transposed, 1);
    new Batch(1500, 4, 300, 20).check(reverse, transposed, 2);
    new Batch(40, 5, 1100, 513).check(reverse, transposed, 8);
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void doesNotDependOnThreadsOrOnTheRestOfTheBatch(boolean reverse, boolean transposed) {
    Batch batch = new Batch(37, 6, 1300, 400, 257);
    float[] one = batch.run(reverse, transposed, 1);
    assertArrayEquals(one, batch.run(reverse, transposed, 2));
    assertArrayEquals(one, batch.run(reverse, transposed, 16));
    int position = batch.steps.position(1);
    Batch alone = new Batch(37, 0, 400);
    for (int t = 0; t < 400; t++) {
      int from = batch.steps.row(1, t) * 37;
      System.arraycopy(batch.a, from, alone.a, t * 37, 37);
      System.arraycopy(batch.b, from, alone.b, t * 37, 37);
    }
    System.arraycopy(batch.initial, position * 37, alone.initial, 0, 37);
    float[] result = alone.run(reverse, transposed, 16);
    for (int t = 0; t < 400; t++) {
      int from = batch.steps.row(1, t) * 37;
      assertArrayEquals(Arrays.copyOfRange(one, from, from + 37), Arrays.copyOfRange(result, t * 37, (t + 1) * 37));
    }
  }

  @Test
  void readsAndWritesPartsOfRowsAndOneRowForAll() {
    Batch batch = new Batch(4, 7, 3, 5);
    float[] wide = new float[8 * 9];
    for (int r = 0; r < 8; r++) {
      System.arraycopy(batch.b, r * 4, wide, r * 9 + 2, 4);
      System.arraycopy(batch.a, 0, batch.a, r * 4, 4);
    }
    float[] result = new float[8 * 6];
    new LinearRecurrence(batch.steps.offsets(), 4, false, false).run(new LinearRecurrence.Rows(batch.a, 0, 0),
        new LinearRecurrence.Rows(wide, 2, 9), batch.initial, new LinearRecurrence.Rows(result, 1, 6));
    double[] expected = batch.expected(false, false);
    for (int r = 0; r < 8; r++) {
      assertEquals(0, result[r * 6]);
      for (int c = 0; c < 4; c++) {
        assertEquals(expected[r * 4 + c], result[r * 6 + 1 + c], 1e-5);
      }
    }
  }

  /** The product of a chunk's factors overflows where no state does. */
  @ParameterizedTest
  @CsvSource({"1,false", "16,false", "1,true", "16,true"})
  void keepsStatesThatGrowFromZeroFactorsThatOverflow(int threads, boolean transposed) {
    Batch batch = new Batch(64, 8, 1024);
    Arrays.fill(batch.a, 3);
    Arrays.fill(batch.b, 0);
    Arrays.fill(batch.initial, 0);
    assertArrayEquals(new float[batch.a.length], batch.run(false, transposed, threads));
    Arrays.fill(batch.a, 700 * 64, 701 * 64, 0);
    Arrays.fill(batch.b, 1000 * 64, 1001 * 64, 1);
    batch.check(false, transposed, threads);
  }

  @Test
  void leavesNoSubnormalNumbers() {
    Batch batch = new Batch(64, 9, 2000);
    Arrays.fill(batch.a, 0.9f);
    Arrays.fill(batch.b, 0);
    for (float number : batch.run(false, false, 1)) {
      assertEquals(true, number == 0 || Math.abs(number) >= Float.MIN_NORMAL);
    }
  }
}
