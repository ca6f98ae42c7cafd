package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several sums over the rows of one matrix are those that each would be alone, to the bit. */
class SumOverRowsTest {

  private static final int WIDE = 37;
  private static final int NARROW = 3;

  static Stream<Matrices> implementations() {
    return Implementations.all();
  }

  private final float[] a = numbers(400 * 260 + 5, 1);
  private final float[] b = numbers(400 * 40, 2);
  private final float[] old = numbers(260 * 50, 3);

  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }

  private static List<SumOverRows> sums(float[] b, float[] wide, float[] narrow, float[] columns, boolean accumulate) {
    return List.of(
        new SumOverRows.Outer(b, 0, 40, WIDE, wide, 1, 40, accumulate), new SumOverRows.Columns(columns, 2, accumulate),
        new SumOverRows.Outer(b, WIDE, 40, NARROW, narrow, 0, 50, accumulate));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void areThoseOfEachAlone(Matrices matrices) {
    Functions functions = new PlainFunctions();
    for (boolean accumulate : new boolean[] {false, true}) {
      for (int rows : new int[] {0, 1, 127, 129, 400}) {
        for (int m : new int[] {1, 16, 193, 250}) {
          float[] wide = old.clone();
          float[] narrow = old.clone();
          float[] columns = old.clone();
          matrices.sumOverRows(a, 5, 260, rows, 0, m, sums(b, wide, narrow, columns, accumulate));
          float[] wideAlone = old.clone();
          float[] narrowAlone = old.clone();
          float[] columnsAlone = old.clone();
          matrices.multiplyTransposed(a, 5, 260, b, 0, 40, rows, m, WIDE, wideAlone, 1, 40, accumulate);
          matrices.multiplyTransposed(a, 5, 260, b, WIDE, 40, rows, m, NARROW, narrowAlone, 0, 50, accumulate);
          if (!accumulate) {
            java.util.Arrays.fill(columnsAlone, 2, 2 + m, 0f);
          }
          functions.addRows(a, 5, 260, rows, columnsAlone, 2, m);
          String what = rows + " x " + m + (accumulate ? " added" : "");
          assertArrayEquals(wideAlone, wide, what);
          assertArrayEquals(narrowAlone, narrow, what);
          assertArrayEquals(columnsAlone, columns, what);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "400, 250", "33, 19"})
  void areTheSameOnSeveralThreads(int rows, int m) {
    float[] wide = old.clone();
    float[] narrow = old.clone();
    float[] columns = old.clone();
    ParallelMatrices.sumOverRows(a, 5, 260, rows, m, sums(b, wide, narrow, columns, true));
    float[] wideAlone = old.clone();
    float[] narrowAlone = old.clone();
    float[] columnsAlone = old.clone();
    Kernels.matrices().sumOverRows(a, 5, 260, rows, 0, m, sums(b, wideAlone, narrowAlone, columnsAlone, true));
    assertArrayEquals(wideAlone, wide);
    assertArrayEquals(narrowAlone, narrow);
    assertArrayEquals(columnsAlone, columns);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void writeNothingWhereOneDoesNotFit(Matrices matrices) {
    float[] wide = old.clone();
    List<SumOverRows> sums =
        List.of(new SumOverRows.Outer(b, 0, 40, WIDE, wide, 0, 40, false), new SumOverRows.Columns(new float[9], 0, false));
    assertThrows(IndexOutOfBoundsException.class, () -> matrices.sumOverRows(a, 0, 260, 4, 0, 10, sums));
    assertArrayEquals(old, wide);
  }
}
