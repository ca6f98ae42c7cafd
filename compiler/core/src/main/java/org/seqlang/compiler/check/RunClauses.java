package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.Clause;
import org.seqlang.syntax.Name;

/** What stands in the clauses of a run, but the initial states. Empty results were reported. */
final class RunClauses {

  private final ExpressionChecker expressions;
  private final Context context;

  RunClauses(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  /** {@code over T}. */
  Optional<Size> time(Clause over) {
    Name name = ((Expression.Reference) over.value()).name();
    Optional<Symbol> time = context.free().find(name.text());
    if (time.isEmpty()) {
      context.report(NameErrors.unknownSize(name, List.copyOf(context.free().names()), false));
    }
    return time.map(Size::of);
  }

  /** {@code start bos}: a size or a number as an index, or a value of the fed type. */
  Optional<Typed> start(CheckedFunction step, Type fed, Clause start) {
    if (fed.element() instanceof Element.Index && fed.dims().isEmpty() && isSize(start.value())) {
      return index(fed, start).map(size -> new Typed.IndexValue(size, fed, start.value().span()));
    }
    Typed value = expressions.check(start.value());
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    if (!value.type().element().equals(fed.element()) || !Shapes.endsWith(fed.dims(), value.type().dims())) {
      context.report(DecoderErrors.wrongType("the step starts with " + value.type(), step, fed, value));
      return Optional.empty();
    }
    return Optional.of(Shapes.spread(value, fed));
  }

  private boolean isSize(Expression expression) {
    if (expression instanceof Expression.Reference reference) {
      String name = reference.name().text();
      return expressions.scope().find(name).isEmpty()
          && context.hypers().find(name, HyperParameter.Kind.SIZE).isPresent();
    } else if (expression instanceof Expression.Binary binary) {
      return isSize(binary.left()) && isSize(binary.right());
    }
    return expression instanceof Expression.Number;
  }

  /** One of the values of an index, known when the model is created. */
  Optional<Size> index(Type fed, Clause clause) {
    Optional<Size> size = new SizeChecker(context, false).check(clause.value());
    if (size.isEmpty()) {
      return size;
    }
    Size bound = ((Element.Index) fed.element()).bound();
    boolean negative = size.get().constant().filter(c -> c < 0).isPresent();
    boolean beyond = size.get().minus(bound).constant().filter(c -> c >= 0).isPresent();
    if (negative || beyond || size.get().isRagged()) {
      context.report(DecoderErrors.noSuchIndex(clause, size.get(), bound));
      return Optional.empty();
    }
    return size;
  }

  /** {@code at most 100}, {@code beam 4}. */
  Optional<Size> count(Clause clause) {
    Optional<Size> size = new SizeChecker(context, false).check(clause.value());
    if (size.isPresent() && (size.get().isRagged() || size.get().constant().filter(c -> c < 1).isPresent())) {
      context.report(DecoderErrors.noCount(clause, size.get()));
      return Optional.empty();
    }
    return size;
  }

  /** {@code sample 0.7}, {@code normalize 1}. */
  Optional<Typed> number(Clause clause) {
    Typed value = expressions.check(clause.value());
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    boolean negative = value instanceof Typed.Number number && number.value() < 0;
    if (!value.type().equals(Type.floats()) || negative) {
      context.report(DecoderErrors.noNumber(clause, value));
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** {@code feed teacher(t, 0.5)}. */
  Optional<Typed.Feed> feed(CheckedFunction step, Type wanted, Clause feed) {
    boolean teacher = feed.value() instanceof Expression.Call call
        && call.callee() instanceof Expression.Reference callee && callee.name().text().equals("teacher")
        && (call.arguments().size() == 1 || call.arguments().size() == 2)
        && call.arguments().stream().allMatch(a -> a.name().isEmpty() && a.over().isEmpty());
    if (!teacher) {
      context.report(DecoderErrors.noTeacher(feed));
      return Optional.empty();
    }
    List<Expression.CallArgument> arguments = ((Expression.Call) feed.value()).arguments();
    Typed sequence = expressions.check(arguments.get(0).value());
    Typed ratio = arguments.size() == 1 ? new Typed.Number(1, Type.floats(), feed.value().span())
        : expressions.check(arguments.get(1).value());
    if (sequence instanceof Typed.Erroneous || ratio instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    if (!sequence.type().equals(wanted)) {
      context.report(DecoderErrors.wrongType("the teacher gives " + sequence.type(), step, wanted, sequence));
      return Optional.empty();
    }
    boolean outside = ratio instanceof Typed.Number number && (number.value() < 0 || number.value() > 1);
    if (outside || !ratio.type().equals(Type.floats())) {
      context.report(DecoderErrors.noRatio(ratio));
      return Optional.empty();
    }
    return Optional.of(new Typed.Feed(sequence, ratio));
  }
}
