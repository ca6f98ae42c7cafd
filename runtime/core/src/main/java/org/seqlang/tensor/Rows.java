package org.seqlang.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch of equally wide rows of floats, one an example in the caller's order: class scores, encodings. */
public final class Rows {

  private final float[] values;
  private final int rows;
  private final int columns;

  private Rows(float[] values, int rows, int columns) {
    if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(rows + " rows of " + columns + " columns do not have " + values.length
          + " values");
    }
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /** Rows over the array itself, which is not copied. */
  public static Rows of(float[] values, int rows, int columns) {
    return new Rows(values, rows, columns);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** How wide each row is. */
  public int columns() {
    return columns;
  }

  /** A copy of a row. */
  public float[] row(int row) {
    requireRow(row);
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  public float get(int row, int column) {
    requireRow(row);
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("column " + column + " of " + columns);
    }
    return values[row * columns + column];
  }

  /** The column of a row's largest number, the first of equal ones; NaN counts as the largest, as in PyTorch. */
  public int argmax(int row) {
    requireRow(row);
    if (columns == 0) {
      throw new IllegalStateException("rows without columns have no largest number");
    }
    int best = 0;
    for (int column = 1; column < columns; column++) {
      float candidate = values[row * columns + column];
      float largest = values[row * columns + best];
      if (candidate > largest || (Float.isNaN(candidate) && !Float.isNaN(largest))) {
        best = column;
      }
    }
    return best;
  }

  /** The rows' own numbers, row after row. */
  public float[] values() {
    return values;
  }

  /** The same numbers as a tensor of shape [rows, columns], not copied. */
  public Tensor toTensor() {
    return Tensor.of(values, rows, columns);
  }

  /** The rows, copied. */
  public List<float[]> toList() {
    List<float[]> all = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      all.add(row(row));
    }
    return all;
  }

  @Override
  public String toString() {
    return toTensor().toString();
  }

  private void requireRow(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows);
    }
  }
}
