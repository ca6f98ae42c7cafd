package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PlainFirstTest {

  @Test
  void isOverWhenTheWorkIsDone() {
    PlainFirst kernel = new PlainFirst(100);
    assertFalse(kernel.isOver(60));
    assertFalse(kernel.isOver(40));
    assertTrue(kernel.isOver(1));
    assertTrue(kernel.isOver(1));
  }

  @Test
  void isOverFromTheFirstCallOnOrNever() {
    assertTrue(new PlainFirst(PlainFirst.NEVER).isOver(0));
    PlainFirst always = new PlainFirst(PlainFirst.ALWAYS);
    for (int i = 0; i < 10; i++) {
      assertFalse(always.isOver(Integer.MAX_VALUE));
    }
  }

  @Test
  void productsKeepTheirBitsOnTheWay() {
    Assumptions.assumeTrue(Fused.IN_HARDWARE);
    Matrices early = new VectorMatrices(1 << 16);
    Matrices plain = new PlainMatrices();
    for (int round = 0; round < 400; round++) {
      int m = 1 + round % 37;
      int k = 1 + round % 11;
      int n = 1 + round * 7 % 170;
      assertArrayEquals(sums(plain, m, k, n, round), sums(early, m, k, n, round), 0f, m + " x " + k + " x " + n);
    }
  }

  /** A product added several times, so that a tile may be plain at first and no longer. */
  private static float[] sums(Matrices matrices, int m, int k, int n, long seed) {
    Random random = new Random(seed);
    float[] a = numbers(random, m * k);
    float[] b = numbers(random, k * n);
    float[] c = numbers(random, m * n);
    PackedMatrix packed = matrices.packed();
    matrices.pack(b, 0, n, false, k, n, packed);
    for (int i = 0; i < 5; i++) {
      matrices.multiply(a, 0, k, m, packed, c, 0, n, true);
    }
    matrices.multiplyTransposed(a, 0, k, c, 0, n, m, k, n, b, 0, n, true);
    System.arraycopy(b, 0, c, 0, Math.min(b.length, c.length));
    return c;
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
