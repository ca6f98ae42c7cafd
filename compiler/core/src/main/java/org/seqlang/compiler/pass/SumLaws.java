package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;

/** Sums over an axis, and products that sum. */
final class SumLaws {

  static final List<Law> ALL = List.of(
      sum(SumLaws::sumOfRepeated), sum(SumLaws::sumOfContract), sum(SumLaws::sumOfTerms), sum(SumLaws::sumOfNegated),
      sum(SumLaws::sumOfSteadyFactor), sum(SumLaws::sumOfSplit), SumLaws::contractOfRepeated,
      SumLaws::contractOverLonelyAxis);

  private SumLaws() {}

  /** A law about the sum, over an axis, of what a node makes. */
  private interface SumLaw {
    Optional<Value> apply(Rewriter g, Reduce sum, Value x, Node made);
  }

  private static Law sum(SumLaw law) {
    return (g, node) -> node.op() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM
        ? g.producer(node.operands().get(0)).flatMap(made -> law.apply(g, reduce, node.operands().get(0), made))
            .map(List::of)
        : Optional.empty();
  }

  /** {@code sum over n of broadcast x = n * x}; along another axis the sum is taken before repeating. */
  static Optional<Value> sumOfRepeated(Rewriter g, Reduce sum, Value x, Node made) {
    if (!(made.op() instanceof Broadcast broadcast)) {
      return Optional.empty();
    }
    List<Size> dims = x.type().withoutAxis(sum.axis()).dims();
    List<Integer> axes = broadcast.axes().stream().filter(axis -> axis != sum.axis())
        .map(axis -> axis > sum.axis() ? axis - 1 : axis).toList();
    Value source = made.operands().get(0);
    if (broadcast.axes().contains(sum.axis())) {
      Value inner = g.add(new Reduce(Reduce.Kind.SUM, broadcast.axes().indexOf(sum.axis())), source);
      return Optional.of(g.add(new Broadcast(dims, axes), inner));
    }
    Value count = g.add(new Broadcast(source.type().dims(), List.of()), g.add(new SizeOf(x.type().dim(sum.axis()))));
    return Optional.of(g.add(new Broadcast(dims, axes), g.add(new Map(ScalarFunction.MULTIPLY), source, count)));
  }

  /** {@code sum over t of contract "to,ti->toi" = contract "to,ti->oi"}: the product sums by itself. */
  static Optional<Value> sumOfContract(Rewriter g, Reduce sum, Value x, Node made) {
    if (!(made.op() instanceof Contract contract)) {
      return Optional.empty();
    }
    String label = contract.result().substring(sum.axis(), sum.axis() + 1);
    String result = contract.result().replace(label, "");
    if (result.length() != contract.result().length() - 1) {
      return Optional.empty();
    }
    return Optional.of(g.addAll(new Contract(contract.left(), contract.right(), result), made.operands()).get(0));
  }

  /** {@code sum (a + b) = sum a + sum b}, where that lets a product sum by itself. */
  static Optional<Value> sumOfTerms(Rewriter g, Reduce sum, Value x, Node made) {
    boolean adds = made.op() instanceof Map map && (map.function() == ScalarFunction.ADD
        || map.function() == ScalarFunction.SUBTRACT || map.function() == ScalarFunction.NEGATE);
    if (!adds || !sumsByItself(g, x)) {
      return Optional.empty();
    }
    return Optional.of(g.addAll(made.op(), made.operands().stream().map(term -> g.add(sum, term)).toList()).get(0));
  }

  /** {@code sum (-x) = -(sum x)}: fewer numbers are negated. */
  static Optional<Value> sumOfNegated(Rewriter g, Reduce sum, Value x, Node made) {
    return made.op() instanceof Map map && map.function() == ScalarFunction.NEGATE
        ? Optional.of(g.add(map, g.add(sum, made.operands().get(0)))) : Optional.empty();
  }

  private static boolean sumsByItself(Rewriter g, Value x) {
    return g.producer(x).filter(node -> node.op() instanceof Contract || node.op() instanceof Broadcast
        || node.op() instanceof Map map && (map.function() == ScalarFunction.ADD
            || map.function() == ScalarFunction.SUBTRACT || map.function() == ScalarFunction.NEGATE)
            && node.operands().stream().anyMatch(operand -> sumsByItself(g, operand))).isPresent();
  }

  /** {@code sum over t of a[t] * b = (sum over t of a[t]) * b}. */
  static Optional<Value> sumOfSteadyFactor(Rewriter g, Reduce sum, Value x, Node made) {
    if (!(made.op() instanceof Map map)
        || map.function() != ScalarFunction.MULTIPLY && map.function() != ScalarFunction.DIVIDE) {
      return Optional.empty();
    }
    for (int k = map.function() == ScalarFunction.DIVIDE ? 1 : 0; k < 2; k++) {
      Value factor = made.operands().get(k);
      Optional<Broadcast> steady = g.made(factor, Broadcast.class).filter(b -> !b.axes().contains(sum.axis()));
      if (steady.isPresent()) {
        List<Integer> axes = steady.get().axes().stream().map(axis -> axis > sum.axis() ? axis - 1 : axis).toList();
        Value step = g.add(new Broadcast(x.type().withoutAxis(sum.axis()).dims(), axes), g.source(factor));
        Value rest = g.add(sum, made.operands().get(1 - k));
        return Optional.of(g.add(map, rest, step));
      }
    }
    return Optional.empty();
  }

  /** {@code sum over t of split x[t] = split (sum over t of x[t])}: the parts share one sum. */
  static Optional<Value> sumOfSplit(Rewriter g, Reduce sum, Value x, Node made) {
    if (!(made.op() instanceof Split split) || split.axis() == sum.axis()) {
      return Optional.empty();
    }
    Value whole = g.add(sum, made.operands().get(0));
    Split parts = new Split(split.axis() > sum.axis() ? split.axis() - 1 : split.axis(), split.parts());
    return Optional.of(g.addAll(parts, List.of(whole)).get(made.results().indexOf(x)));
  }

  /**
   * A product with something repeated along an axis: the other operand has the axis anyway, or the product is
   * repeated.
   */
  static Optional<List<Value>> contractOfRepeated(Rewriter g, Node node) {
    if (!(node.op() instanceof Contract contract)) {
      return Optional.empty();
    }
    List<String> labels = List.of(contract.left(), contract.right());
    for (int k = 0; k < 2; k++) {
      Optional<Broadcast> broadcast = g.made(node.operands().get(k), Broadcast.class);
      for (int axis = 0; broadcast.isPresent() && axis < labels.get(k).length(); axis++) {
        String label = labels.get(k).substring(axis, axis + 1);
        boolean isNew = !broadcast.get().axes().contains(axis)
            && labels.get(k).indexOf(label) == labels.get(k).lastIndexOf(label);
        if (isNew && labels.get(1 - k).contains(label)) {
          return Optional.of(List.of(withoutAxis(g, node, k, axis, contract.result())));
        }
        if (isNew && contract.result().contains(label)) {
          Value product = withoutAxis(g, node, k, axis, contract.result().replace(label, ""));
          return Optional.of(List.of(repeated(g, contract, label, node, product)));
        }
      }
    }
    return Optional.empty();
  }

  /** The contraction with one operand's axis, along which it is repeated, left out. */
  private static Value withoutAxis(Rewriter g, Node node, int side, int axis, String result) {
    Contract contract = (Contract) node.op();
    List<String> labels = new ArrayList<>(List.of(contract.left(), contract.right()));
    labels.set(side, new StringBuilder(labels.get(side)).deleteCharAt(axis).toString());
    Value operand = node.operands().get(side);
    Broadcast broadcast = g.made(operand, Broadcast.class).orElseThrow();
    List<Integer> axes = broadcast.axes().stream().map(a -> a > axis ? a - 1 : a).toList();
    List<Value> operands = new ArrayList<>(node.operands());
    operands.set(side, g.add(new Broadcast(operand.type().withoutAxis(axis).dims(), axes), g.source(operand)));
    return g.addAll(new Contract(labels.get(0), labels.get(1), result), operands).get(0);
  }

  private static Value repeated(Rewriter g, Contract contract, String label, Node node, Value product) {
    List<Size> dims = contract.resultTypes(node.operands().stream().map(Value::type).toList()).get(0).dims();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < contract.result().length(); i++) {
      if (!contract.result().substring(i, i + 1).equals(label)) {
        axes.add(i);
      }
    }
    return g.add(new Broadcast(dims, axes), product);
  }

  /** {@code contract "h,to->ho" g, x = contract "h,o->ho" g, (sum over t of x)}: no product is needed to sum over t. */
  static Optional<List<Value>> contractOverLonelyAxis(Rewriter g, Node node) {
    if (!(node.op() instanceof Contract contract)) {
      return Optional.empty();
    }
    List<String> labels = new ArrayList<>(List.of(contract.left(), contract.right()));
    for (int k = 0; k < 2; k++) {
      for (int axis = 0; axis < labels.get(k).length(); axis++) {
        String label = labels.get(k).substring(axis, axis + 1);
        String others = labels.get(k).replaceFirst(label, "") + labels.get(1 - k) + contract.result();
        if (!others.contains(label)) {
          List<Value> operands = new ArrayList<>(node.operands());
          operands.set(k, g.add(new Reduce(Reduce.Kind.SUM, axis), operands.get(k)));
          labels.set(k, labels.get(k).replace(label, ""));
          return Optional.of(g.addAll(new Contract(labels.get(0), labels.get(1), contract.result()), operands));
        }
      }
    }
    return Optional.empty();
  }
}
