package org.seqlang.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private final Parameter weight = Parameter.of("output.weight", 2, 3);
  private final Parameter bias = Parameter.of("output.bias", 2);
  private final Parameters parameters = Parameters.of(weight, bias);

  @Test
  void areFoundByNameAndCounted() {
    assertEquals(bias, parameters.get("output.bias"));
    assertTrue(parameters.contains("output.weight"));
    assertEquals(8, parameters.count());
    assertEquals(2, parameters.size());
    assertEquals("there is no parameter bias; there are [output.weight, output.bias]",
        assertThrows(IllegalArgumentException.class, () -> parameters.get("bias")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Parameters.of(bias, bias));
    assertEquals("output.weight: float[2, 3]\noutput.bias: float[2]\n8 numbers", parameters.toString());
  }

  @Test
  void gradientNormLeavesFrozenParametersOut() {
    Arrays.fill(weight.gradient(), 2);
    Arrays.fill(bias.gradient(), 5);
    assertEquals(Math.sqrt(6 * 4 + 2 * 25), parameters.gradientNorm(), 1e-12);
    bias.freeze();
    assertEquals(Math.sqrt(24), parameters.gradientNorm(), 1e-12);
    parameters.zeroGradients();
    assertEquals(0, parameters.gradientNorm());
  }

  @Test
  void snapshotsBringValuesBack() {
    weight.values()[4] = 3;
    Parameters.Snapshot snapshot = parameters.snapshot();
    int version = weight.version();
    weight.values()[4] = 9;
    parameters.restore(snapshot);
    assertArrayEquals(new float[] {0, 0, 0, 0, 3, 0}, weight.values());
    assertEquals(version + 1, weight.version());
    assertThrows(IllegalArgumentException.class, () -> Parameters.of(bias).restore(snapshot));
  }
}
