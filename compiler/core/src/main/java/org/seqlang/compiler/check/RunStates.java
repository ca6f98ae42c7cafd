package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.Clause;
import org.seqlang.syntax.Name;

/**
 * Where the states of a step's cells begin: {@code from encoder(x)}, the final states of another cell, or
 * {@code from decoder(h = a, c = b) and memory(h = d)}, one by one.
 */
final class RunStates {

  /** How they begin. */
  record Initial(Optional<Typed> source, List<Typed.InitialState> states) {}

  private final ExpressionChecker expressions;
  private final Context context;

  RunStates(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  /** Empty if there is an error, which is reported. */
  Optional<Initial> check(CheckedFunction step, ArgumentMatcher.Match match, Optional<Clause> from) {
    if (from.isEmpty()) {
      return Optional.of(new Initial(Optional.empty(), List.of()));
    }
    List<Typed.CellStep> cells = TypedTree.cells(step);
    List<Expression> all = conjuncts(from.get().value()).toList();
    boolean byName = all.stream().allMatch(this::isByName);
    return byName ? explicit(all, cells, step, match) : source(from.get().value(), cells, step, match);
  }

  private static Stream<Expression> conjuncts(Expression expression) {
    return expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND
        ? Stream.concat(conjuncts(binary.left()), conjuncts(binary.right())) : Stream.of(expression);
  }

  private boolean isByName(Expression expression) {
    return expression instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee
        && context.parts().has(callee.name().text()) && !call.arguments().isEmpty()
        && call.arguments().stream().allMatch(argument -> argument.name().isPresent());
  }

  private Optional<Initial> source(
      Expression from, List<Typed.CellStep> cells, CheckedFunction step, ArgumentMatcher.Match match) {
    Typed value = expressions.check(from);
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    MemberChecker members = new MemberChecker(expressions);
    Map<String, Type> given = members.outcomes(value);
    members.part(value).ifPresent(part -> part.layer().states().forEach(state -> context.usage().ask(state.span())));
    if (given.isEmpty()) {
      context.report(DecoderErrors.noStates(value, cells));
      return Optional.empty();
    }
    if (cells.size() != 1) {
      context.report(DecoderErrors.whichCell(value, step, cells));
      return Optional.empty();
    }
    Typed.CellStep cell = cells.get(0);
    for (CheckedLayer.State state : cell.part().layer().states()) {
      Type wanted = cell.outcomes().get(state.name()).substitute(match.sizes());
      if (!wanted.equals(given.get(state.name()))) {
        context.report(DecoderErrors.otherStates(value, members.part(value), cell.part(), state.name(), wanted,
            Optional.ofNullable(given.get(state.name()))));
        return Optional.empty();
      }
    }
    return Optional.of(new Initial(Optional.of(value), List.of()));
  }

  private Optional<Initial> explicit(
      List<Expression> all, List<Typed.CellStep> cells, CheckedFunction step, ArgumentMatcher.Match match) {
    List<Typed.InitialState> states = new ArrayList<>();
    Map<String, Name> seen = new HashMap<>();
    boolean valid = true;
    for (Expression one : all) {
      Expression.Call call = (Expression.Call) one;
      Name name = ((Expression.Reference) call.callee()).name();
      context.usage().use(context.parts().declared(name.text()));
      Optional<Typed.CellStep> cell = cells.stream().filter(c -> c.part().name().equals(name.text())).findFirst();
      if (cell.isEmpty()) {
        context.report(DecoderErrors.notOfStep(name, step, cells));
        return Optional.empty();
      }
      for (Expression.CallArgument argument : call.arguments()) {
        Name state = argument.name().orElseThrow();
        if (seen.put(name.text() + "." + state.text(), state) != null) {
          context.report(NameErrors.givenTwice(state));
          valid = false;
        }
        Optional<Typed.InitialState> initial = state(cell.get(), state, expressions.check(argument.value()), match);
        initial.ifPresent(states::add);
        valid &= initial.isPresent();
      }
    }
    return valid ? Optional.of(new Initial(Optional.empty(), states)) : Optional.empty();
  }

  private Optional<Typed.InitialState> state(
      Typed.CellStep cell, Name name, Typed value, ArgumentMatcher.Match match) {
    Part part = cell.part();
    Optional<Type> type = Optional.ofNullable(cell.outcomes().get(name.text())).map(t -> t.substitute(match.sizes()));
    if (type.isEmpty()) {
      context.report(NameErrors.unknownState(name, part));
      return Optional.empty();
    }
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    boolean single = type.get().dim(0).equals(Size.ONE) && value.type().equals(type.get().withoutAxis(0));
    if (!single && !value.type().equals(type.get())) {
      context.report(RecurrenceErrors.initialState(name, part, type.get(), value));
      return Optional.empty();
    }
    return Optional.of(new Typed.InitialState(part, name.text(), value));
  }
}
