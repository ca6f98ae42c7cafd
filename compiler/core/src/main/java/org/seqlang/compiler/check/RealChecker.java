package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.Name;

/** Numbers that are known when a model is created: of initialisers, of {@code real} hyper-parameters, rates. */
final class RealChecker {

  private final Context context;

  RealChecker(Context context) {
    this.context = context;
  }

  /** Empty if there is an error, which is reported. */
  Optional<RealExpression> check(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return Optional.of(new RealExpression.Literal(Double.parseDouble(number.text())));
    } else if (expression instanceof Expression.Reference reference) {
      return name(reference.name());
    } else if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
      return check(unary.operand()).map(this::negate);
    } else if (expression instanceof Expression.Binary binary) {
      Optional<RealExpression.Operator> operator = operator(binary.operator());
      if (operator.isPresent()) {
        Optional<RealExpression> left = check(binary.left());
        Optional<RealExpression> right = check(binary.right());
        return left.flatMap(l -> right.map(r -> new RealExpression.Binary(operator.get(), l, r)));
      }
    } else if (isRoot(expression)) {
      return check(((Expression.Call) expression).arguments().get(0).value()).map(RealExpression.Sqrt::new);
    }
    context.report(TypeErrors.notAReal(expression.span()));
    return Optional.empty();
  }

  private RealExpression negate(RealExpression operand) {
    return operand instanceof RealExpression.Literal literal
        ? new RealExpression.Literal(-literal.value()) : new RealExpression.Negate(operand);
  }

  private static boolean isRoot(Expression expression) {
    return expression instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee
        && callee.name().text().equals("sqrt") && call.arguments().size() == 1;
  }

  private Optional<RealExpression> name(Name name) {
    Optional<HyperParameter> real = context.hyper(name, HyperParameter.Kind.REAL);
    if (real.isPresent()) {
      return Optional.of(new RealExpression.Hyper(name.text()));
    }
    Optional<HyperParameter> size = context.hyper(name, HyperParameter.Kind.SIZE);
    if (size.isPresent()) {
      return Optional.of(new RealExpression.OfSize(context.hypers().size(size.get())));
    }
    if (context.hypers().find(name.text()).isPresent()) {
      context.report(TypeErrors.notAReal(name.span()));
    } else if (!context.hypers().isBroken(name.text())) {
      List<String> candidates = new ArrayList<>(context.hypers().names());
      context.report(NameErrors.unknownHyper(name, candidates));
    }
    return Optional.empty();
  }

  private static Optional<RealExpression.Operator> operator(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> Optional.of(RealExpression.Operator.ADD);
      case SUBTRACT -> Optional.of(RealExpression.Operator.SUBTRACT);
      case MULTIPLY -> Optional.of(RealExpression.Operator.MULTIPLY);
      case DIVIDE -> Optional.of(RealExpression.Operator.DIVIDE);
      default -> Optional.empty();
    };
  }
}
