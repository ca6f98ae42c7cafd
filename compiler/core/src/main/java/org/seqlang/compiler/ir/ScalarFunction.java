package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Map;

/** A function of numbers that is applied element by element. */
public enum ScalarFunction {
  ADD(2), SUBTRACT(2), MULTIPLY(2), DIVIDE(2), POWER(2), MAXIMUM(2), MINIMUM(2),
  NEGATE(1), ABS(1), SIGN(1), EXP(1), LOG(1), SQRT(1), SQUARE(1), RECIPROCAL(1),
  TANH(1), SIGMOID(1), RELU(1), SOFTPLUS(1), SIN(1), COS(1), ERF(1),
  EQUAL(2), NOT_EQUAL(2), LESS(2), LESS_EQUAL(2), GREATER(2), GREATER_EQUAL(2),
  AND(2), OR(2), NOT(1),
  /** {@code where(condition, a, b)}. */
  WHERE(3),
  /** A truth value, a whole number or an index as a float. */
  TO_FLOAT(1);

  private final int arity;

  ScalarFunction(int arity) {
    this.arity = arity;
  }

  public int arity() {
    return arity;
  }

  /** As printed: {@code greater_equal}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the function makes of operands of these elements. */
  public Element result(List<Element> operands) {
    require(operands.size() == arity, "takes " + arity + " operands, not " + operands.size());
    return switch (this) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        require(operands.stream().noneMatch(Element.BOOL::equals), "compares numbers");
        yield Element.BOOL;
      }
      case AND, OR, NOT -> {
        require(operands.stream().allMatch(Element.BOOL::equals), "takes truth values");
        yield Element.BOOL;
      }
      case WHERE -> {
        require(operands.get(0).equals(Element.BOOL), "needs a truth value first");
        require(operands.get(1).equals(operands.get(2)), "chooses between values of one element");
        yield operands.get(1);
      }
      case TO_FLOAT -> Element.FLOAT;
      default -> {
        require(operands.stream().allMatch(Element.FLOAT::equals), "takes floats, not " + operands);
        yield Element.FLOAT;
      }
    };
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException(text() + " " + what);
    }
  }

  /** The value in double precision; truth values are 0 and 1. */
  public double apply(double... x) {
    return switch (this) {
      case ADD -> x[0] + x[1];
      case SUBTRACT -> x[0] - x[1];
      case MULTIPLY -> x[0] * x[1];
      case DIVIDE -> x[0] / x[1];
      case POWER -> Math.pow(x[0], x[1]);
      case MAXIMUM -> Math.max(x[0], x[1]);
      case MINIMUM -> Math.min(x[0], x[1]);
      case NEGATE -> -x[0];
      case ABS -> Math.abs(x[0]);
      case SIGN -> Math.signum(x[0]);
      case EXP -> Math.exp(x[0]);
      case LOG -> Math.log(x[0]);
      case SQRT -> Math.sqrt(x[0]);
      case SQUARE -> x[0] * x[0];
      case RECIPROCAL -> 1 / x[0];
      case TANH -> Math.tanh(x[0]);
      case SIGMOID -> 1 / (1 + Math.exp(-x[0]));
      case RELU -> Math.max(x[0], 0);
      case SOFTPLUS -> Math.max(x[0], 0) + Math.log1p(Math.exp(-Math.abs(x[0])));
      case SIN -> Math.sin(x[0]);
      case COS -> Math.cos(x[0]);
      case ERF -> ErrorFunction.erf(x[0]);
      case EQUAL -> x[0] == x[1] ? 1 : 0;
      case NOT_EQUAL -> x[0] != x[1] ? 1 : 0;
      case LESS -> x[0] < x[1] ? 1 : 0;
      case LESS_EQUAL -> x[0] <= x[1] ? 1 : 0;
      case GREATER -> x[0] > x[1] ? 1 : 0;
      case GREATER_EQUAL -> x[0] >= x[1] ? 1 : 0;
      case AND -> x[0] != 0 && x[1] != 0 ? 1 : 0;
      case OR -> x[0] != 0 || x[1] != 0 ? 1 : 0;
      case NOT -> x[0] != 0 ? 0 : 1;
      case WHERE -> x[0] != 0 ? x[1] : x[2];
      case TO_FLOAT -> x[0];
    };
  }

  /** The derivative: gradients of the operands from that of the result, in terms of operands x, result y and gradient g. */
  public List<Optional<Value>> gradient(GraphBuilder b, List<Value> x, Value y, Value g) {
    Elementwise e = new Elementwise(b, y.type().dims());
    return switch (this) {
      case ADD -> some(g, g);
      case SUBTRACT -> some(g, e.of(NEGATE, g));
      case MULTIPLY -> some(e.of(MULTIPLY, g, x.get(1)), e.of(MULTIPLY, g, x.get(0)));
      case DIVIDE -> {
        Value left = e.of(DIVIDE, g, x.get(1));
        yield some(left, e.of(NEGATE, e.of(MULTIPLY, left, y)));
      }
      case POWER -> powerGradient(e, x, y, g);
      case MAXIMUM -> extremeGradient(e, GREATER, x, g);
      case MINIMUM -> extremeGradient(e, LESS, x, g);
      case NEGATE -> some(e.of(NEGATE, g));
      case ABS -> some(e.of(MULTIPLY, g, e.of(SIGN, x.get(0))));
      case EXP -> some(e.of(MULTIPLY, g, y));
      case LOG -> some(e.of(DIVIDE, g, x.get(0)));
      case SQRT -> some(e.of(DIVIDE, e.of(MULTIPLY, e.constant(0.5), g), y));
      case SQUARE -> some(e.of(MULTIPLY, g, e.of(MULTIPLY, e.constant(2), x.get(0))));
      case RECIPROCAL -> some(e.of(NEGATE, e.of(MULTIPLY, g, e.of(SQUARE, y))));
      case TANH -> some(e.of(MULTIPLY, g, e.of(SUBTRACT, e.constant(1), e.of(SQUARE, y))));
      case SIGMOID -> some(e.of(MULTIPLY, g, e.of(MULTIPLY, y, e.of(SUBTRACT, e.constant(1), y))));
      case RELU -> some(e.of(WHERE, e.of(GREATER, x.get(0), e.constant(0)), g, e.constant(0)));
      case SOFTPLUS -> some(e.of(MULTIPLY, g, e.of(SIGMOID, x.get(0))));
      case SIN -> some(e.of(MULTIPLY, g, e.of(COS, x.get(0))));
      case COS -> some(e.of(NEGATE, e.of(MULTIPLY, g, e.of(SIN, x.get(0)))));
      case ERF -> some(e.of(MULTIPLY, g, e.of(MULTIPLY, e.constant(2 / Math.sqrt(Math.PI)),
          e.of(EXP, e.of(NEGATE, e.of(SQUARE, x.get(0)))))));
      case WHERE -> List.of(Optional.empty(), Optional.of(e.of(WHERE, x.get(0), g, e.constant(0))),
          Optional.of(e.of(WHERE, x.get(0), e.constant(0), g)));
      case SIGN, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR, NOT, TO_FLOAT ->
          x.stream().map(v -> Optional.<Value>empty()).toList();
    };
  }

  /** d(a^b) = b a^(b-1) da + a^b log(a) db. */
  private static List<Optional<Value>> powerGradient(Elementwise e, List<Value> x, Value y, Value g) {
    Value lower = e.of(POWER, x.get(0), e.of(SUBTRACT, x.get(1), e.constant(1)));
    Value base = e.of(MULTIPLY, g, e.of(MULTIPLY, x.get(1), lower));
    Value positive = e.of(GREATER, x.get(0), e.constant(0));
    Value log = e.of(LOG, e.of(WHERE, positive, x.get(0), e.constant(1)));
    return some(base, e.of(MULTIPLY, g, e.of(MULTIPLY, y, log)));
  }

  /** Where both are equal, each gets half. */
  private static List<Optional<Value>> extremeGradient(Elementwise e, ScalarFunction wins, List<Value> x, Value g) {
    Value half = e.of(MULTIPLY, e.constant(0.5), g);
    Value tie = e.of(EQUAL, x.get(0), x.get(1));
    Value left = e.of(WHERE, e.of(wins, x.get(0), x.get(1)), g, e.constant(0));
    Value right = e.of(WHERE, e.of(wins, x.get(1), x.get(0)), g, e.constant(0));
    return some(e.of(WHERE, tie, half, left), e.of(WHERE, tie, half, right));
  }

  private static List<Optional<Value>> some(Value... values) {
    List<Optional<Value>> all = new ArrayList<>();
    for (Value value : values) {
      all.add(Optional.of(value));
    }
    return all;
  }

  /** Adds element-wise nodes of one shape. */
  private record Elementwise(GraphBuilder graph, List<Size> dims) {

    Value of(ScalarFunction function, Value... operands) {
      return graph.add(new Map(function), operands);
    }

    Value constant(double value) {
      return graph.add(new Constant(value, Type.floats(dims)));
    }
  }
}
