package org.seqlang.samples.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.model.Seed;
import org.seqlang.tensor.Layout;
import org.seqlang.tensor.Ragged;

class ComparisonTest {

  @Test
  void parametersAreThoseOfTheGates() {
    for (Contender cell : Contender.all(10, 20)) {
      assertEquals(cell.gates() * 20L * (10 + 20 + 2), cell.parameters(), cell.name());
    }
  }

  @Test
  void outputsHaveTheChaptersShapes() {
    List<float[][]> batch = Main.batch(3, 5, 10);
    assertEquals("[3, 5, 10]", Ragged.of(batch).toPadded(Layout.BATCH_FIRST).shape().toString());
    for (Contender cell : Contender.all(10, 20)) {
      Ragged outputs = cell.forward().apply(batch);
      assertEquals("[3, 5, 20]", outputs.toPadded(Layout.BATCH_FIRST).shape().toString(), cell.name());
      assertEquals("[5, 3, 20]", outputs.toPadded(Layout.TIME_FIRST).shape().toString(), cell.name());
      assertTrue(cell.step().applyAsDouble(batch) > 0, cell.name());
    }
  }

  /** Running on from a state is running through: two halves, the second from where the first stopped. */
  @Test
  void initialStatesContinueASequence() {
    float[][] sequence = Main.batch(1, 6, 10).get(0);
    float[][] first = Arrays.copyOf(sequence, 3);
    float[][] second = Arrays.copyOfRange(sequence, 3, 6);
    GruModel gru = GruModel.create(GruModel.sizes(10, 20), new Seed(2));
    float[] zero = new float[20];
    float[] through = gru.continued(sequence, zero);
    float[] on = gru.continued(second, gru.continued(first, zero));
    assertArrayEquals(through, on, 1e-6f);
  }
}
