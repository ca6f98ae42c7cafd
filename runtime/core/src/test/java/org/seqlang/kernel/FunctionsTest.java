package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  private interface Stretch {
    void of(float[] x, int xOffset, float[] y, int yOffset, int length);
  }

  private interface Single {
    float of(float x);
  }

  static Stream<Functions> implementations() {
    return Fused.IN_HARDWARE ? Stream.of(new PlainFunctions(), new VectorFunctions()) : Stream.of(new PlainFunctions());
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void equalThePointwiseFunctionsToTheBit(Functions functions) {
    for (int length : new int[] {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 64, 100, 5000}) {
      check(functions::tanh, Pointwise::tanh, length);
      check(functions::sigmoid, Pointwise::sigmoid, length);
      check(functions::exp, Pointwise::exp, length);
    }
  }

  private static void check(Stretch stretch, Single single, int length) {
    Random random = new Random(length);
    float[] x = new float[length + 2 * AROUND];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 == 6 ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextGaussian() * 10;
    }
    float[] y = x.clone();
    float[] apart = new float[length + 1];
    stretch.of(x, AROUND, apart, 1, length);
    stretch.of(y, AROUND, y, AROUND, length);
    float[] expected = x.clone();
    float[] expectedApart = new float[length + 1];
    for (int i = 0; i < length; i++) {
      expected[AROUND + i] = single.of(x[AROUND + i]);
      expectedApart[1 + i] = expected[AROUND + i];
    }
    assertArrayEquals(expected, y, length + " in place");
    assertArrayEquals(expectedApart, apart, length + " elsewhere");
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
  void refuseStretchesOutsideTheirArrays(Functions functions) {
    assertThrows(IndexOutOfBoundsException.class, () -> functions.tanh(new float[20], 4, new float[20], 0, 17));
    assertThrows(IndexOutOfBoundsException.class, () -> functions.exp(new float[20], 0, new float[20], -1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> functions.sigmoid(new float[20], 0, new float[2], 0, 3));
  }
}
