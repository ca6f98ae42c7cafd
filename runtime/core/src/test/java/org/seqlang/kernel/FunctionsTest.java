package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of stretches against {@link Pointwise}, to the bit. */
class FunctionsTest {
  private static final int AROUND = 3;
  private static final float[] SPECIAL = {
    0f, -0f, 1e-30f, -1e-40f, 88.8f, -104f, -200f, 7.99f, -8.1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE, Float.MIN_VALUE
  };

  private interface Piece {
    void of(float[] x, int xOffset, int stride, int rows, int columns, float[] y);
  }

  private interface Single {
    float of(float x);
  }

  static Stream<Functions> implementations() {
    return Fused.IN_HARDWARE
        ? Stream.of(new PlainFunctions(), new VectorFunctions(), new EarlyFunctions(1 << 16))
        : Stream.of(new PlainFunctions());
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void equalThePointwiseFunctionsToTheBit(Functions functions) {
    for (int columns : new int[] {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 64, 100, 500}) {
      for (int rows : new int[] {1, 2, 5}) {
        check(functions::tanh, Pointwise::tanh, rows, columns);
        check(functions::sigmoid, Pointwise::sigmoid, rows, columns);
        check(functions::exp, Pointwise::exp, rows, columns);
      }
    }
  }

  private static void check(Piece piece, Single single, int rows, int columns) {
    Random random = new Random(columns);
    int stride = columns + 2;
    float[] x = new float[AROUND + rows * stride];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 == 6 ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextGaussian() * 10;
    }
    float[] expected = new float[rows * columns + 1];
    float[] once = new float[rows * columns + 1];
    float[] inPlace = new float[rows * columns + 1];
    for (int i = 0; i < rows * columns; i++) {
      inPlace[i] = x[AROUND + i / columns * stride + i % columns];
      expected[i] = single.of(inPlace[i]);
      once[i] = single.of(x[AROUND + i % columns]);
    }
    float[] y = new float[rows * columns + 1];
    piece.of(x, AROUND, stride, rows, columns, y);
    assertArrayEquals(expected, y, rows + " x " + columns);
    piece.of(x, AROUND, 0, rows, columns, y);
    assertArrayEquals(once, y, rows + " times " + columns);
    piece.of(inPlace, 0, columns, rows, columns, inPlace);
    assertArrayEquals(expected, inPlace, rows + " x " + columns + " in place");
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void chooseByComparison(Functions functions) {
    Random random = new Random(2);
    float[] some = {0f, -0f, 1f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-45f};
    for (int count : new int[] {0, 1, 7, 16, 33, 512}) {
      float[][] x = new float[4][count];
      for (int i = 0; i < count; i++) {
        for (float[] operand : x) {
          operand[i] = some[random.nextInt(some.length)];
        }
      }
      for (Functions.Comparison comparison : Functions.Comparison.values()) {
        float[] expected = new float[count + 1];
        for (int i = 0; i < count; i++) {
          boolean holds = switch (comparison) {
            case LESS -> x[0][i] < x[1][i];
            case LESS_OR_EQUAL -> x[0][i] <= x[1][i];
            case EQUAL -> x[0][i] == x[1][i];
          };
          expected[i] = holds ? x[2][i] : x[3][i];
        }
        float[] z = new float[count + 1];
        functions.choose(comparison, x[0], x[1], x[2], x[3], count, z);
        assertArrayEquals(expected, z, comparison + " " + count);
        float[] inPlace = Arrays.copyOf(x[2], count);
        functions.choose(comparison, x[0], x[1], inPlace, x[3], count, inPlace);
        assertArrayEquals(Arrays.copyOf(expected, count), inPlace, comparison + " " + count + " in place");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void addRowsInTheirOrder(Functions functions) {
    Random random = new Random(1);
    for (int rows : new int[] {0, 1, 4, 11}) {
      for (int columns : new int[] {1, 16, 300}) {
        float[] x = new float[5 + rows * (columns + 3)];
        for (int i = 0; i < x.length; i++) {
          x[i] = random.nextFloat();
        }
        float[] y = new float[columns + 2];
        float[] expected = y.clone();
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            expected[1 + c] += x[4 + r * (columns + 3) + c];
          }
        }
        functions.addRows(x, 4, columns + 3, rows, y, 1, columns);
        assertArrayEquals(expected, y);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void sumInSixteenParts(Functions functions) {
    Random random = new Random(2);
    for (int length : new int[] {0, 1, 15, 16, 17, 40, 1000}) {
      float[] x = new float[length + 5];
      double exact = 0;
      float[] parts = new float[16];
      float rest = 0;
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextFloat() * 2 - 0.5f;
      }
      for (int i = 0; i < length; i++) {
        exact += x[3 + i];
        if (i < length / 16 * 16) {
          parts[i % 16] += x[3 + i];
        } else {
          rest += x[3 + i];
        }
      }
      for (int apart = 8; apart >= 1; apart /= 2) {
        for (int j = 0; j < apart; j++) {
          parts[j] += parts[j + apart];
        }
      }
      assertEquals(parts[0] + rest, functions.sum(x, 3, length));
      assertEquals(exact, functions.sum(x, 3, length), 1e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void findTheLargest(Functions functions) {
    assertEquals(Float.NEGATIVE_INFINITY, functions.max(new float[3], 1, 0));
    float[] x = new float[50];
    for (int i = 0; i < x.length; i++) {
      x[i] = -i % 7 - 1;
      assertEquals(-1, functions.max(x, 0, i + 1));
    }
    for (int i = 0; i < x.length; i++) {
      float[] y = x.clone();
      y[i] = 3;
      assertEquals(3, functions.max(y, 0, y.length));
      y[i] = Float.NaN;
      assertEquals(Float.NaN, functions.max(y, 0, y.length));
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refuseStretchesOutsideTheirArrays(Functions functions) {
    assertThrows(IndexOutOfBoundsException.class, () -> functions.tanh(new float[20], 4, 17, 1, 17, new float[20]));
    assertThrows(IndexOutOfBoundsException.class, () -> functions.exp(new float[20], -1, 3, 1, 3, new float[20]));
    assertThrows(IndexOutOfBoundsException.class, () -> functions.sigmoid(new float[20], 0, 3, 1, 3, new float[2]));
  }
}
