package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compares tensors by the largest difference over the largest expected number, and keeps the worst seen. */
final class Comparison {

  private final double bound;
  private double worst;
  private String where = "nothing";
  private int count;

  Comparison(double bound) {
    this.bound = bound;
  }

  void near(double[] expected, double[] actual, String what) {
    assertEquals(expected.length, actual.length, what);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      assertTrue(Double.isFinite(actual[i]), what + " has " + actual[i]);
    }
    double error = largest == 0 ? difference : difference / largest;
    count++;
    if (error > worst) {
      worst = error;
      where = what;
    }
    assertTrue(error <= bound, what + ": relative error " + error + ", more than " + bound);
  }

  @Override
  public String toString() {
    return count + " tensors compared, largest relative error " + worst + " (" + where + ")";
  }
}
