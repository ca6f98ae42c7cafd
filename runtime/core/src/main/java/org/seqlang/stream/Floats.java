package org.seqlang.stream;

import java.util.Arrays;
import org.seqlang.tensor.Steps;

/** Floats that do not change: a part of a {@link StreamState}, row-major. */
public final class Floats {

  private final float[] values;

  /** Keeps the array: it must be nobody else's. */
  private Floats(float[] values) {
    this.values = values;
  }

  /** A copy of an array. */
  public static Floats of(float... values) {
    return new Floats(values.clone());
  }

  /** The same number everywhere. */
  public static Floats filled(int length, float number) {
    float[] values = new float[length];
    if (number != 0) {
      Arrays.fill(values, number);
    }
    return new Floats(values);
  }

  /** A copy of a row of a program's memory. */
  public static Floats row(float[] memory, int row, int columns) {
    int from = row * columns;
    return new Floats(Arrays.copyOfRange(memory, from, from + columns));
  }

  /** A copy of an example's rows in a program's memory, step by step. */
  public static Floats sequence(float[] memory, Steps steps, int example, int columns) {
    float[] values = new float[steps.length(example) * columns];
    for (int t = 0; t < steps.length(example); t++) {
      System.arraycopy(memory, steps.row(example, t) * columns, values, t * columns, columns);
    }
    return new Floats(values);
  }

  public int length() {
    return values.length;
  }

  /** @throws ArrayIndexOutOfBoundsException if there is no such number */
  public float get(int i) {
    return values[i];
  }

  /** A copy. */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * Copies the numbers to a row of a program's memory.
   *
   * @param name of the state, for the error
   * @throws org.seqlang.tensor.InputException if it is not as long as a row
   */
  public void toRow(float[] memory, int row, int columns, String name) {
    Fit.require(values.length, columns, row, name);
    System.arraycopy(values, 0, memory, row * columns, columns);
  }

  /**
   * Copies the numbers to an example's rows in a program's memory.
   *
   * @throws org.seqlang.tensor.InputException if there are not as many as in these rows
   */
  public void toSequence(float[] memory, Steps steps, int example, int columns, String name) {
    Fit.require(values.length, steps.length(example) * columns, example, name);
    for (int t = 0; t < steps.length(example); t++) {
      System.arraycopy(values, t * columns, memory, steps.row(example, t) * columns, columns);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Floats floats && Arrays.equals(values, floats.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The first numbers: {@code Floats[128: 0.1, -0.3, 0.7, …]}. */
  @Override
  public String toString() {
    return "Floats" + Fit.text(values.length, i -> String.valueOf(values[i]));
  }
}
