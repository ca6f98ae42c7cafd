package org.seqlang.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StepsTest {

  @Test
  void rowsStandStepByStepLongestExampleFirst() {
    Steps steps = Steps.of(new int[] {2, 4, 1});
    assertEquals(3, steps.examples());
    assertEquals(4, steps.steps());
    assertEquals(7, steps.rows());
    assertArrayEquals(new int[] {0, 3, 5, 6, 7}, steps.offsets());
    assertArrayEquals(new int[] {1, 0, 2}, steps.order());
    assertArrayEquals(new int[] {1, 0, 2, 1, 0, 1, 1}, steps.rowExamples());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 3}, steps.rowSteps());
    assertEquals(2, steps.active(1));
    assertEquals(0, steps.position(1));
    assertEquals(1, steps.example(0));
    assertEquals(4, steps.row(0, 1));
    assertEquals("Steps[3 examples, 4 steps, 7 rows]", steps.toString());
  }

  @Test
  void equalLengthsKeepTheCallersOrder() {
    Steps steps = Steps.of(3, 2);
    assertArrayEquals(new int[] {0, 1, 2}, steps.order());
    assertArrayEquals(new int[] {0, 3, 6}, steps.offsets());
    assertArrayEquals(new int[] {1, 3, 0, 2}, Steps.of(new int[] {1, 5, 1, 2}).order());
    assertEquals(Steps.of(2, 3), Steps.of(new int[] {3, 3}));
  }

  @Test
  void everyStepOfEveryExampleHasARowOfItsOwn() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      int[] lengths = random.ints(1 + random.nextInt(20), 1, 12).toArray();
      Steps steps = Steps.of(lengths);
      boolean[] seen = new boolean[steps.rows()];
      for (int example = 0; example < lengths.length; example++) {
        assertEquals(example, steps.example(steps.position(example)));
        for (int t = 0; t < lengths[example]; t++) {
          int row = steps.row(example, t);
          assertTrue(row >= steps.offset(t) && row < steps.offset(t + 1) && !seen[row]);
          seen[row] = true;
          assertEquals(example, steps.rowExamples()[row]);
          assertEquals(t, steps.rowSteps()[row]);
        }
      }
    }
  }

  @Test
  void refusesEmptyBatchesAndEmptyExamples() {
    assertEquals("the batch is empty: pass at least one example",
        assertThrows(InputException.class, () -> Steps.of(new int[0])).getMessage());
    assertEquals("example 1 has no steps (length 0): leave it out, or give it at least one step",
        assertThrows(InputException.class, () -> Steps.of(new int[] {3, 0})).getMessage());
  }

  @Test
  void refusesAStepBeyondTheExample() {
    Steps steps = Steps.of(new int[] {2, 4});
    assertThrows(IndexOutOfBoundsException.class, () -> steps.row(0, 2));
  }
}
