package org.seqlang.compiler.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;

/** Draws graphs for tests in the words of a model: {@code d.tanh(d.add(d.apply(w, x), b))}. */
public final class Drawing {

  private final GraphBuilder builder;

  public Drawing(String name) {
    builder = new GraphBuilder(name);
  }

  public GraphBuilder builder() {
    return builder;
  }

  public Value parameter(String name, Size... dims) {
    return builder.input(name, Graph.Role.PARAMETER, Type.floats(dims));
  }

  public Value real(String name) {
    return builder.input(name, Graph.Role.REAL, Type.floats());
  }

  public Value example(String name, Size... dims) {
    return builder.input(name, Graph.Role.EXAMPLE, Type.floats(dims));
  }

  public Value index(String name, Size bound, Size... dims) {
    return builder.input(name, Graph.Role.EXAMPLE, new Type(Element.index(bound), List.of(dims)));
  }

  /** An input of a scan's body. */
  public Value body(String name, Type type) {
    return builder.input(name, Graph.Role.BODY, type);
  }

  public Drawing result(String name, Value value) {
    builder.result(name, value);
    return this;
  }

  public Graph build() {
    return builder.build();
  }

  public Value op(Op op, Value... operands) {
    return builder.add(op, operands);
  }

  public Value map(ScalarFunction function, Value... operands) {
    return builder.add(new Map(function), operands);
  }

  public Value add(Value... values) {
    return Arrays.stream(values).reduce((a, b) -> map(ScalarFunction.ADD, a, b)).orElseThrow();
  }

  public Value subtract(Value a, Value b) {
    return map(ScalarFunction.SUBTRACT, a, b);
  }

  public Value multiply(Value a, Value b) {
    return map(ScalarFunction.MULTIPLY, a, b);
  }

  public Value tanh(Value x) {
    return map(ScalarFunction.TANH, x);
  }

  public Value sigmoid(Value x) {
    return map(ScalarFunction.SIGMOID, x);
  }

  /** {@code w @ x}, for a vector or for each step of a sequence. */
  public Value apply(Value w, Value x) {
    return x.type().rank() == 1 ? builder.add(new Contract("oi", "i", "o"), w, x)
        : builder.add(new Contract("oi", "ti", "to"), w, x);
  }

  public Value contract(String left, String right, String result, Value a, Value b) {
    return builder.add(new Contract(left, right, result), a, b);
  }

  /** The vector at every step. */
  public Value overTime(Size time, Value x) {
    return builder.add(
        new Broadcast(x.type().over(time).dims(), IntStream.rangeClosed(1, x.type().rank()).boxed().toList()), x);
  }

  /** A scalar in every place. */
  public Value fill(Type type, Value scalar) {
    return builder.add(new Broadcast(type.dims(), List.of()), scalar);
  }

  public Value constant(double value, Size... dims) {
    return builder.add(new Constant(value, Type.floats(dims)));
  }

  public List<Value> split(Value x, int parts) {
    int axis = x.type().rank() - 1;
    Size part = x.type().dim(axis).dividedBy(parts).orElseThrow();
    return builder.addAll(new Split(axis, java.util.Collections.nCopies(parts, part)), List.of(x));
  }

  public Value concat(int axis, Value... values) {
    return builder.add(new Concat(axis), values);
  }

  public Value sum(int axis, Value x) {
    return builder.add(new Reduce(Reduce.Kind.SUM, axis), x);
  }

  public Value max(int axis, Value x) {
    return builder.add(new Reduce(Reduce.Kind.MAX, axis), x);
  }

  public Value mean(Value x) {
    Value sum = sum(0, x);
    Value size = builder.add(new SizeOf(x.type().dim(0)));
    return map(ScalarFunction.DIVIDE, sum, fill(sum.type(), size));
  }

  public Value last(Value x) {
    return builder.add(new Edge(Edge.End.LAST), x);
  }

  public Value embed(Value table, Value index, Size padding) {
    return builder.add(new Gather(Optional.of(padding)), table, index);
  }

  public Value dropout(int site, Value rate, Value x) {
    return multiply(x, builder.add(new Mask(site, x.type().dims()), rate));
  }

  /**
   * Cross-entropy of a vector of scores, or of each step's: {@code log sum exp x - x[label]}. The maximum is subtracted
   * for the sake of large scores; the result does not depend on it.
   */
  public Value crossEntropy(Value scores, Value label) {
    int axis = scores.type().rank() - 1;
    Type type = scores.type();
    List<Integer> kept = IntStream.range(0, axis).boxed().toList();
    Value max = builder.add(new StopGradient(), max(axis, scores));
    Value shifted = subtract(scores, builder.add(new Broadcast(type.dims(), kept), max));
    Value log = map(ScalarFunction.LOG, sum(axis, map(ScalarFunction.EXP, shifted)));
    return subtract(log, builder.add(new Pick(axis), shifted, label));
  }
}
