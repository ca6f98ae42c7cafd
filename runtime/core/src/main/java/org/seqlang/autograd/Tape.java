package org.seqlang.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.seqlang.model.Parameter;
import org.seqlang.tensor.Tensor;

/**
 * Records a computation and plays it backwards once. Used by one thread; nothing to close. A tape that does not record
 * computes the same values and keeps nothing.
 */
public final class Tape {

  private final boolean recording;
  private final List<Node> nodes = new ArrayList<>();
  private boolean played;

  private record Node(Variable output, Consumer<Tensor> backward) {}

  private Tape(boolean recording) {
    this.recording = recording;
  }

  /** A tape for one computation and its gradient. */
  public static Tape recording() {
    return new Tape(true);
  }

  /** A tape for values alone. */
  public static Tape withoutGradients() {
    return new Tape(false);
  }

  /** A value that gets no gradient. */
  public Variable constant(Tensor value) {
    return new Variable(this, value, false);
  }

  /** A value that gets a gradient: {@link Variable#gradient()} after {@link #backward}. */
  public Variable variable(Tensor value) {
    return new Variable(this, value, recording);
  }

  /** A parameter's values; the gradient is added to the parameter's own, unless it is frozen. */
  public Variable parameter(Parameter parameter) {
    Tensor value = Tensor.of(parameter.values(), parameter.shape());
    if (!recording || parameter.frozen()) {
      return constant(value);
    }
    return new Variable(this, value, Tensor.of(parameter.gradient(), parameter.shape()));
  }

  /**
   * A function with a derivative of its own as a single node: what generated code does.
   *
   * @param inputs what the function read; each must be of this tape
   * @param output its result
   * @param backward takes the gradient of the output and adds to {@link Variable#gradient()} of those inputs that
   *     {@linkplain Variable#needsGradient() need} one, and to the gradients of the function's own parameters
   */
  public Variable function(List<Variable> inputs, Tensor output, Consumer<Tensor> backward) {
    inputs.forEach(this::requireOwn);
    return node(output, recording, backward);
  }

  /**
   * Adds the gradient of a scalar to every variable and parameter that it was computed from.
   *
   * @throws IllegalArgumentException if it is not one number, or not of this tape
   * @throws IllegalStateException if the tape does not record, or has been played already
   */
  public void backward(Variable scalar) {
    if (scalar.value().values().length != 1) {
      throw new IllegalArgumentException("a gradient is taken of one number, but this has the shape " + scalar.shape()
          + ": sum it or take its mean first, or say how much each element counts");
    }
    backward(scalar, Tensor.full(1, scalar.shape()));
  }

  /** As {@link #backward(Variable)}, of the sum of the elements, each times its weight. */
  public void backward(Variable output, Tensor weights) {
    requireOwn(output);
    if (!output.shape().equals(weights.shape())) {
      throw new IllegalArgumentException("the weights have the shape " + weights.shape() + ", the output "
          + output.shape());
    }
    if (!recording || played) {
      throw new IllegalStateException(recording
          ? "this tape has been played already: record each computation on a new one"
          : "this tape does not record: use Tape.recording() where a gradient is wanted");
    }
    played = true;
    if (!output.needsGradient()) {
      return;
    }
    Elementwise.accumulate(output.gradient(), weights.values());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.output.hasGradient()) {
        node.backward.accept(node.output.gradient());
      }
    }
    nodes.clear();
  }

  /** The result of an operation, recorded if one of its operands needs a gradient. */
  Variable operation(Tensor output, Consumer<Tensor> backward, Variable... operands) {
    boolean needed = false;
    for (Variable operand : operands) {
      requireOwn(operand);
      needed |= operand.needsGradient();
    }
    return node(output, needed, backward);
  }

  private Variable node(Tensor output, boolean needed, Consumer<Tensor> backward) {
    Variable variable = new Variable(this, output, needed);
    if (needed) {
      nodes.add(new Node(variable, backward));
    }
    return variable;
  }

  private void requireOwn(Variable variable) {
    if (variable.tape() != this) {
      throw new IllegalArgumentException("the variable of shape " + variable.shape() + " is of another tape: pass its"
          + " value in with constant or variable");
    }
  }
}
