package org.seqlang.model;

import org.seqlang.device.Mirror;
import org.seqlang.device.Weight;
import org.seqlang.tensor.NamedArray;
import org.seqlang.tensor.Shape;

/**
 * A learned array: values, the gradient of the same size, and a version that tells copies in other layouts that they
 * are stale. The arrays are the parameter's own and are written to by optimisers and by backward passes.
 */
public final class Parameter implements NamedArray, Weight {

  private final String name;
  private final Shape shape;
  private final Mirror values;
  private final Mirror gradient;
  private volatile int version;
  private volatile boolean frozen;

  private Parameter(String name, Shape shape) {
    this.name = name;
    this.shape = shape;
    this.values = new Mirror(shape.elements());
    this.gradient = new Mirror(shape.elements());
  }

  /** A parameter of zeros, named as in PyTorch ({@code encoder.weight_ih_l0}). */
  public static Parameter of(String name, int... shape) {
    return new Parameter(name, Shape.of(shape));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int[] shape() {
    return shape.toArray();
  }

  /** The number of elements. */
  @Override
  public int size() {
    return values.size();
  }

  /** The values themselves, row-major. Whoever changes them calls {@link #touched()} afterwards. */
  @Override
  public float[] values() {
    return values.look();
  }

  /** The gradient itself, to which backward passes add. */
  public float[] gradient() {
    return gradient.change();
  }

  @Override
  public Mirror mirror() {
    return values;
  }

  @Override
  public Mirror gradientMirror() {
    return gradient;
  }

  /** Counts the changes of the values. */
  @Override
  public int version() {
    return version;
  }

  /** Says that the values have changed. Changes are made by one thread at a time. */
  @Override
  public void touched() {
    values.changed();
    version = version + 1;
  }

  /** Says that the values have changed on a device. */
  public void touchedThere() {
    version = version + 1;
  }

  /**
   * Replaces the values by the first numbers of an array.
   *
   * @throws IndexOutOfBoundsException if there are fewer numbers than values
   */
  public void assign(float[] numbers) {
    System.arraycopy(numbers, 0, values(), 0, size());
    touched();
  }

  /** Whether optimisers leave the values alone. */
  public boolean frozen() {
    return frozen;
  }

  /** Keeps the values as they are, whatever the gradient. */
  public void freeze() {
    frozen = true;
  }

  public void unfreeze() {
    frozen = false;
  }

  void zeroGradient() {
    gradient.clear();
  }

  @Override
  public String toString() {
    return name + ": float" + shape + (frozen ? " (frozen)" : "");
  }
}
