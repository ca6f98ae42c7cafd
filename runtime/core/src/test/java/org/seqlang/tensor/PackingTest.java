package org.seqlang.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PackingTest {

  private static final Steps STEPS = Steps.of(new int[] {2, 3});

  @Test
  void indicesGoToTheRowOfTheirStepAndBack() {
    List<int[]> text = List.of(new int[] {1, 2}, new int[] {3, 4, 5});
    Steps steps = Packing.steps(text, sequence -> sequence.length, "text");
    assertEquals(STEPS, steps);
    int[] packed = Packing.indices(text, steps, 6, "text");
    assertArrayEquals(new int[] {3, 1, 4, 2, 5}, packed);
    List<int[]> back = Packing.sequences(packed, steps);
    assertArrayEquals(text.get(0), back.get(0));
    assertArrayEquals(text.get(1), back.get(1));
  }

  @Test
  void vectorsAndNumbersGoToTheRowOfTheirStepAndBack() {
    List<float[][]> x = List.of(new float[][] {{1, 2}, {3, 4}}, new float[][] {{5, 6}, {7, 8}, {9, Float.NaN}});
    float[] packed = Packing.floats(x, STEPS, 2, "x");
    assertArrayEquals(new float[] {5, 6, 1, 2, 7, 8, 3, 4, 9, Float.NaN}, packed);
    assertArrayEquals(x.get(1), Packing.sequences(packed, STEPS, 2).get(1));
    float[] numbers = Packing.scalars(List.of(new float[] {1, 2}, new float[] {3, 4, 5}), STEPS, "y");
    assertArrayEquals(new float[] {3, 1, 4, 2, 5}, numbers);
    assertArrayEquals(new float[] {3, 4, 5}, Packing.sequences(numbers, STEPS).get(1));
    assertArrayEquals(new float[] {1, 2, 3, 4}, Packing.rows(List.of(new float[] {1, 2}, new float[] {3, 4}), 2, "h"));
    assertArrayEquals(new int[] {1, 2}, Packing.indexRows(List.of(new int[] {1}, new int[] {2}), 1, 3, "k"));
  }

  @Test
  void reusesAnArrayThatIsLargeEnough() {
    List<int[]> text = List.of(new int[] {1, 2}, new int[] {3, 4, 5});
    int[] large = new int[9];
    assertSame(large, Packing.indices(text, STEPS, 6, "text", large));
    assertNotSame(large, Packing.indices(text, STEPS, 6, "text", new int[4]));
    float[] floats = new float[5];
    assertSame(floats, Packing.scalars(List.of(new float[] {1, 2}, new float[] {3, 4, 5}), STEPS, "y", floats));
  }

  @Test
  void mistakesAreToldInTheCallersTerms() {
    assertMessage("text: example 1, step 2: 12000 is not in 0..9999: the model knows 10000 values here; encode with the"
        + " vocabulary that the model was made with, or make the model with a larger size",
        () -> Packing.indices(List.of(new int[] {1, 2}, new int[] {3, 4, 12000}), STEPS, 10000, "text"));
    assertMessage("label: example 1: -1 is not in 0..1: the model knows 2 values here; encode with the vocabulary that"
        + " the model was made with, or make the model with a larger size",
        () -> Packing.indices(new int[] {0, -1}, 2, "label"));
    assertMessage("text: the batch is empty: pass at least one example",
        () -> Packing.steps(List.<int[]>of(), sequence -> sequence.length, "text"));
    assertMessage("text: example 0 has no steps: leave it out, or give it at least one (an unknown token stands for an"
        + " empty text)", () -> Packing.steps(List.of(new int[0]), sequence -> sequence.length, "text"));
    assertMessage("tags: example 0: 1 step where 2 steps are expected: sequences over the same size have the same"
        + " length in an example", () -> Packing.indices(List.of(new int[1], new int[3]), STEPS, 2, "tags"));
    assertMessage("x: example 0, step 1: 3 numbers where the model expects 2: pass vectors of that width, or make the"
        + " model with another size", () -> Packing.floats(
            List.of(new float[][] {{1, 2}, {1, 2, 3}}, new float[3][2]), STEPS, 2, "x"));
    assertMessage("label: 1 example where the other inputs have 2: every input of a batch has one entry an example",
        () -> Packing.requireExamples(1, 2, "label"));
  }

  private static void assertMessage(String message, Executable code) {
    assertEquals(message, assertThrows(InputException.class, code).getMessage());
  }
}
