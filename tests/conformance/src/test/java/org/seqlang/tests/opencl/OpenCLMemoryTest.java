package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.emit.java.CompiledModel;
import org.seqlang.device.Device;
import org.seqlang.device.Placement;
import org.seqlang.model.Objective;

/** Device memory grows to what the largest batch needs, and stays there. */
class OpenCLMemoryTest {

  private static final String MODEL = """
      package memory
      import seq.nn.*

      model Small(input: int, hidden: int) {
        encoder = LSTM(input, hidden)
        objective train(xs: float[T, input], ys: float[hidden]) = sum(square(encoder(xs).last - ys))
      }
      """;

  @Test
  void tenThousandStepsLeaveMemoryAsItIs() {
    Device device = OpenCL.device("vector");
    CompiledModel model = CompiledModel.create(MODEL, "memory.Small", 2, 3);
    Objective<Object> objective = model.objective("train");
    objective.parameters().on(Placement.require(device));
    Random random = new Random(4);
    List<List<Object>> batches = new ArrayList<>();
    for (int size : new int[] {4, 1, 3, 2}) {
      List<Object> batch = new ArrayList<>();
      for (int e = 0; e < size; e++) {
        batch.add(model.example("train", (Object) floats(random, 1 + random.nextInt(4), 2), floats(random, 1, 3)[0]));
      }
      batches.add(batch);
    }
    double first = objective.train(batches.get(0), 1);
    batches.forEach(batch -> objective.train(batch, 1));
    long before = device.memoryInUse();
    assertTrue(before > 0);
    for (int step = 0; step < 10_000; step++) {
      objective.train(batches.get(step % batches.size()), step);
    }
    assertEquals(before, device.memoryInUse());
    assertEquals(first, objective.train(batches.get(0), 1));
  }

  private static float[][] floats(Random random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return values;
  }
}
