package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqlang.tensor.Steps;

/** Products of a block of steps are those of all steps, to the bit, and every thread's part keeps to its own rows. */
class StepBlocksTest {

  private static final int IN = 5;
  private static final int OUT = 33;

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void areThoseOfAllSteps(boolean reverse, boolean begun) {
    Random random = new Random(7);
    int[] lengths = random.ints(23, 1, 19).toArray();
    Steps steps = Steps.of(lengths);
    float[] x = numbers(random, steps.rows() * IN);
    float[] bias = numbers(random, OUT);
    Matrices matrices = Kernels.matrices();
    PackedMatrix weight = matrices.packed();
    matrices.pack(numbers(random, IN * OUT), 0, OUT, false, IN, OUT, weight);
    float[] whole = new float[steps.rows() * OUT];
    if (begun) {
      matrices.multiply(x, 0, IN, steps.rows(), weight, bias, 0, 0, whole, 0, OUT);
    } else {
      matrices.multiply(x, 0, IN, steps.rows(), weight, whole, 0, OUT, false);
    }
    float[] parts = new float[whole.length];
    int blocks = 0;
    for (int from = 0; from < lengths.length; from += 9) {
      blocks += check(steps, from, Math.min(lengths.length, from + 9), reverse, x, weight, begun ? bias : new float[0], whole, parts);
    }
    assertTrue(blocks < 3 * steps.steps(), "several steps should be a block where there are few rows");
  }

  private static int check(
      Steps steps, int from, int to, boolean reverse, float[] x, PackedMatrix weight, float[] bias, float[] whole, float[] parts) {
    StepBlocks blocks = StepBlocks.of(steps.offsets(), from, to, reverse);
    int begun = 0;
    for (int i = 0; i < steps.steps(); i++) {
      int t = reverse ? steps.steps() - 1 - i : i;
      int n = Math.min(to, steps.active(t));
      if (n <= from) {
        continue;
      }
      if (blocks.begin(t)) {
        begun++;
        if (bias.length > 0) {
          blocks.multiply(x, 0, IN, weight, bias, 0, parts, 0, OUT);
        } else {
          blocks.multiply(x, 0, IN, weight, parts, 0, OUT);
        }
      }
      for (int r = from; r < n; r++) {
        for (int c = 0; c < OUT; c++) {
          assertEquals(whole[(steps.offset(t) + r) * OUT + c], parts[(blocks.base() + r) * OUT + c], "step " + t + ", example " + r);
        }
      }
    }
    return begun;
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
