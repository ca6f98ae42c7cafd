package org.seqlang.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seqlang.kernel.Pointwise;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/**
 * A value on a {@link Tape}, and what is computed from it. Every operation gives a new variable; operands are never
 * changed.
 *
 * <p>Operations on two variables take equal shapes, or one whose shape is the end of the other's, which is then
 * repeated: {@code [n, c]} and {@code [c]}, anything and a scalar. An axis counts from the front, or from the back with
 * -1 for the last. Shapes that do not fit raise {@link IllegalArgumentException}.
 */
public final class Variable {

  private final Tape tape;
  private final Tensor value;
  private final boolean needsGradient;
  private @Nullable Tensor gradient;

  Variable(Tape tape, Tensor value, boolean needsGradient) {
    this.tape = tape;
    this.value = value;
    this.needsGradient = needsGradient;
  }

  /** A variable whose gradient is added to one that exists. */
  Variable(Tape tape, Tensor value, Tensor gradient) {
    this(tape, value, true);
    this.gradient = gradient;
  }

  Tape tape() {
    return tape;
  }

  public Tensor value() {
    return value;
  }

  public Shape shape() {
    return value.shape();
  }

  /** The only number of a value of one element. */
  public float item() {
    return value.item();
  }

  /** Whether a gradient reaches this variable. */
  public boolean needsGradient() {
    return needsGradient;
  }

  /**
   * The gradient so far, zero at first: backward functions add to it.
   *
   * @throws IllegalStateException if no gradient reaches this variable
   */
  public Tensor gradient() {
    if (!needsGradient) {
      throw new IllegalStateException("no gradient reaches this variable: it is a constant, or made of constants");
    }
    Tensor existing = gradient;
    if (existing == null) {
      existing = Tensor.zeros(value.shape());
      gradient = existing;
    }
    return existing;
  }

  boolean hasGradient() {
    return gradient != null;
  }

  /** The same value as a constant: no gradient passes. */
  public Variable detach() {
    return tape.constant(value);
  }

  public Variable add(Variable other) {
    return Elementwise.binary(this, other, (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1);
  }

  public Variable subtract(Variable other) {
    return Elementwise.binary(this, other, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1);
  }

  public Variable multiply(Variable other) {
    return Elementwise.binary(this, other, (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
  }

  public Variable divide(Variable other) {
    return Elementwise.binary(this, other, (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / (b * b));
  }

  /** Each element times a number. */
  public Variable scale(double factor) {
    float by = (float) factor;
    return Elementwise.unary(this, x -> by * x, (x, y) -> by);
  }

  /** Each element plus a number. */
  public Variable shift(double by) {
    float amount = (float) by;
    return Elementwise.unary(this, x -> x + amount, (x, y) -> 1);
  }

  public Variable square() {
    return Elementwise.unary(this, x -> x * x, (x, y) -> 2 * x);
  }

  public Variable sqrt() {
    return Elementwise.unary(this, x -> (float) Math.sqrt(x), (x, y) -> 0.5f / y);
  }

  /** The absolute value; its derivative at 0 is 0. */
  public Variable abs() {
    return Elementwise.unary(this, Math::abs, (x, y) -> Math.signum(x));
  }

  public Variable tanh() {
    return Elementwise.unary(this, Pointwise::tanh, (x, y) -> 1 - y * y);
  }

  public Variable sigmoid() {
    return Elementwise.unary(this, Pointwise::sigmoid, (x, y) -> y * (1 - y));
  }

  /** The larger of each element and 0; its derivative at 0 is 0. */
  public Variable relu() {
    return Elementwise.unary(this, x -> Math.max(x, 0), (x, y) -> x > 0 ? 1 : 0);
  }

  public Variable exp() {
    return Elementwise.unary(this, Pointwise::exp, (x, y) -> y);
  }

  public Variable log() {
    return Elementwise.unary(this, Pointwise::log, (x, y) -> 1 / x);
  }

  /** The product of matrices: {@code [n, k]} by {@code [k, m]} is {@code [n, m]}. */
  public Variable matmul(Variable other) {
    return Products.matmul(this, other);
  }

  /** A matrix with rows and columns exchanged. */
  public Variable transpose() {
    return Products.transpose(this);
  }

  /** The sum of all elements, a scalar. */
  public Variable sum() {
    return Reductions.sum(this.reshape(value.values().length), 0);
  }

  /** The mean of all elements, a scalar. */
  public Variable mean() {
    return sum().scale(1.0 / value.values().length);
  }

  /** The sum along an axis, which is dropped. */
  public Variable sum(int axis) {
    return Reductions.sum(this, axis);
  }

  /** The mean along an axis, which is dropped. */
  public Variable mean(int axis) {
    return sum(axis).scale(1.0 / shape().size(axis));
  }

  /** The largest element along an axis, which is dropped; the gradient goes to the first of equal ones. */
  public Variable max(int axis) {
    return Reductions.max(this, axis);
  }

  /** Along the last axis: positive numbers that add up to 1. */
  public Variable softmax() {
    return Softmax.softmax(this);
  }

  /** The logarithm of {@link #softmax()}, without its underflow. */
  public Variable logSoftmax() {
    return Softmax.logSoftmax(this);
  }

  /**
   * The mean over the rows of {@code -log softmax(row)[label]}, a scalar, for scores {@code [n, classes]}.
   *
   * @throws org.seqlang.tensor.InputException if there is not one label a row, or one is not in 0..classes-1
   */
  public Variable crossEntropy(int... labels) {
    return Softmax.crossEntropy(this, labels);
  }

  /**
   * The cross-entropy with smoothed labels, class weights or an ignored label: a scalar, for scores
   * {@code [n, classes]}.
   *
   * @throws org.seqlang.tensor.InputException if there is not one label a row, one is not in 0..classes-1 and not the
   *     ignored one, or none counts
   */
  public Variable crossEntropy(CrossEntropy options, int... labels) {
    return options.of(this, labels);
  }

  /** The mean of the squared differences, a scalar, for equal shapes. */
  public Variable meanSquaredError(Variable target) {
    if (!shape().equals(target.shape())) {
      throw new IllegalArgumentException("a mean squared error is taken of equal shapes, but these are " + shape()
          + " and " + target.shape());
    }
    return subtract(target).square().mean();
  }

  /** The same elements in another shape. */
  public Variable reshape(int... sizes) {
    return Layouts.reshape(this, Shape.of(sizes));
  }

  /** The part from index {@code from} up to but not including {@code to} along an axis. */
  public Variable slice(int axis, int from, int to) {
    return Layouts.slice(this, axis, from, to);
  }

  /** Variables one after the other along an axis; their other sizes are equal. */
  public static Variable concat(int axis, List<Variable> parts) {
    return Layouts.concat(axis, parts);
  }

  /** Rows of a table, a row for each index: {@code [n, …]} becomes {@code [indices, …]}. */
  public Variable rows(int... indices) {
    return Layouts.rows(this, indices);
  }

  /** This {@code count} times: {@code […]} becomes {@code [count, …]}. */
  public Variable broadcast(int count) {
    return Layouts.broadcast(this, count);
  }

  /** The value. */
  @Override
  public String toString() {
    return value.toString();
  }
}
