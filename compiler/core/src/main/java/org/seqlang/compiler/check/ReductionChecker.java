package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Functions along one dimension: the one that {@code over} names, or else the last one. */
final class ReductionChecker {

  private final Context context;

  ReductionChecker(Context context) {
    this.context = context;
  }

  Typed reduce(Typed.Reduction.Kind kind, Typed operand, Optional<Name> over, Expression.Call call) {
    if (!operand.type().isFloat()) {
      return context.reporter().erroneous(TypeErrors.element("float", operand), call.span());
    }
    Optional<Integer> axis = over.isPresent() ? axis(operand, over.get()) : lastAxis(operand, call);
    if (axis.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    Type type = operand.type().withoutAxis(axis.get());
    if (kind == Typed.Reduction.Kind.ARGMAX) {
      Size bound = operand.type().dim(axis.get());
      if (bound.isRagged()) {
        return context.reporter().erroneous(SizeErrors.raggedArgmax(bound, operand, call), call.span());
      }
      type = type.withElement(Element.index(bound));
    }
    return new Typed.Reduction(kind, operand, axis.get(), type, call.span());
  }

  Typed edge(boolean last, Typed operand, Optional<Name> over, Expression.Call call) {
    if (operand.type().time().isEmpty()) {
      return context.reporter().erroneous(TypeErrors.notASequence(call.callee().span().text(), operand), call.span());
    }
    Optional<Integer> axis = over.isPresent() ? axis(operand, over.get()) : Optional.of(0);
    if (axis.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    if (axis.get() != 0) {
      return context.reporter().erroneous(SizeErrors.edgeNotOfTime(over.orElseThrow(), operand), call.span());
    }
    return new Typed.Edge(last, operand, operand.type().withoutAxis(0), call.span());
  }

  private Optional<Integer> lastAxis(Typed operand, Expression.Call call) {
    if (operand.type().rank() == 0) {
      context.report(SizeErrors.noDimension(call.callee().span().text(), operand));
      return Optional.empty();
    }
    return Optional.of(operand.type().rank() - 1);
  }

  private Optional<Integer> axis(Typed operand, Name over) {
    Optional<Size> size = context.free().find(over.text()).map(Size::of);
    Optional<HyperParameter> hyper = context.hyper(over, HyperParameter.Kind.SIZE);
    if (hyper.isPresent()) {
      size = hyper.map(context.hypers()::size);
    }
    List<Size> dims = operand.type().dims();
    if (size.isPresent() && dims.contains(size.get())) {
      if (dims.indexOf(size.get()) != dims.lastIndexOf(size.get())) {
        context.report(SizeErrors.overAmbiguous(over, operand));
        return Optional.empty();
      }
      return Optional.of(dims.indexOf(size.get()));
    }
    List<String> candidates = dims.stream().map(Size::symbol).flatMap(Optional::stream).map(Symbol::name).toList();
    context.report(SizeErrors.overUnknown(over, operand, candidates));
    return Optional.empty();
  }
}
