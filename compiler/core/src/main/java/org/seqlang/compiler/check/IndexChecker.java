package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
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
    if (index instanceof Expression.Reference reference) {
      return isStep(reference.name());
    }
    return index instanceof Expression.Binary binary && binary.left() instanceof Expression.Reference reference
        && isStep(reference.name());
  }

  private boolean isStep(Name name) {
    boolean cell = context.place() == Context.Place.CELL;
    return name.text().equals("t") && (cell || expressions.scope().find("t").isEmpty());
  }

  private Typed step(Expression.Index index) {
    if (context.place() != Context.Place.CELL) {
      return context.reporter().erroneous(RecurrenceErrors.stepOutsideCell(index, context.place()), index.span());
    }
    if (!(index.target() instanceof Expression.Reference reference)) {
      return context.reporter().erroneous(RecurrenceErrors.stepOfExpression(index), index.span());
    }
    Name name = reference.name();
    Optional<Long> lag = StepLag.of(index.indices().get(0));
    Optional<Scope.Entry> entry = expressions.scope().find(name.text());
    if (entry.isEmpty()) {
      return expressions.name(name) instanceof Typed.SizeValue
          ? context.reporter().erroneous(RecurrenceErrors.noStepsIn(name, index.span()), index.span())
          : new Typed.Erroneous(index.span());
    }
    context.usage().use(entry.get().declared());
    if (lag.isEmpty() || lag.get() < 0 || lag.get() > 1) {
      return context.reporter().erroneous(RecurrenceErrors.lag(index, name, lag), index.span());
    }
    return lag.get() == 0 ? now(entry.get(), index) : before(entry.get(), index);
  }

  private Typed now(Scope.Entry entry, Expression.Index index) {
    boolean constant = entry.kind() == Typed.Variable.Kind.PARAMETER;
    return constant ? context.reporter().erroneous(
        RecurrenceErrors.noStepsIn(((Expression.Reference) index.target()).name(), index.span()), index.span())
        : entry.at(index.span());
  }

  private Typed before(Scope.Entry entry, Expression.Index index) {
    if (entry.kind() != Typed.Variable.Kind.STATE) {
      return context.reporter().erroneous(RecurrenceErrors.notKept(entry, index), index.span());
    }
    return entry.type().<Typed>map(type -> new Typed.Variable(
        Typed.Variable.Kind.PREVIOUS, entry.name(), type, entry.declared(), index.span()))
        .orElseGet(() -> new Typed.Erroneous(index.span()));
  }

  /** How many steps back an index lies. */
  static final class StepLag {

    private StepLag() {}

    /** 0 for {@code t}, 1 for {@code t-1}, negative for later steps; empty for what is no step. */
    static Optional<Long> of(Expression index) {
      if (index instanceof Expression.Reference) {
        return Optional.of(0L);
      }
      Expression.Binary binary = (Expression.Binary) index;
      boolean back = binary.operator() == BinaryOperator.SUBTRACT;
      if (!back && binary.operator() != BinaryOperator.ADD
          || !(binary.right() instanceof Expression.Number number) || !number.text().matches("\\d{1,9}")) {
        return Optional.empty();
      }
      long steps = Long.parseLong(((Expression.Number) binary.right()).text());
      return Optional.of(back ? steps : -steps);
    }
  }
}
