package org.seqlang.tensor;

import java.util.Arrays;
import java.util.Locale;

/**
 * A dense array of floats with a shape, row-major. The shape never changes; the numbers do, through {@link #set} or
 * through {@link #values()}, which is the tensor's own array.
 */
public final class Tensor {

  private static final int PRINTED = 8;

  private final Shape shape;
  private final float[] values;

  private Tensor(Shape shape, float[] values) {
    if (values.length != shape.elements()) {
      throw new IllegalArgumentException("the shape " + shape + " has " + shape.elements() + " elements, but "
          + values.length + " values were given");
    }
    this.shape = shape;
    this.values = values;
  }

  /** A tensor over the array itself, which is not copied. */
  public static Tensor of(float[] values, int... sizes) {
    return new Tensor(Shape.of(sizes), values);
  }

  /** A tensor over the array itself, which is not copied. */
  public static Tensor of(float[] values, Shape shape) {
    return new Tensor(shape, values);
  }

  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new float[shape.elements()]);
  }

  public static Tensor zeros(int... sizes) {
    return zeros(Shape.of(sizes));
  }

  public static Tensor full(float value, Shape shape) {
    Tensor tensor = zeros(shape);
    Arrays.fill(tensor.values, value);
    return tensor;
  }

  public static Tensor scalar(float value) {
    return full(value, Shape.SCALAR);
  }

  /** A vector with these values, copied. */
  public static Tensor vector(float... values) {
    return of(values.clone(), values.length);
  }

  /**
   * A matrix with these rows, copied.
   *
   * @throws InputException if a row is not as wide as the first
   */
  public static Tensor matrix(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    return of(Packing.rows(Arrays.asList(rows), columns, "matrix"), rows.length, columns);
  }

  public Shape shape() {
    return shape;
  }

  /** The tensor's own numbers, row-major. */
  public float[] values() {
    return values;
  }

  public float get(int... index) {
    return values[offset(index)];
  }

  public void set(float value, int... index) {
    values[offset(index)] = value;
  }

  /** The only number of a tensor of one element. */
  public float item() {
    if (values.length != 1) {
      throw new IllegalArgumentException("a tensor of shape " + shape + " is not one number");
    }
    return values[0];
  }

  /** A tensor of another shape over the same numbers; a change of one shows in the other. */
  public Tensor reshape(int... sizes) {
    return reshape(Shape.of(sizes));
  }

  /** A tensor of another shape over the same numbers; a change of one shows in the other. */
  public Tensor reshape(Shape to) {
    return new Tensor(to, values);
  }

  public Tensor copy() {
    return new Tensor(shape, values.clone());
  }

  /** Shape and numbers; a small table, with dots where it would be too large. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("float").append(shape).append(' ');
    print(text, 0, 0, 1);
    return text.toString();
  }

  private void print(StringBuilder text, int axis, int offset, int indent) {
    if (axis == shape.rank()) {
      text.append(String.format(Locale.ROOT, "%.4g", values[offset]));
      return;
    }
    int stride = shape.elements(axis + 1, shape.rank());
    String separator = axis == shape.rank() - 1 ? ", " : ",\n" + " ".repeat(indent);
    text.append(axis == 0 && shape.rank() > 1 ? "\n[" : "[");
    for (int i = 0; i < Math.min(shape.size(axis), PRINTED); i++) {
      text.append(i == 0 ? "" : separator);
      print(text, axis + 1, offset + i * stride, indent + 1);
    }
    text.append(shape.size(axis) > PRINTED ? separator + "…]" : "]");
  }

  private int offset(int[] index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException("the index " + Arrays.toString(index) + " does not have the "
          + shape.rank() + " axes of the shape " + shape);
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.size(axis)) {
        throw new IndexOutOfBoundsException("the index " + Arrays.toString(index) + " is outside the shape " + shape);
      }
      offset = offset * shape.size(axis) + index[axis];
    }
    return offset;
  }
}
