package org.seqlang.compiler.pass;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.Total;

/**
 * Moves sums over the examples to where the sum is cheap: before what is the same for all of them, and right behind a
 * product, a scatter or a sum over time, which then sums over the examples as well.
 *
 * <pre>
 * %4: float[o, i] = contract "to,ti->oi" %0, %1
 * %5: float[o, i] = contract "to,ti->oi" %2, %3
 * %6: float[o, i] = add %4, %5
 * %7: float[o, i] = total %6
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %4: float[o, i] = contract "to,ti->oi" %0, %1
 * %5: float[o, i] = contract "to,ti->oi" %2, %3
 * %6: float[o, i] = total %4
 * %7: float[o, i] = total %5
 * %8: float[o, i] = add %6, %7
 * </pre>
 */
public final class PushTotal {

  private static final List<Law> LAWS = List.of(total(PushTotal::totalOfTerms), total(PushTotal::totalOfNegated),
      total(PushTotal::totalOfRearranged), total(PushTotal::totalOfSplit), total(PushTotal::totalOfConcat),
      total(PushTotal::totalOfSharedFactor), total(PushTotal::totalOfSharedProduct));

  private PushTotal() {}

  public static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, LAWS);
  }

  /** A law about the total of what a node makes. */
  private interface TotalLaw {
    Optional<Value> apply(Rewriter g, Value x, Node made);
  }

  private static Law total(TotalLaw law) {
    return (g, node) -> node.op() instanceof Total ? g.producer(node.operands().get(0))
        .flatMap(made -> law.apply(g, node.operands().get(0), made)).map(List::of) : Optional.empty();
  }

  private static Value total(Rewriter g, Value x) {
    return g.add(new Total(), x);
  }

  /** Whether an operation adds up rows, and can do so for all examples at once. */
  private static boolean sumsRows(Rewriter g, Value x) {
    return g.producer(x).filter(node -> node.op() instanceof Contract || node.op() instanceof Scatter
        || node.op() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM
            && node.operands().get(0).type().time().isPresent() && reduce.axis() == 0
        || (isTerms(node) || node.op() instanceof Concat || node.op() instanceof Split || node.op() instanceof Reshape)
            && node.operands().stream().anyMatch(operand -> sumsRows(g, operand))).isPresent();
  }

  private static boolean isTerms(Node node) {
    return node.op() instanceof Map map && (map.function() == ScalarFunction.ADD
        || map.function() == ScalarFunction.SUBTRACT || map.function() == ScalarFunction.NEGATE);
  }

  /** {@code total (a + b) = total a + total b}, where one of them sums rows. */
  static Optional<Value> totalOfTerms(Rewriter g, Value x, Node made) {
    return isTerms(made) && sumsRows(g, x)
        ? Optional.of(g.addAll(made.op(), made.operands().stream().map(term -> total(g, term)).toList()).get(0))
        : Optional.empty();
  }

  /** {@code total -a = -total a}. */
  static Optional<Value> totalOfNegated(Rewriter g, Value x, Node made) {
    return made.op() instanceof Map map && map.function() == ScalarFunction.NEGATE
        ? Optional.of(g.add(map, total(g, made.operands().get(0)))) : Optional.empty();
  }

  /** {@code total (broadcast a) = broadcast (total a)}, and the same for a reshape. */
  static Optional<Value> totalOfRearranged(Rewriter g, Value x, Node made) {
    return made.op() instanceof Broadcast || made.op() instanceof Reshape
        ? Optional.of(g.add(made.op(), total(g, made.operands().get(0)))) : Optional.empty();
  }

  /** {@code total (split a) = split (total a)}, where {@code a} sums rows. */
  static Optional<Value> totalOfSplit(Rewriter g, Value x, Node made) {
    return made.op() instanceof Split split && sumsRows(g, made.operands().get(0))
        ? Optional.of(g.addAll(split, List.of(total(g, made.operands().get(0)))).get(made.results().indexOf(x)))
        : Optional.empty();
  }

  /** {@code total concat(a, b) = concat(total a, total b)}, where one of them sums rows. */
  static Optional<Value> totalOfConcat(Rewriter g, Value x, Node made) {
    return made.op() instanceof Concat && sumsRows(g, x)
        ? Optional.of(g.addAll(made.op(), made.operands().stream().map(part -> total(g, part)).toList()).get(0))
        : Optional.empty();
  }

  /** {@code total (a * s) = total a * s}, where all examples share {@code s}. */
  static Optional<Value> totalOfSharedFactor(Rewriter g, Value x, Node made) {
    boolean multiplies = made.op() instanceof Map map && map.function() == ScalarFunction.MULTIPLY;
    boolean divides = made.op() instanceof Map map && map.function() == ScalarFunction.DIVIDE;
    if ((multiplies || divides) && g.isShared(made.operands().get(1))) {
      return Optional.of(g.add(made.op(), total(g, made.operands().get(0)), made.operands().get(1)));
    }
    return multiplies && g.isShared(made.operands().get(0))
        ? Optional.of(g.add(made.op(), made.operands().get(0), total(g, made.operands().get(1)))) : Optional.empty();
  }

  /** {@code total (w @ a) = w @ total a}, where all examples share {@code w}. */
  static Optional<Value> totalOfSharedProduct(Rewriter g, Value x, Node made) {
    if (!(made.op() instanceof Contract) || made.operands().stream().anyMatch(v -> v.type().time().isPresent())) {
      return Optional.empty();
    }
    Value left = made.operands().get(0);
    Value right = made.operands().get(1);
    return g.isShared(left) ? Optional.of(g.add(made.op(), left, total(g, right)))
        : g.isShared(right) ? Optional.of(g.add(made.op(), total(g, left), right)) : Optional.empty();
  }
}
