package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Calls of built-in functions. */
final class BuiltinChecker {

  private static final String PADDING = "padding";

  private final ExpressionChecker expressions;
  private final Context context;

  BuiltinChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed check(Builtin builtin, Expression.Call call) {
    Optional<Expression> padding = Optional.empty();
    List<Expression> given = new ArrayList<>();
    Optional<Name> over = Optional.empty();
    for (Expression.CallArgument argument : call.arguments()) {
      if (builtin == Builtin.ROWS && argument.name().filter(n -> n.text().equals(PADDING)).isPresent()) {
        padding = Optional.of(argument.value());
      } else {
        argument.name().ifPresent(name -> context.report(StructureErrors.namedArgument(name, call)));
        given.add(argument.value());
      }
      if (argument.over().isPresent() && !builtin.takesOver()) {
        context.report(StructureErrors.overNotTaken(argument.over().get(), call));
      }
      over = over.or(argument::over);
    }
    if (!builtin.takes(given.size())) {
      given.forEach(expressions::check);
      return context.reporter().erroneous(
          StructureErrors.argumentCount(call, builtin.text(), builtin.arguments()), call.span());
    }
    return check(builtin, given, over, padding, call);
  }

  private Typed check(
      Builtin builtin, List<Expression> given, Optional<Name> over, Optional<Expression> padding,
          Expression.Call call) {
    if (builtin == Builtin.SIZE) {
      return new SizeChecker(context, false).check(given.get(0))
          .<Typed>map(size -> new Typed.SizeValue(size, call.span())).orElseGet(() -> new Typed.Erroneous(call.span()));
    }
    Typed first = expressions.check(given.get(0));
    if (builtin == Builtin.VARIATIONAL_DROPOUT) {
      return variationalDropout(first, given.get(1), call);
    }
    if (builtin == Builtin.SPLIT || builtin == Builtin.SLICE || builtin == Builtin.RESHAPE) {
      return new ArrangementChecker(context).sized(builtin, first, given.subList(1, given.size()), call);
    }
    List<Typed> arguments = new ArrayList<>(List.of(first));
    given.subList(1, given.size()).forEach(argument -> arguments.add(expressions.check(argument)));
    Optional<Size> paddingRow = padding.flatMap(p -> new SizeChecker(context, false).check(p));
    if (arguments.stream().anyMatch(Typed.Erroneous.class::isInstance) || padding.isPresent() && paddingRow.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    return values(builtin, arguments, over, paddingRow, call);
  }

  private Typed values(
      Builtin builtin, List<Typed> arguments, Optional<Name> over, Optional<Size> padding, Expression.Call call) {
    Optional<ScalarFunction> function = builtin.elementwise();
    if (function.isPresent()) {
      return new OperatorChecker(context).elementwise(function.get(), arguments, call.span());
    }
    Typed first = arguments.get(0);
    OperatorChecker operators = new OperatorChecker(context);
    ReductionChecker reductions = new ReductionChecker(context);
    return switch (builtin) {
      case MAXIMUM -> operators.elementwise(ScalarFunction.MAXIMUM, arguments, call.span());
      case MINIMUM -> operators.elementwise(ScalarFunction.MINIMUM, arguments, call.span());
      case WHERE -> operators.elementwise(ScalarFunction.WHERE, arguments, call.span());
      case FLOAT -> operators.elementwise(ScalarFunction.TO_FLOAT, arguments, call.span());
      case SUM -> reductions.reduce(Typed.Reduction.Kind.SUM, first, over, call);
      case MEAN -> reductions.reduce(Typed.Reduction.Kind.MEAN, first, over, call);
      case MAX -> reductions.reduce(Typed.Reduction.Kind.MAX, first, over, call);
      case ARGMAX -> reductions.reduce(Typed.Reduction.Kind.ARGMAX, first, over, call);
      case LAST -> reductions.edge(true, first, over, call);
      case FIRST -> reductions.edge(false, first, over, call);
      case ROWS -> new IndexChecker(expressions).rows(first, arguments.get(1), padding, call.span());
      case PICK -> pick(first, arguments.get(1), call);
      case DROPOUT -> dropout(first, arguments.get(1), call);
      case BATCH_SUM, RUNNING -> new BatchChecker(context).check(builtin, arguments, call);
      case STOP_GRADIENT -> isFloat(first)
          ? new Typed.StopGradient(first, first.type(), call.span()) : new Typed.Erroneous(call.span());
      case GRAD -> new GradientChecker(context).check(first, arguments.get(1), call);
      case CONCAT, STACK -> new ArrangementChecker(context).joined(builtin, arguments, call);
      default -> throw new IllegalStateException("not a function of values: " + builtin);
    };
  }

  private boolean isFloat(Typed operand) {
    if (!operand.type().isFloat()) {
      context.report(TypeErrors.element("float", operand));
    }
    return operand.type().isFloat();
  }

  private Typed pick(Typed operand, Typed index, Expression.Call call) {
    boolean indices = operand.type().element() instanceof Element.Index;
    if (!indices && !isFloat(operand)) {
      return new Typed.Erroneous(call.span());
    }
    if (!(index.type().element() instanceof Element.Index of)) {
      return context.reporter().erroneous(TypeErrors.element("index", index), call.span());
    }
    if (operand.type().rank() == 0) {
      return context.reporter().erroneous(SizeErrors.noDimension(call.callee().span().text(), operand), call.span());
    }
    Type rest = operand.type().withoutAxis(operand.type().rank() - 1);
    Size last = operand.type().dim(operand.type().rank() - 1);
    if (!of.bound().equals(last) || !index.type().dims().equals(rest.dims())) {
      return context.reporter().erroneous(SizeErrors.pick(operand, index, last, rest), call.span());
    }
    return new Typed.Pick(operand, index, rest, call.span());
  }

  /** The rate belongs to the model, not to a step: the mask is made before the first one. */
  private Typed variationalDropout(Typed operand, Expression written, Expression.Call call) {
    Optional<RealExpression> rate = new RealChecker(context).check(written);
    if (rate.isEmpty() || operand instanceof Typed.Erroneous || !isFloat(operand)) {
      return new Typed.Erroneous(call.span());
    }
    if (rate.get().constant().filter(r -> r < 0 || r >= 1).isPresent()) {
      return context.reporter().erroneous(TypeErrors.rate(written.span()), call.span());
    }
    return new Typed.VariationalDropout(operand, rate.get(), operand.type(), call.span());
  }

  private Typed dropout(Typed operand, Typed rate, Expression.Call call) {
    if (!isFloat(operand) || !isFloat(rate)) {
      return new Typed.Erroneous(call.span());
    }
    if (rate.type().rank() > 0) {
      return context.reporter().erroneous(SizeErrors.rateNotScalar(rate), call.span());
    }
    if (rate instanceof Typed.Number number && (number.value() < 0 || number.value() >= 1)) {
      return context.reporter().erroneous(TypeErrors.rate(number.span()), call.span());
    }
    return new Typed.Dropout(operand, rate, operand.type(), call.span());
  }
}
