package org.seqlang.compiler.check;

import java.util.List;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;

/** What sees the whole batch: {@code batch_sum(x)}, {@code running(state, batch, next)}. */
final class BatchChecker {

  private final Context context;

  BatchChecker(Context context) {
    this.context = context;
  }

  Typed check(Builtin builtin, List<Typed> arguments, Expression.Call call) {
    Span span = call.span();
    for (Typed argument : arguments) {
      if (!argument.type().isFloat()) {
        return context.reporter().erroneous(TypeErrors.element("float", argument), span);
      }
      if (argument.type().time().isPresent()) {
        return context.reporter().erroneous(SizeErrors.lengthInBatch(builtin.text(), argument), span);
      }
    }
    boolean readsSequences =
        context.free().symbols().stream().anyMatch(symbol -> symbol.kind() == Symbol.Kind.RAGGED);
    if (context.place() == Context.Place.CELL || !readsSequences) {
      return context.reporter().erroneous(TypeErrors.noBatch(builtin.text(), call.callee().span()), span);
    }
    Typed first = arguments.get(0);
    return builtin == Builtin.BATCH_SUM ? new Typed.BatchSum(first, first.type(), span)
        : running(first, arguments.get(1), arguments.get(2), span);
  }

  private Typed running(Typed state, Typed batch, Typed next, Span span) {
    if (!(state instanceof Typed.Variable variable) || variable.kind() != Typed.Variable.Kind.PARAMETER
        || !context.usage().isKept(variable.declared())) {
      return context.reporter().erroneous(TypeErrors.notKept(state), span);
    }
    Type type = state.type();
    for (Typed value : List.of(batch, next)) {
      if (!value.type().equals(type)) {
        return context.reporter().erroneous(SizeErrors.operands(state, value), span);
      }
    }
    return new Typed.Running(variable, batch, next, type, span);
  }
}
