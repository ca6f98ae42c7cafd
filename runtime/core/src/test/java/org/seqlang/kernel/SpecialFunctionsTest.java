package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {

  /** Values from Abramowitz and Stegun, table 7.1. */
  @Test
  void erf() {
    double[][] table = {{0, 0}, {0.1, 0.1124629160}, {0.5, 0.5204998778}, {0.98, 0.8342315043}, {1, 0.8427007929},
        {1.5, 0.9661051465}, {2, 0.9953222650}};
    for (double[] row : table) {
      assertEquals(row[1], SpecialFunctions.erf((float) row[0]), 3e-7);
      assertEquals(-row[1], SpecialFunctions.erf((float) -row[0]), 3e-7);
    }
    assertEquals(1, SpecialFunctions.erf(10), 0);
    assertEquals(Float.NaN, SpecialFunctions.erf(Float.NaN));
  }

  @Test
  void softplus() {
    assertEquals(Math.log(2), SpecialFunctions.softplus(0), 1e-7);
    assertEquals(100, SpecialFunctions.softplus(100), 0);
    assertEquals(Math.exp(-20), SpecialFunctions.softplus(-20), 1e-14);
  }
}
