package org.seqlang.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.model.Initializers;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** Each operation's gradient against differences of its values. */
class OperationsTest {

  /** Large enough for rounding in float, small enough for curvature. */
  private static final float STEP = 1e-2f;

  static Stream<Arguments> operations() {
    return Stream.of(
        two("add", Variable::add), two("subtract", Variable::subtract), two("multiply", Variable::multiply),
        two("divide", (a, b) -> a.divide(b.square().shift(1))),
        operation("add a row", in -> in.get(0).add(in.get(1)), Shape.of(4, 3), Shape.of(3)),
        operation("a row times a matrix", in -> in.get(0).multiply(in.get(1)), Shape.of(3), Shape.of(2, 4, 3)),
        operation("subtract a scalar", in -> in.get(0).subtract(in.get(1)), Shape.of(4, 3), Shape.SCALAR),
        operation("a scalar over a vector", in -> in.get(0).divide(in.get(1).exp()), Shape.SCALAR, Shape.of(5)),
        operation("a value with itself", in -> in.get(0).multiply(in.get(0)), Shape.of(3)),
        one("scale", x -> x.scale(-2.5)), one("shift", x -> x.shift(3)), one("square", Variable::square),
        one("sqrt", x -> x.square().shift(1).sqrt()), one("abs", x -> x.square().shift(-3).abs()),
        one("tanh", Variable::tanh), one("sigmoid", Variable::sigmoid), one("relu", x -> x.exp().shift(-0.02).relu()),
        one("exp", Variable::exp), one("log", x -> x.square().shift(1).log()),
        operation("matmul", in -> in.get(0).matmul(in.get(1)), Shape.of(3, 4), Shape.of(4, 5)),
        operation("matmul by a vector", in -> in.get(0).matmul(in.get(1)), Shape.of(1, 7), Shape.of(7, 1)),
        one("transpose", Variable::transpose), one("sum", Variable::sum), one("mean", Variable::mean),
        cube("sum axis 0", x -> x.sum(0)), cube("sum axis 1", x -> x.sum(1)), cube("mean axis -1", x -> x.mean(-1)),
        cube("max axis 0", x -> x.scale(5).max(0)), cube("max axis 1", x -> x.scale(5).max(1)),
        cube("max axis -1", x -> x.scale(5).max(-1)),
        cube("softmax", Variable::softmax), cube("logSoftmax", Variable::logSoftmax),
        one("crossEntropy", x -> x.crossEntropy(0, 2, 2, 1)),
        two("meanSquaredError", Variable::meanSquaredError),
        cube("reshape", x -> x.reshape(6, 4)),
        cube("slice axis 0", x -> x.slice(0, 1, 2)), cube("slice axis 1", x -> x.slice(1, 1, 3)),
        cube("slice axis -1", x -> x.slice(-1, 0, 3)),
        operation("concat axis 0", in -> Variable.concat(0, in), Shape.of(2, 3), Shape.of(1, 3), Shape.of(3, 3)),
        operation("concat axis 1", in -> Variable.concat(1, in), Shape.of(2, 3, 2), Shape.of(2, 1, 2)),
        operation("concat with itself", in -> Variable.concat(-1, List.of(in.get(0), in.get(0))), Shape.of(2, 2)),
        one("rows", x -> x.rows(2, 0, 2)), one("broadcast", x -> x.broadcast(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void gradientIsThatOfDifferences(String name, Function<List<Variable>, Variable> operation, List<Shape> shapes) {
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : shapes) {
      inputs.add(Tensor.zeros(shape));
      Initializers.normal(inputs.get(inputs.size() - 1).values(), 0.7, inputs.size());
    }
    Tape tape = Tape.recording();
    List<Variable> variables = inputs.stream().map(tape::variable).toList();
    Variable output = operation.apply(variables);
    Tensor weights = Tensor.zeros(output.shape());
    Initializers.uniform(weights.values(), 0.5, 1.5, 99);
    tape.backward(output, weights);
    for (int input = 0; input < inputs.size(); input++) {
      float[] values = inputs.get(input).values();
      for (int i = 0; i < values.length; i++) {
        float before = values[i];
        values[i] = before + STEP;
        double above = weighted(operation, inputs, weights);
        values[i] = before - STEP;
        double below = weighted(operation, inputs, weights);
        values[i] = before;
        double expected = (above - below) / (2 * STEP);
        assertEquals(expected, variables.get(input).gradient().values()[i], 2e-3 * Math.max(1, Math.abs(expected)),
            name + ": input " + input + ", element " + i);
      }
    }
  }

  private static double weighted(Function<List<Variable>, Variable> operation, List<Tensor> inputs, Tensor weights) {
    Tape tape = Tape.withoutGradients();
    float[] output = operation.apply(inputs.stream().map(tape::variable).toList()).value().values();
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += (double) output[i] * weights.values()[i];
    }
    return sum;
  }

  private static Arguments operation(String name, Function<List<Variable>, Variable> operation, Shape... shapes) {
    return Arguments.of(name, operation, List.of(shapes));
  }

  private static Arguments one(String name, Function<Variable, Variable> operation) {
    return operation(name, in -> operation.apply(in.get(0)), Shape.of(4, 3));
  }

  private static Arguments cube(String name, Function<Variable, Variable> operation) {
    return operation(name, in -> operation.apply(in.get(0)), Shape.of(2, 3, 4));
  }

  private static Arguments two(String name, BinaryOperator<Variable> operation) {
    return operation(name, in -> operation.apply(in.get(0), in.get(1)), Shape.of(4, 3), Shape.of(4, 3));
  }
}
