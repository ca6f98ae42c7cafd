package org.seqlang.compiler.check;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/**
 * A number that is known when a model is created: arithmetic over its hyper-parameters, as in {@code 1/sqrt(hidden)}.
 */
public sealed interface RealExpression {

  /** {@code 0.5}. */
  record Literal(double value) implements RealExpression {
    @Override
    public String toString() {
      return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** A {@code real} hyper-parameter. */
  record Hyper(String name) implements RealExpression {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The value of a size. */
  record OfSize(Size size) implements RealExpression {
    @Override
    public String toString() {
      return size.terms().size() > 1 ? "(" + size + ")" : size.toString();
    }
  }

  /** {@code -x}. */
  record Negate(RealExpression operand) implements RealExpression {
    @Override
    public String toString() {
      return "-" + operand;
    }
  }

  /** {@code sqrt(x)}. */
  record Sqrt(RealExpression operand) implements RealExpression {
    @Override
    public String toString() {
      return "sqrt(" + operand + ")";
    }
  }

  /** {@code a / b} and the like. */
  record Binary(Operator operator, RealExpression left, RealExpression right) implements RealExpression {
    @Override
    public String toString() {
      return "(" + left + " " + operator.symbol + " " + right + ")";
    }
  }

  /** The four operators of arithmetic. */
  enum Operator {
    ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As written, here and in Java. */
    public String symbol() {
      return symbol;
    }

    double apply(double a, double b) {
      return switch (this) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
      };
    }
  }

  /** Its value, given the sizes and the {@code real} hyper-parameters. */
  default double evaluate(ToLongFunction<Symbol> sizes, ToDoubleFunction<String> reals) {
    if (this instanceof Literal literal) {
      return literal.value;
    } else if (this instanceof Hyper hyper) {
      return reals.applyAsDouble(hyper.name);
    } else if (this instanceof OfSize of) {
      return of.size.evaluate(sizes);
    } else if (this instanceof Negate negate) {
      return -negate.operand.evaluate(sizes, reals);
    } else if (this instanceof Sqrt sqrt) {
      return Math.sqrt(sqrt.operand.evaluate(sizes, reals));
    }
    Binary binary = (Binary) this;
    return binary.operator.apply(binary.left.evaluate(sizes, reals), binary.right.evaluate(sizes, reals));
  }

  /** The value, where it is written down. */
  default Optional<Double> constant() {
    if (this instanceof Literal literal) {
      return Optional.of(literal.value);
    } else if (this instanceof OfSize of) {
      return of.size.constant().map(Long::doubleValue);
    } else if (this instanceof Negate negate) {
      return negate.operand.constant().map(value -> -value);
    } else if (this instanceof Sqrt sqrt) {
      return sqrt.operand.constant().map(Math::sqrt);
    } else if (this instanceof Binary binary) {
      return binary.left.constant().flatMap(a -> binary.right.constant().map(b -> binary.operator.apply(a, b)));
    }
    return Optional.empty();
  }

  /** With other expressions and sizes in place of hyper-parameters. */
  default RealExpression substitute(Map<Symbol, Size> sizes, Map<String, RealExpression> reals) {
    if (this instanceof Hyper hyper) {
      return reals.getOrDefault(hyper.name, hyper);
    } else if (this instanceof OfSize of) {
      return new OfSize(of.size.substitute(sizes));
    } else if (this instanceof Negate negate) {
      return new Negate(negate.operand.substitute(sizes, reals));
    } else if (this instanceof Sqrt sqrt) {
      return new Sqrt(sqrt.operand.substitute(sizes, reals));
    } else if (this instanceof Binary binary) {
      return new Binary(binary.operator, binary.left.substitute(sizes, reals), binary.right.substitute(sizes, reals));
    }
    return this;
  }
}
