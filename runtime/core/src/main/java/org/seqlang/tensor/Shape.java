package org.seqlang.tensor;

import java.util.Arrays;

/** The sizes of an array's dimensions, outermost first; none for a scalar. Immutable. */
public final class Shape {

  public static final Shape SCALAR = of();

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes) {
    this.sizes = sizes;
    long product = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("the shape " + Arrays.toString(sizes) + " has a negative size");
      }
      product = Math.multiplyExact(product, (long) size);
    }
    if (product > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("the shape " + Arrays.toString(sizes) + " has " + product
          + " elements, more than an array holds");
    }
    this.elements = (int) product;
  }

  public static Shape of(int... sizes) {
    return new Shape(sizes.clone());
  }

  /** The number of dimensions. */
  public int rank() {
    return sizes.length;
  }

  /** The size of a dimension, counted from the front, or from the back with -1 for the last. */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /** The axis counted from the front: {@code axis(-1)} is the last. */
  public int axis(int axis) {
    int fromFront = axis < 0 ? axis + sizes.length : axis;
    if (fromFront < 0 || fromFront >= sizes.length) {
      throw new IllegalArgumentException("the shape " + this + " has no axis " + axis);
    }
    return fromFront;
  }

  /** The number of elements: the product of the sizes. */
  public int elements() {
    return elements;
  }

  /** The product of the sizes from axis {@code from} up to but not including {@code to}. */
  public int elements(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  /** This shape with one size changed. */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return new Shape(changed);
  }

  /** This shape without an axis. */
  public Shape without(int axis) {
    int dropped = axis(axis);
    int[] rest = new int[sizes.length - 1];
    System.arraycopy(sizes, 0, rest, 0, dropped);
    System.arraycopy(sizes, dropped + 1, rest, dropped, rest.length - dropped);
    return new Shape(rest);
  }

  /** A copy of the sizes. */
  public int[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
