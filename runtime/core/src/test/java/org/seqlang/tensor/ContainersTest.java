package org.seqlang.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersTest {

  @Test
  void tensorsAreIndexedRowMajor() {
    Tensor tensor = Tensor.zeros(2, 3);
    tensor.set(5, 1, 2);
    assertEquals(5, tensor.values()[5]);
    assertEquals(5, tensor.reshape(3, 2).get(2, 1));
    assertEquals(0, tensor.copy().get(0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.get(0, 3));
    assertThrows(IllegalArgumentException.class, () -> tensor.get(0));
    assertEquals("the shape [2] has 2 elements, but 3 values were given",
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2)).getMessage());
  }

  @Test
  void tensorsPrintAsSmallTables() {
    assertEquals("float[2, 2] \n[[1.000, 2.000],\n [3.000, -4.500]]",
        Tensor.matrix(new float[][] {{1, 2}, {3, -4.5f}}).toString());
    assertEquals("float[] 7.000", Tensor.scalar(7).toString());
    assertEquals("float[9] [0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, …]", Tensor.zeros(9).toString());
  }

  @Test
  void shapesCountAxesFromBothEnds() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(4, shape.size(-1));
    assertEquals(Shape.of(2, 4), shape.without(1));
    assertEquals(Shape.of(2, 3, 1), shape.with(-1, 1));
    assertEquals(12, shape.elements(1, 3));
    assertEquals(1, Shape.SCALAR.elements());
    assertThrows(IllegalArgumentException.class, () -> shape.axis(3));
  }

  @Test
  void rowsFindTheirLargestColumn() {
    Rows rows = Rows.of(new float[] {1, 3, 3, Float.NaN, 9, 0}, 2, 3);
    assertEquals(1, rows.argmax(0));
    assertEquals(0, rows.argmax(1));
    assertArrayEquals(new float[] {1, 3, 3}, rows.row(0));
    assertEquals(9, rows.get(1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> rows.row(2));
  }

  @Test
  void raggedBatchesArePaddedAndUnpadded() {
    List<float[][]> sequences = List.of(new float[][] {{1, 2}}, new float[][] {{3, 4}, {5, 6}});
    Ragged ragged = Ragged.of(sequences);
    assertEquals(6, ragged.get(1, 1, 1));
    assertArrayEquals(new float[] {1, 2, 0, 0, 3, 4, 5, 6}, ragged.toPadded(Layout.BATCH_FIRST).values());
    assertArrayEquals(new float[] {1, 2, 3, 4, 0, 0, 5, 6}, ragged.toPadded(Layout.TIME_FIRST).values());
    for (Layout layout : Layout.values()) {
      Ragged back = Ragged.fromPadded(ragged.toPadded(layout), new int[] {1, 2}, layout);
      assertArrayEquals(ragged.values(), back.values());
      assertArrayEquals(sequences.get(1), back.example(1));
    }
    assertEquals("Ragged[2 examples of lengths 1, 2; 2 columns]", ragged.toString());
    assertThrows(InputException.class, () -> Ragged.fromPadded(Tensor.zeros(2, 2, 2), new int[] {1},
        Layout.BATCH_FIRST));
    assertThrows(InputException.class, () -> Ragged.fromPadded(Tensor.zeros(1, 2, 2), new int[] {3},
        Layout.BATCH_FIRST));
  }

  @Test
  void textsArePaddedAndUnpadded() {
    List<int[]> texts = List.of(new int[] {7}, new int[] {3, 4, 5});
    assertArrayEquals(new int[][] {{7, 0, 0}, {3, 4, 5}}, Indices.toPadded(texts, 0, Layout.BATCH_FIRST));
    assertArrayEquals(new int[][] {{7, 3}, {0, 4}, {0, 5}}, Indices.toPadded(texts, 0, Layout.TIME_FIRST));
    for (Layout layout : Layout.values()) {
      List<int[]> back = Indices.fromPadded(Indices.toPadded(texts, 9, layout), new int[] {1, 3}, layout);
      assertArrayEquals(texts.get(0), back.get(0));
      assertArrayEquals(texts.get(1), back.get(1));
    }
    assertThrows(InputException.class, () -> Indices.fromPadded(new int[2][3], new int[] {1, 4}, Layout.BATCH_FIRST));
    assertThrows(InputException.class, () -> Indices.fromPadded(new int[2][3], new int[] {1}, Layout.BATCH_FIRST));
    assertThrows(InputException.class, () -> Indices.fromPadded(new int[2][3], new int[] {1}, Layout.TIME_FIRST));
  }
}
