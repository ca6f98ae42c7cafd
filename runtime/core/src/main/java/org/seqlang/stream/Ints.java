package org.seqlang.stream;

import java.util.Arrays;
import org.seqlang.tensor.Steps;

/** Ints, indices or truth values (0 and 1) that do not change: a part of a {@link StreamState}, row-major. */
public final class Ints {

  private final int[] values;

  /** Keeps the array: it must be nobody else's. */
  private Ints(int[] values) {
    this.values = values;
  }

  /** A copy of an array. */
  public static Ints of(int... values) {
    return new Ints(values.clone());
  }

  /** The same number everywhere. */
  public static Ints filled(int length, int number) {
    int[] values = new int[length];
    if (number != 0) {
      Arrays.fill(values, number);
    }
    return new Ints(values);
  }

  /** A copy of a row of a program's memory. */
  public static Ints row(int[] memory, int row, int columns) {
    int from = row * columns;
    return new Ints(Arrays.copyOfRange(memory, from, from + columns));
  }

  /** A copy of an example's rows in a program's memory, step by step. */
  public static Ints sequence(int[] memory, Steps steps, int example, int columns) {
    int[] values = new int[steps.length(example) * columns];
    for (int t = 0; t < steps.length(example); t++) {
      System.arraycopy(memory, steps.row(example, t) * columns, values, t * columns, columns);
    }
    return new Ints(values);
  }

  public int length() {
    return values.length;
  }

  /** @throws ArrayIndexOutOfBoundsException if there is no such number */
  public int get(int i) {
    return values[i];
  }

  /** A copy. */
  public int[] toArray() {
    return values.clone();
  }

  /**
   * Copies the numbers to a row of a program's memory.
   *
   * @param bound that all numbers are below
   * @param name of the state, for the error
   * @throws org.seqlang.tensor.InputException if it is not as long as a row, or a number is out of range
   */
  public void toRow(int[] memory, int row, int columns, int bound, String name) {
    Fit.require(values.length, columns, row, name);
    Fit.requireBelow(values, bound, row, name);
    System.arraycopy(values, 0, memory, row * columns, columns);
  }

  /**
   * Copies the numbers to an example's rows in a program's memory.
   *
   * @param bound that all numbers are below
   * @throws org.seqlang.tensor.InputException if there are not as many as in these rows, or a number is out of range
   */
  public void toSequence(int[] memory, Steps steps, int example, int columns, int bound, String name) {
    Fit.require(values.length, steps.length(example) * columns, example, name);
    Fit.requireBelow(values, bound, example, name);
    for (int t = 0; t < steps.length(example); t++) {
      System.arraycopy(values, t * columns, memory, steps.row(example, t) * columns, columns);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints ints && Arrays.equals(values, ints.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The first numbers: {@code Ints[3: 1, 0, 2]}. */
  @Override
  public String toString() {
    return "Ints" + Fit.text(values.length, i -> String.valueOf(values[i]));
  }
}
