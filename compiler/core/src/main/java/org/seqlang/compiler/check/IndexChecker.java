package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** {@code x[t]} and {@code h[t-1]} in a cell, {@code weight[i]} anywhere. */
final class IndexChecker {

  private final ExpressionChecker expressions;
  private final Context context;

  IndexChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed check(Expression.Index index) {
    if (index.indices().size() == 1 && speaksOfStep(index.indices().get(0))) {
      return step(index);
    }
    Typed table = expressions.check(index.target());
    if (index.indices().size() != 1) {
      index.indices().forEach(expressions::check);
      return context.reporter().erroneous(StructureErrors.severalIndices(index), index.span());
    }
    Typed row = expressions.check(index.indices().get(0));
    return rows(table, row, Optional.empty(), index.span());
  }

  /** Rows of a table. */
  Typed rows(Typed table, Typed row, Optional<Size> padding, Span span) {
    if (table instanceof Typed.Erroneous || row instanceof Typed.Erroneous) {
      return new Typed.Erroneous(span);
    }
    if (!table.type().isFloat() || table.type().rank() == 0 || table.type().time().isPresent()) {
      return context.reporter().erroneous(TypeErrors.notATable(table), span);
    }
    if (!(row.type().element() instanceof Element.Index)) {
      return context.reporter().erroneous(TypeErrors.element("index<" + table.type().dim(0) + ">", row), span);
    }
    Size bound = ((Element.Index) row.type().element()).bound();
    if (!bound.equals(table.type().dim(0))) {
      return context.reporter().erroneous(SizeErrors.rows(table, row), span);
    }
    List<Size> dims = new ArrayList<>(row.type().dims());
    dims.addAll(table.type().dims().subList(1, table.type().rank()));
    return new Typed.Rows(table, row, padding, Type.floats(dims), span);
  }

  private boolean speaksOfStep(Expression index) {
    boolean cell = context.place() == Context.Place.CELL;
    return Lag.speaksOfStep(index) && (cell || expressions.scope().find("t").isEmpty());
  }

  private Typed step(Expression.Index index) {
    if (context.place() != Context.Place.CELL) {
      return context.reporter().erroneous(RecurrenceErrors.stepOutsideCell(index, context.place()), index.span());
    }
    if (!(index.target() instanceof Expression.Reference reference)) {
      return context.reporter().erroneous(RecurrenceErrors.stepOfExpression(index), index.span());
    }
    Name name = reference.name();
    Optional<Scope.Entry> entry =
        expressions.scope().find(name.text()).or(() -> expressions.scope().announced(name.text()));
    if (entry.isEmpty()) {
      return expressions.name(name) instanceof Typed.SizeValue
          ? context.reporter().erroneous(RecurrenceErrors.noStepsIn(name, index.span()), index.span())
          : new Typed.Erroneous(index.span());
    }
    context.usage().use(entry.get().declared());
    Optional<Expression> written = Lag.of(index.indices().get(0));
    if (written.isEmpty()) {
      return now(entry.get(), index);
    }
    Optional<Size> lag = new SizeChecker(context, false).check(written.get());
    if (lag.isEmpty()) {
      return new Typed.Erroneous(index.span());
    }
    if (!isEarlier(lag.get())) {
      return context.reporter().erroneous(RecurrenceErrors.lag(index, name, lag.get()), index.span());
    }
    context.hypers().needAsStructure(lag.get());
    return before(entry.get(), lag.get(), index);
  }

  /** Whether that many steps back may be an earlier step: more is known once the hyper-parameters have values. */
  private static boolean isEarlier(Size lag) {
    return !lag.isRagged() && lag.constant().map(steps -> steps >= 1 && steps <= Instance.MOST_STEPS_BACK).orElse(true);
  }

  private Typed now(Scope.Entry entry, Expression.Index index) {
    if (entry.type().filter(type -> type.time().isPresent()).isPresent()) {
      return context.reporter().erroneous(RecurrenceErrors.stepOfMemory(entry, index), index.span());
    }
    boolean constant = entry.kind() == Typed.Variable.Kind.PARAMETER;
    return constant ? context.reporter().erroneous(
        RecurrenceErrors.noStepsIn(((Expression.Reference) index.target()).name(), index.span()), index.span())
        : entry.at(index.span());
  }

  private Typed before(Scope.Entry entry, Size lag, Expression.Index index) {
    boolean input = entry.kind() == Typed.Variable.Kind.INPUT;
    if (entry.type().filter(type -> type.time().isPresent()).isPresent()) {
      return context.reporter().erroneous(RecurrenceErrors.stepOfMemory(entry, index), index.span());
    }
    if (entry.kind() == Typed.Variable.Kind.PARAMETER) {
      return context.reporter().erroneous(
          RecurrenceErrors.noStepsIn(((Expression.Reference) index.target()).name(), index.span()), index.span());
    }
    if (context.usage().isExplained(entry.declared())) {
      return new Typed.Erroneous(index.span());
    }
    if (entry.kind() != Typed.Variable.Kind.STATE && !(input && entry.bound().isPresent())) {
      return context.reporter().erroneous(RecurrenceErrors.notKept(entry, index), index.span());
    }
    if (entry.type().isEmpty()) {
      return new Typed.Erroneous(index.span());
    }
    return !input && lag.equals(Size.ONE)
        ? new Typed.Variable(
            Typed.Variable.Kind.PREVIOUS, entry.name(), entry.type().get(), entry.declared(), index.span())
        : new Typed.Delayed(entry.name(), input, lag, entry.type().get(), entry.declared(), index.span());
  }
}
