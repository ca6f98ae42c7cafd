package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Map;

/** Arithmetic, element by element. */
final class MapLaws {

  static final List<Law> ALL = List.of(
      map(ScalarFunction.ADD, MapLaws::addZero), map(ScalarFunction.ADD, MapLaws::addNegated),
      map(ScalarFunction.SUBTRACT, MapLaws::subtractZero), map(ScalarFunction.SUBTRACT, MapLaws::subtractFromZero),
      map(ScalarFunction.SUBTRACT, MapLaws::subtractNegated),
      map(ScalarFunction.MULTIPLY, MapLaws::multiplyOne), map(ScalarFunction.MULTIPLY, MapLaws::multiplyMinusOne),
      map(ScalarFunction.MULTIPLY, MapLaws::multiplyTwice), map(ScalarFunction.MULTIPLY, MapLaws::multiplyNegated),
      map(ScalarFunction.DIVIDE, MapLaws::divideByOne), map(ScalarFunction.POWER, MapLaws::powerOfOne),
      map(ScalarFunction.NEGATE, MapLaws::negateTwice), map(ScalarFunction.NEGATE, MapLaws::negateDifference),
      map(ScalarFunction.WHERE, MapLaws::whereKnown), map(ScalarFunction.WHERE, MapLaws::whereEqual),
      MapLaws::mapOfBroadcasts);

  private MapLaws() {}

  /** A law about one function. */
  private interface MapLaw {
    Optional<Value> apply(Rewriter g, List<Value> x);
  }

  private static Law map(ScalarFunction function, MapLaw law) {
    return (g, node) -> node.op() instanceof Map map && map.function() == function
        ? law.apply(g, node.operands()).map(List::of) : Optional.empty();
  }

  private static Value apply(Rewriter g, ScalarFunction function, Value... x) {
    return g.add(new Map(function), x);
  }

  private static boolean is(Rewriter g, Value value, ScalarFunction function) {
    return g.made(value, Map.class).filter(map -> map.function() == function).isPresent();
  }

  /** The operand beside one that is a number. */
  private static Optional<Value> otherThan(Rewriter g, List<Value> x, double number) {
    return g.isNumber(x.get(1), number) ? Optional.of(x.get(0))
        : g.isNumber(x.get(0), number) ? Optional.of(x.get(1)) : Optional.empty();
  }

  /** {@code x + 0 = x}. */
  static Optional<Value> addZero(Rewriter g, List<Value> x) {
    return otherThan(g, x, 0);
  }

  /** {@code a + -b = a - b}. */
  static Optional<Value> addNegated(Rewriter g, List<Value> x) {
    if (is(g, x.get(1), ScalarFunction.NEGATE)) {
      return Optional.of(apply(g, ScalarFunction.SUBTRACT, x.get(0), g.source(x.get(1))));
    }
    return is(g, x.get(0), ScalarFunction.NEGATE)
        ? Optional.of(apply(g, ScalarFunction.SUBTRACT, x.get(1), g.source(x.get(0)))) : Optional.empty();
  }

  /** {@code x - 0 = x}. */
  static Optional<Value> subtractZero(Rewriter g, List<Value> x) {
    return g.isNumber(x.get(1), 0) ? Optional.of(x.get(0)) : Optional.empty();
  }

  /** {@code 0 - x = -x}. */
  static Optional<Value> subtractFromZero(Rewriter g, List<Value> x) {
    return g.isNumber(x.get(0), 0) ? Optional.of(apply(g, ScalarFunction.NEGATE, x.get(1))) : Optional.empty();
  }

  /** {@code a - -b = a + b}. */
  static Optional<Value> subtractNegated(Rewriter g, List<Value> x) {
    return is(g, x.get(1), ScalarFunction.NEGATE)
        ? Optional.of(apply(g, ScalarFunction.ADD, x.get(0), g.source(x.get(1)))) : Optional.empty();
  }

  /** {@code x * 1 = x}. */
  static Optional<Value> multiplyOne(Rewriter g, List<Value> x) {
    return otherThan(g, x, 1);
  }

  /** {@code x * -1 = -x}. */
  static Optional<Value> multiplyMinusOne(Rewriter g, List<Value> x) {
    int number = g.isNumber(x.get(1), -1) ? 1 : g.isNumber(x.get(0), -1) ? 0 : -1;
    return number < 0 ? Optional.empty() : Optional.of(apply(g, ScalarFunction.NEGATE, x.get(1 - number)));
  }

  /** {@code (x * 2) * 3 = x * 6}. */
  static Optional<Value> multiplyTwice(Rewriter g, List<Value> x) {
    for (int k = 0; k < 2; k++) {
      Value product = x.get(k);
      Optional<Double> outer = g.number(x.get(1 - k));
      if (outer.isPresent() && is(g, product, ScalarFunction.MULTIPLY)) {
        List<Value> factors = g.producer(product).orElseThrow().operands();
        for (int f = 0; f < 2; f++) {
          Optional<Double> inner = g.number(factors.get(f));
          if (inner.isPresent()) {
            Value number = g.add(new Constant(outer.get() * inner.get(), product.type()));
            return Optional.of(apply(g, ScalarFunction.MULTIPLY, factors.get(1 - f), number));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** {@code -a * -b = a * b}. */
  static Optional<Value> multiplyNegated(Rewriter g, List<Value> x) {
    return x.stream().allMatch(v -> is(g, v, ScalarFunction.NEGATE))
        ? Optional.of(apply(g, ScalarFunction.MULTIPLY, g.source(x.get(0)), g.source(x.get(1)))) : Optional.empty();
  }

  /** {@code x / 1 = x}. */
  static Optional<Value> divideByOne(Rewriter g, List<Value> x) {
    return g.isNumber(x.get(1), 1) ? Optional.of(x.get(0)) : Optional.empty();
  }

  /** {@code x ^ 1 = x}. */
  static Optional<Value> powerOfOne(Rewriter g, List<Value> x) {
    return g.isNumber(x.get(1), 1) ? Optional.of(x.get(0)) : Optional.empty();
  }

  /** {@code --x = x}. */
  static Optional<Value> negateTwice(Rewriter g, List<Value> x) {
    return is(g, x.get(0), ScalarFunction.NEGATE) ? Optional.of(g.source(x.get(0))) : Optional.empty();
  }

  /** {@code -(a - b) = b - a}. */
  static Optional<Value> negateDifference(Rewriter g, List<Value> x) {
    if (!is(g, x.get(0), ScalarFunction.SUBTRACT)) {
      return Optional.empty();
    }
    List<Value> terms = g.producer(x.get(0)).orElseThrow().operands();
    return Optional.of(apply(g, ScalarFunction.SUBTRACT, terms.get(1), terms.get(0)));
  }

  /** {@code where(true, a, b) = a}. */
  static Optional<Value> whereKnown(Rewriter g, List<Value> x) {
    return g.number(x.get(0)).map(condition -> condition != 0 ? x.get(1) : x.get(2));
  }

  /** {@code where(c, a, a) = a}. */
  static Optional<Value> whereEqual(Rewriter g, List<Value> x) {
    boolean numbers = g.number(x.get(1)).isPresent() && g.number(x.get(1)).equals(g.number(x.get(2)));
    return x.get(1).equals(x.get(2)) || numbers ? Optional.of(x.get(1)) : Optional.empty();
  }

  /** {@code f(broadcast a, broadcast b) = broadcast f(a, b)}, where both are repeated along the same axes. */
  static Optional<List<Value>> mapOfBroadcasts(Rewriter g, Node node) {
    if (!(node.op() instanceof Map)) {
      return Optional.empty();
    }
    List<Broadcast> kinds = node.operands().stream().flatMap(x -> g.made(x, Broadcast.class).stream()).distinct()
        .toList();
    if (kinds.size() != 1) {
      return Optional.empty();
    }
    Broadcast broadcast = kinds.get(0);
    List<Value> inner = new ArrayList<>();
    for (Value x : node.operands()) {
      Optional<Double> number = g.number(x);
      if (number.isPresent()) {
        List<Size> dims = broadcast.axes().stream().map(broadcast.dims()::get).toList();
        inner.add(g.add(new Constant(number.get(), new Type(x.type().element(), dims))));
      } else if (g.made(x, Broadcast.class).isPresent()) {
        inner.add(g.source(x));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(List.of(g.add(broadcast, g.addAll(node.op(), inner).get(0))));
  }
}
