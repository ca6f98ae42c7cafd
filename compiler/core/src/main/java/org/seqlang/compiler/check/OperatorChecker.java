package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;

/** Operators, and scalar functions on every element. */
final class OperatorChecker {

  private final Context context;

  OperatorChecker(Context context) {
    this.context = context;
  }

  Typed binary(Expression.Binary binary, Typed left, Typed right) {
    Span span = binary.span();
    if (left instanceof Typed.Erroneous || right instanceof Typed.Erroneous) {
      return new Typed.Erroneous(span);
    }
    if (binary.operator() == BinaryOperator.MATMUL) {
      return new ProductChecker(context).check(left, right, binary.operatorSpan(), span);
    }
    ScalarFunction function = function(binary.operator());
    if (left instanceof Typed.Number a && right instanceof Typed.Number b && a.type().isFloat() && b.type().isFloat()
        && function.result(List.of(Element.FLOAT, Element.FLOAT)).equals(Element.FLOAT)) {
      return new Typed.Number(function.apply(a.value(), b.value()), Type.floats(), span);
    }
    if (function == ScalarFunction.POWER && right instanceof Typed.Number exponent && exponent.value() == 2) {
      return elementwise(ScalarFunction.SQUARE, List.of(left), span);
    }
    return elementwise(function, List.of(left, right), span);
  }

  /** A scalar function on every element. */
  Typed elementwise(ScalarFunction function, List<Typed> given, Span span) {
    if (given.stream().anyMatch(Typed.Erroneous.class::isInstance)) {
      return new Typed.Erroneous(span);
    }
    List<Typed> operands = isComparison(function) ? comparable(given) : given;
    if (!elementsFit(function, operands)) {
      return new Typed.Erroneous(span);
    }
    Optional<List<Size>> dims = Optional.of(operands.get(0).type().dims());
    for (int i = 1; i < operands.size(); i++) {
      List<Size> next = operands.get(i).type().dims();
      Optional<List<Size>> joined = dims.flatMap(d -> Shapes.join(d, next));
      if (joined.isEmpty()) {
        int before = longest(operands.subList(0, i));
        return context.reporter().erroneous(SizeErrors.operands(operands.get(before), operands.get(i)), span);
      }
      dims = joined;
    }
    Element element = function.result(operands.stream().map(o -> o.type().element()).toList());
    return new Typed.Elementwise(function, operands, new Type(element, dims.get()), span);
  }

  private static int longest(List<Typed> operands) {
    int best = 0;
    for (int i = 1; i < operands.size(); i++) {
      best = operands.get(i).type().rank() > operands.get(best).type().rank() ? i : best;
    }
    return best;
  }

  private boolean elementsFit(ScalarFunction function, List<Typed> operands) {
    boolean fit = true;
    for (int i = 0; i < operands.size(); i++) {
      Typed operand = operands.get(i);
      Element element = operand.type().element();
      String wanted = switch (function) {
        case AND, OR, NOT -> "bool";
        case WHERE -> i == 0 ? "bool" : "float";
        default -> "float";
      };
      boolean right = switch (function) {
        case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> comparisonFits(operands, i);
        case TO_FLOAT -> !element.equals(Element.FLOAT);
        default -> element.toString().equals(wanted);
      };
      if (!right) {
        context.report(function == ScalarFunction.TO_FLOAT ? TypeErrors.alreadyFloat(operand)
            : isComparison(function) && i > 0 ? TypeErrors.comparison(operands.get(0), operand)
            : TypeErrors.element(wanted, operand));
        fit = false;
      }
    }
    return fit;
  }

  private static boolean comparisonFits(List<Typed> operands, int i) {
    Element element = operands.get(i).type().element();
    return i == 0 ? !element.equals(Element.BOOL)
        : element.equals(operands.get(0).type().element()) || operands.get(0).type().element().equals(Element.BOOL);
  }

  /** A whole number beside an index or an int is one, too. */
  private static List<Typed> comparable(List<Typed> operands) {
    Optional<Element> whole = operands.stream().map(o -> o.type().element())
        .filter(e -> e.equals(Element.INT) || e instanceof Element.Index).findFirst();
    if (whole.isEmpty()) {
      return operands;
    }
    List<Typed> adapted = new ArrayList<>();
    for (Typed operand : operands) {
      boolean adapts = operand instanceof Typed.Number n && n.type().isFloat() && n.value() == Math.rint(n.value());
      adapted.add(adapts
          ? new Typed.Number(((Typed.Number) operand).value(), new Type(whole.get(), List.of()), operand.span())
              : operand);
    }
    return adapted;
  }

  private static boolean isComparison(ScalarFunction function) {
    return switch (function) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
      default -> false;
    };
  }

  private static ScalarFunction function(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> ScalarFunction.ADD;
      case SUBTRACT -> ScalarFunction.SUBTRACT;
      case MULTIPLY -> ScalarFunction.MULTIPLY;
      case DIVIDE -> ScalarFunction.DIVIDE;
      case POWER -> ScalarFunction.POWER;
      case EQUAL -> ScalarFunction.EQUAL;
      case NOT_EQUAL -> ScalarFunction.NOT_EQUAL;
      case LESS -> ScalarFunction.LESS;
      case LESS_EQUAL -> ScalarFunction.LESS_EQUAL;
      case GREATER -> ScalarFunction.GREATER;
      case GREATER_EQUAL -> ScalarFunction.GREATER_EQUAL;
      case AND -> ScalarFunction.AND;
      case OR -> ScalarFunction.OR;
      case MATMUL -> throw new IllegalArgumentException("the matrix product is no scalar function");
    };
  }
}
