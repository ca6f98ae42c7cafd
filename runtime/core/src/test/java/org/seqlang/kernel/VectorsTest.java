package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VectorsTest {

  /** 0, 1, 2, …: sums are exact. */
  private static float[] counting(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = i;
    }
    return x;
  }

  @Test
  void reducesAllLengths() {
    float[] x = counting(300);
    for (int length = 0; length < 290; length++) {
      double sum = 0;
      double squares = 0;
      double products = 0;
      for (int i = 3; i < 3 + length; i++) {
        sum += x[i];
        squares += x[i] * x[i];
        products += x[i] * x[i + 2];
      }
      assertEquals(sum, Vectors.sum(x, 3, length));
      assertEquals(squares, Vectors.sumOfSquares(x, 3, length));
      assertEquals(products, Vectors.dot(x, 3, x, 5, length));
      assertEquals(length == 0 ? Float.NEGATIVE_INFINITY : 2 + length, Vectors.max(x, 3, length));
    }
  }

  @Test
  void sumsInDoublePrecision() {
    float[] x = new float[1 << 20];
    Vectors.fill(x, 0, x.length, 0.1f);
    assertEquals((double) 0.1f * x.length, Vectors.sum(x, 0, x.length), 1e-6);
  }

  @Test
  void maxFindsNaN() {
    assertTrue(Float.isNaN(Vectors.max(new float[] {1, Float.NaN, 3}, 0, 3)));
    assertEquals(-1f, Vectors.max(new float[] {-2, -1, 5}, 0, 2));
  }

  @Test
  void changesOnlyTheStretch() {
    float[] x = counting(6);
    Vectors.add(x, 1, new float[] {9, 10, 20}, 1, 2);
    assertArrayEquals(new float[] {0, 11, 22, 3, 4, 5}, x);
    Vectors.addScaled(x, 3, 2, new float[] {1, 2}, 0, 2);
    assertArrayEquals(new float[] {0, 11, 22, 5, 8, 5}, x);
    Vectors.scale(x, 4, 2, 10);
    assertArrayEquals(new float[] {0, 11, 22, 5, 80, 50}, x);
    Vectors.fill(x, 0, 1, 7);
    Vectors.copy(x, 0, x, 1, 5);
    assertArrayEquals(new float[] {7, 7, 11, 22, 5, 80}, x);
  }

  @Test
  void refusesStretchesOutsideTheArray() {
    float[] x = new float[4];
    assertThrows(IndexOutOfBoundsException.class, () -> Vectors.sum(x, 2, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> Vectors.fill(x, -1, 1, 0));
    Throwable thrown = assertThrows(IndexOutOfBoundsException.class, () -> Vectors.add(x, 0, new float[2], 1, 2));
    assertEquals("from: 2 elements at offset 1 do not lie in an array of 2", thrown.getMessage());
  }
}
