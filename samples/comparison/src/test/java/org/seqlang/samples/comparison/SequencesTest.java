package org.seqlang.samples.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqlang.model.Seed;
import org.seqlang.tensor.Indices;
import org.seqlang.tensor.Layout;
import org.seqlang.tensor.Ragged;
import org.seqlang.tensor.Rows;
import org.seqlang.tensor.Tensor;

/** Text, speech, time series and video as inputs, in every layout, with the shapes that one expects. */
class SequencesTest {

  private static final int[] LENGTHS = {7, 4, 5};

  @Test
  void text() {
    TextReader reader = TextReader.create(TextReader.sizes(1000, 50, 20), new Seed(1));
    int[][] padded = new int[3][7];
    for (int example = 0; example < 3; example++) {
      for (int t = 0; t < LENGTHS[example]; t++) {
        padded[example][t] = 1 + (31 * example + 17 * t) % 999;
      }
    }
    List<int[]> texts = Indices.fromPadded(padded, LENGTHS, Layout.BATCH_FIRST);
    Ragged outputs = reader.outputs(texts);
    assertEquals("[3, 7, 20]", outputs.toPadded(Layout.BATCH_FIRST).shape().toString());
    assertEquals("[7, 3, 20]", outputs.toPadded(Layout.TIME_FIRST).shape().toString());
    assertEquals("[3, 20]", reader.summary(texts).toTensor().shape().toString());
    assertEquals(4, outputs.example(1).length);

    int[][] timeFirst = Indices.toPadded(texts, 0, Layout.TIME_FIRST);
    Ragged same = reader.outputs(Indices.fromPadded(timeFirst, LENGTHS, Layout.TIME_FIRST));
    assertArrayEquals(outputs.values(), same.values());
  }

  @ParameterizedTest(name = "{0}: {1} numbers a step")
  @CsvSource({"speech, 40", "time series, 1", "several series, 3", "video, 512"})
  void frames(String kind, int features) {
    FrameReader reader = FrameReader.create(FrameReader.sizes(features, 20), new Seed(1));
    Tensor padded = Tensor.zeros(3, 7, features);
    Random random = new Random(5);
    for (int i = 0; i < padded.values().length; i++) {
      padded.values()[i] = (float) random.nextGaussian();
    }
    Ragged ragged = Ragged.fromPadded(padded, LENGTHS, Layout.BATCH_FIRST);
    assertEquals(16, ragged.steps().rows(), "valid steps only");
    Ragged outputs = reader.outputs(ragged.toList());
    assertEquals("[3, 7, 20]", outputs.toPadded(Layout.BATCH_FIRST).shape().toString(), kind);
    assertEquals("[7, 3, 20]", outputs.toPadded(Layout.TIME_FIRST).shape().toString(), kind);

    Ragged timeFirst = Ragged.fromPadded(ragged.toPadded(Layout.TIME_FIRST), LENGTHS, Layout.TIME_FIRST);
    assertArrayEquals(outputs.values(), reader.outputs(timeFirst.toList()).values(), kind);
    Rows last = reader.summary(ragged.toList());
    for (int example = 0; example < 3; example++) {
      assertArrayEquals(outputs.example(example)[LENGTHS[example] - 1], last.row(example), 1e-6f, kind);
    }
  }
}
