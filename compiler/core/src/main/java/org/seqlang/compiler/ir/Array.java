package org.seqlang.compiler.ir;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A dense array of doubles in row-major order: what a value means to the reference interpreter. Booleans are 0 and 1,
 * indices whole numbers.
 */
public record Array(int[] shape, double[] data) {

  public Array {
    int expected = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    if (expected != data.length) {
      throw new IllegalArgumentException(data.length + " numbers do not fill " + Arrays.toString(shape));
    }
  }

  public static Array zeros(int... shape) {
    return new Array(shape, new double[IntStream.of(shape).reduce(1, (a, b) -> a * b)]);
  }

  public static Array scalar(double value) {
    return new Array(new int[0], new double[] {value});
  }

  /** The same numbers, rounded to single precision. */
  public Array single() {
    return new Array(shape, Arrays.stream(data).map(value -> (float) value).toArray());
  }

  public int rank() {
    return shape.length;
  }

  public int size() {
    return data.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Array a && Arrays.equals(shape, a.shape) && Arrays.equals(data, a.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return Arrays.toString(shape) + Arrays.toString(data);
  }
}
