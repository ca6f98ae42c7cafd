package org.seqlang.compiler.pass;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.AtEdge;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Place;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;

/** What is known when the model is compiled. */
final class ConstantLaws {

  static final List<Law> ALL = List.of(ConstantLaws::mapOfConstants, ConstantLaws::sizeOfNumber,
      ConstantLaws::rearrangedConstant, ConstantLaws::concatOfConstants, ConstantLaws::linearOfZero,
      ConstantLaws::pickOfConstant, ConstantLaws::indexIsNot);

  private ConstantLaws() {}

  /** {@code f(2, 3)}: computed now, where the result is a finite number. */
  static Optional<List<Value>> mapOfConstants(Rewriter g, Node node) {
    if (!(node.op() instanceof Map map) || node.operands().stream().anyMatch(x -> g.number(x).isEmpty())) {
      return Optional.empty();
    }
    double value = map.function().apply(node.operands().stream().mapToDouble(x -> g.number(x).orElseThrow()).toArray());
    return Double.isFinite(value) ? constants(g, node, value) : Optional.empty();
  }

  /** {@code size_of 4 = 4}. */
  static Optional<List<Value>> sizeOfNumber(Rewriter g, Node node) {
    return node.op() instanceof SizeOf sizeOf
        ? sizeOf.size().constant().flatMap(number -> constants(g, node, number)) : Optional.empty();
  }

  /** The same number everywhere, in another arrangement. */
  static Optional<List<Value>> rearrangedConstant(Rewriter g, Node node) {
    Op op = node.op();
    boolean rearranges = op instanceof Broadcast || op instanceof Reshape || op instanceof Split || op instanceof Edge
        || op instanceof StopGradient || op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.MAX;
    return rearranges ? g.number(node.operands().get(0)).flatMap(number -> constants(g, node, number))
        : Optional.empty();
  }

  /** {@code concat(0, 0) = 0}. */
  static Optional<List<Value>> concatOfConstants(Rewriter g, Node node) {
    if (!(node.op() instanceof Concat)) {
      return Optional.empty();
    }
    Optional<Double> first = g.number(node.operands().get(0));
    return first.isPresent() && node.operands().stream().allMatch(x -> g.number(x).equals(first))
        ? constants(g, node, first.get()) : Optional.empty();
  }

  /** {@code L(0) = 0} for everything that is linear in an operand. */
  static Optional<List<Value>> linearOfZero(Rewriter g, Node node) {
    Op op = node.op();
    List<Value> x = node.operands();
    boolean isZero = (op instanceof Reduce || op instanceof Place || op instanceof Pick || op instanceof AtEdge
        || op instanceof Gather || op instanceof Total) && g.isNumber(x.get(0), 0)
        || op instanceof Scatter && g.isNumber(x.get(1), 0)
        || op instanceof Contract && (g.isNumber(x.get(0), 0) || g.isNumber(x.get(1), 0))
        || op instanceof Map map && map.function() == ScalarFunction.MULTIPLY
            && (g.isNumber(x.get(0), 0) || g.isNumber(x.get(1), 0))
        || op instanceof Map divide && divide.function() == ScalarFunction.DIVIDE && g.isNumber(x.get(0), 0);
    return isZero ? constants(g, node, 0) : Optional.empty();
  }

  /** One of many equal numbers. */
  static Optional<List<Value>> pickOfConstant(Rewriter g, Node node) {
    return node.op() instanceof Pick ? g.number(node.operands().get(0)).flatMap(number -> constants(g, node, number))
        : Optional.empty();
  }

  /** An index is a whole number from 0 on: {@code to_float i == -1} is false. */
  static Optional<List<Value>> indexIsNot(Rewriter g, Node node) {
    if (!(node.op() instanceof Map map) || map.function() != ScalarFunction.EQUAL) {
      return Optional.empty();
    }
    for (int k = 0; k < 2; k++) {
      boolean index = g.producer(node.operands().get(k)).filter(p -> p.op() instanceof Map of
          && of.function() == ScalarFunction.TO_FLOAT
          && p.operands().get(0).type().element() instanceof Element.Index).isPresent();
      Optional<Double> number = g.number(node.operands().get(1 - k));
      if (index && number.filter(n -> n < 0 || n != Math.rint(n)).isPresent()) {
        return constants(g, node, 0);
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Value>> constants(Rewriter g, Node node, double value) {
    List<Type> types = node.op().resultTypes(node.operands().stream().map(Value::type).toList());
    return Optional.of(types.stream().map(type -> g.add(new Constant(value, type))).toList());
  }
}
