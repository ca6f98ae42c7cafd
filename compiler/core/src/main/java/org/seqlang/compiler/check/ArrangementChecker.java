package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;

/** Functions that arrange elements anew: split, slice, reshape, concat, stack. */
final class ArrangementChecker {

  private final Context context;

  ArrangementChecker(Context context) {
    this.context = context;
  }

  /** Those with sizes behind the operand. */
  Typed sized(Builtin builtin, Typed operand, List<Expression> given, Expression.Call call) {
    SizeChecker checker = new SizeChecker(context, false);
    List<Size> sizes = given.stream().map(checker::check).flatMap(Optional::stream).toList();
    if (sizes.size() != given.size() || operand instanceof Typed.Erroneous) {
      return new Typed.Erroneous(call.span());
    }
    if (builtin == Builtin.RESHAPE) {
      return reshape(operand, sizes, call);
    }
    int last = operand.type().rank() - 1;
    if (!operand.type().isFloat() || last < 0 || operand.type().dim(last).isRagged()) {
      return context.reporter().erroneous(operand.type().isFloat()
          ? SizeErrors.noDimension(builtin.text(), operand) : TypeErrors.element("float", operand), call.span());
    }
    return builtin == Builtin.SPLIT
        ? split(operand, sizes.get(0), given.get(0), call) : slice(operand, sizes.get(0), sizes.get(1), call);
  }

  private Typed split(Typed operand, Size parts, Expression written, Expression.Call call) {
    Optional<Long> count = parts.constant().filter(n -> n > 0);
    if (count.isEmpty()) {
      return context.reporter().erroneous(SizeErrors.splitCount(written.span()), call.span());
    }
    Size whole = operand.type().dim(operand.type().rank() - 1);
    Optional<Size> part = whole.dividedBy(count.get());
    if (part.isEmpty()) {
      return context.reporter().erroneous(SizeErrors.split(operand, whole, count.get(), call), call.span());
    }
    return new Typed.Split(
        operand, Math.toIntExact(count.get()), Shapes.withLast(operand.type(), part.get()), call.span());
  }

  private Typed slice(Typed operand, Size from, Size size, Expression.Call call) {
    Size whole = operand.type().dim(operand.type().rank() - 1);
    Optional<Long> rest = whole.minus(from).minus(size).constant();
    boolean outside = rest.isPresent() && rest.get() < 0 || from.constant().filter(n -> n < 0).isPresent()
        || size.constant().filter(n -> n <= 0).isPresent();
    if (outside) {
      return context.reporter().erroneous(SizeErrors.slice(operand, from, size, whole, call), call.span());
    }
    return new Typed.Slice(operand, from, size, Shapes.withLast(operand.type(), size), call.span());
  }

  private Typed reshape(Typed operand, List<Size> sizes, Expression.Call call) {
    Type one = operand.type().withDims(sizes);
    Type type = operand.type().time().map(one::over).orElse(one);
    if (!type.columns().equals(operand.type().columns())) {
      return context.reporter().erroneous(SizeErrors.reshape(operand, type, call), call.span());
    }
    return new Typed.Reshape(operand, type, call.span());
  }

  /** Those with several operands. */
  Typed joined(Builtin builtin, List<Typed> operands, Expression.Call call) {
    Typed first = operands.get(0);
    List<Size> ends = new ArrayList<>();
    for (Typed operand : operands) {
      boolean stack = builtin == Builtin.STACK;
      int last = operand.type().rank() - 1;
      if (!operand.type().isFloat()) {
        return context.reporter().erroneous(TypeErrors.element("float", operand), call.span());
      } else if (stack ? operand.type().time().isPresent() : last < 0 || operand.type().dim(last).isRagged()) {
        return context.reporter().erroneous(SizeErrors.cannotJoin(builtin, operand), call.span());
      }
      List<Size> same = stack ? operand.type().dims() : operand.type().dims().subList(0, last);
      List<Size> wanted = stack ? first.type().dims() : first.type().dims().subList(0, first.type().rank() - 1);
      if (!same.equals(wanted)) {
        return context.reporter().erroneous(SizeErrors.joined(builtin, first, operand), call.span());
      }
      if (!stack) {
        ends.add(operand.type().dim(last));
      }
    }
    if (builtin == Builtin.STACK) {
      return new Typed.Stack(operands, first.type().over(Size.of(operands.size())), call.span());
    }
    Size end = ends.stream().reduce(Size.ZERO, Size::plus);
    return new Typed.Concat(operands, Shapes.withLast(first.type(), end), call.span());
  }
}
