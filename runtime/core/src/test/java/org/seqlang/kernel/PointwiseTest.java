package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Errors over a sample of all floats: every {@link #STRIDE}-th bit pattern. */
class PointwiseTest {
  private static final int STRIDE = 1009;
  /** Saturation is exact, but without fused multiply-add in hardware it is a few units in the last place off. */
  private static final float SATURATED = Fused.IN_HARDWARE ? 0f : 2.5e-7f;

  private interface FloatFunction {
    float at(float x);
  }

  private interface Check {
    void accept(float x, float y);
  }

  private static void forAll(FloatFunction function, Check check) {
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      float x = Float.intBitsToFloat((int) bits);
      float y = function.at(x);
      if (Float.isNaN(x)) {
        assertTrue(Float.isNaN(y));
      } else {
        check.accept(x, y);
      }
    }
  }

  private static double largestRelativeError(FloatFunction function, DoubleUnaryOperator exact) {
    double[] largest = {0};
    forAll(function, (x, y) -> {
      double expected = exact.applyAsDouble(x);
      if (Math.abs(expected) >= Float.MIN_NORMAL) {
        largest[0] = Math.max(largest[0], Math.abs(y - expected) / Math.abs(expected));
      }
    });
    return largest[0];
  }

  @Test
  void tanhIsCloseAndWithinOne() {
    double error = largestRelativeError(Pointwise::tanh, Math::tanh);
    assertTrue(error <= 3.4e-7, "relative error " + error);
    forAll(Pointwise::tanh, (x, y) -> {
      assertTrue(Math.abs(y) <= 1);
      assertEquals(-y, Pointwise.tanh(-x));
    });
  }

  @Test
  void tanhAtTheEdges() {
    assertEquals(1f, Pointwise.tanh(Float.POSITIVE_INFINITY), SATURATED);
    assertEquals(-1f, Pointwise.tanh(Float.NEGATIVE_INFINITY), SATURATED);
    assertEquals(-0f, Pointwise.tanh(-0f));
    assertEquals(0f, Pointwise.tanh(0f));
    assertTrue(Float.isNaN(Pointwise.tanh(Float.NaN)));
  }

  @Test
  void sigmoidIsCloseAndWithinZeroAndOne() {
    double[] largest = {0};
    forAll(Pointwise::sigmoid, (x, y) -> {
      largest[0] = Math.max(largest[0], Math.abs(y - 1 / (1 + Math.exp(-x))));
      assertTrue(y >= 0 && y <= 1);
    });
    assertTrue(largest[0] <= 2e-7, "absolute error " + largest[0]);
  }

  @Test
  void sigmoidAtTheEdges() {
    assertEquals(1f, Pointwise.sigmoid(Float.POSITIVE_INFINITY), SATURATED);
    assertEquals(0f, Pointwise.sigmoid(Float.NEGATIVE_INFINITY), SATURATED);
    assertEquals(0.5f, Pointwise.sigmoid(0f));
    assertTrue(Float.isNaN(Pointwise.sigmoid(Float.NaN)));
  }

  @Test
  void expIsWithinTwoUnitsInTheLastPlace() {
    double[] largest = {0};
    forAll(Pointwise::exp, (x, y) -> {
      double expected = Math.exp(x);
      if ((float) expected == Float.POSITIVE_INFINITY) {
        assertEquals(Float.POSITIVE_INFINITY, y);
      } else {
        largest[0] = Math.max(largest[0], Math.abs(y - expected) / Math.ulp((float) expected));
      }
    });
    assertTrue(largest[0] <= 2, largest[0] + " units in the last place");
  }

  @Test
  void expAtTheEdges() {
    assertEquals(Float.POSITIVE_INFINITY, Pointwise.exp(Float.POSITIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, Pointwise.exp(88.73f));
    assertEquals((float) Math.exp(88.72f), Pointwise.exp(88.72f), 2 * Math.ulp((float) Math.exp(88.72f)));
    assertEquals(Float.MIN_VALUE, Pointwise.exp(-103.5f));
    assertEquals(0f, Pointwise.exp(-104f));
    assertEquals(0f, Pointwise.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Pointwise.exp(0f));
    assertTrue(Float.isNaN(Pointwise.exp(Float.NaN)));
  }

  @Test
  void logIsThatOfTheJvmRounded() {
    assertEquals(0f, Pointwise.log(1f));
    assertEquals((float) Math.log(Float.MIN_VALUE), Pointwise.log(Float.MIN_VALUE));
    assertEquals(Float.NEGATIVE_INFINITY, Pointwise.log(0f));
    assertEquals(Float.POSITIVE_INFINITY, Pointwise.log(Float.POSITIVE_INFINITY));
    assertTrue(Float.isNaN(Pointwise.log(-1f)));
    assertTrue(Float.isNaN(Pointwise.log(Float.NaN)));
  }
}
