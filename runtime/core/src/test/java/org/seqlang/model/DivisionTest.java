package org.seqlang.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqlang.tensor.Steps;

class DivisionTest {

  @Test
  void equalExamplesAreDividedEqually() {
    assertArrayEquals(new int[] {0, 16, 32}, Division.of(Steps.of(32, 50), 2));
    assertArrayEquals(new int[] {0, 2, 4, 6, 8}, Division.of(Steps.of(8, 3), 4));
    assertArrayEquals(new int[] {0, 5}, Division.of(Steps.of(5, 7), 1));
  }

  @Test
  void noOtherCutIsCheaper() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      int[] lengths = IntStream.range(0, 1 + random.nextInt(20)).map(i -> 1 + random.nextInt(30)).toArray();
      Steps steps = Steps.of(lengths);
      int[] bounds = Division.of(steps, 2);
      assertEquals(lengths.length, bounds[2]);
      long best = IntStream.rangeClosed(0, lengths.length).mapToLong(cut -> dearer(steps, cut)).min().orElseThrow();
      assertEquals(best, dearer(steps, bounds[1]), Arrays.toString(lengths));
    }
  }

  private static long dearer(Steps steps, int cut) {
    return Math.max(Division.cost(steps, 0, cut), Division.cost(steps, cut, steps.examples()));
  }
}
