package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** The equations of a cell or a layer: single assignment, in any order. */
final class Equations {

  /** An equation as written; {@code out y = …} is one, too. */
  record Equation(List<CellMember.Target> targets, Expression value) {
    List<String> names() {
      return targets.stream().map(target -> target.name().text()).toList();
    }
  }

  private final Context context;
  private final Members members;
  private final Scope scope;
  private final List<Equation> equations = new ArrayList<>();
  private final Map<String, Span> assigned = new LinkedHashMap<>();
  private final List<CellMember.State> states;

  Equations(Context context, Members members, Scope scope, List<CellMember> all) {
    this.context = context;
    this.members = members;
    this.scope = scope;
    states = all.stream().filter(CellMember.State.class::isInstance).map(CellMember.State.class::cast).toList();
    for (CellMember member : all) {
      if (member instanceof CellMember.Equation equation) {
        equations.add(new Equation(equation.targets(), equation.value()));
      } else if (member instanceof CellMember.Out out && out.value().isPresent()) {
        boolean state = isState(out.name().text());
        equations.add(new Equation(
            List.of(new CellMember.Target(out.name(), state, out.name().span())), out.value().get()));
      }
    }
  }

  /** The equations in an order in which they can run; puts their names in the scope. */
  List<CheckedLayer.Step> check() {
    List<Equation> valid = equations.stream()
        .filter(equation -> equation.targets().stream().map(this::target).reduce(true, Boolean::logicalAnd)).toList();
    for (CellMember.State state : states) {
      state.names().stream().filter(name -> !assigned.containsKey(name.text()))
          .forEach(name -> context.report(RecurrenceErrors.stateWithoutEquation(name)));
    }
    valid.forEach(equation -> equation.targets().stream().filter(target -> !isState(target.name().text()))
        .forEach(target -> scope.announce(target.name().text(), target.name().span())));
    EquationOrder order = new EquationOrder(valid, context.reporter());
    List<CheckedLayer.Step> steps = new ArrayList<>();
    order.circular().forEach(equation -> equation.targets().forEach(target -> define(target, new Typed.Erroneous(target.span()))));
    for (Equation equation : order.sorted()) {
      steps.add(new CheckedLayer.Step(equation.names(), type(equation)));
    }
    order.circular().forEach(this::type);
    return steps;
  }

  private boolean isState(String name) {
    return states.stream().anyMatch(state -> state.names().stream().anyMatch(n -> n.text().equals(name)));
  }

  /** Whether the name can have an equation. */
  private boolean target(CellMember.Target target) {
    Name name = target.name();
    Span before = assigned.putIfAbsent(name.text(), target.span());
    boolean state = isState(name.text());
    boolean taken = !state && members.isDeclared(name.text());
    if (before != null) {
      context.report(RecurrenceErrors.assignedTwice(name, before));
      return false;
    } else if (target.atStep() && !state) {
      context.report(RecurrenceErrors.notAState(target, taken, context.place()));
      context.usage().explain(name.span());
      members.note(name);
    } else if (!target.atStep() && state) {
      context.report(RecurrenceErrors.stateWithoutStep(target));
    } else if (!state) {
      members.declare(name);
    }
    return !taken;
  }

  private Typed type(Equation equation) {
    ExpressionChecker checker = new ExpressionChecker(context, scope);
    boolean several = equation.targets().size() > 1;
    Typed value = several ? checker.checkMany(equation.value()) : checker.check(equation.value());
    value = new Destructuring(context).fit(
        equation.targets().stream().map(CellMember.Target::name).toList(), value, equation.value().span());
    for (CellMember.Target target : equation.targets()) {
      if (isState(target.name().text())) {
        value = fitState(target, value);
      } else {
        define(target, value);
      }
    }
    return value;
  }

  private void define(CellMember.Target target, Typed value) {
    if (scope.find(target.name().text()).isEmpty()) {
      scope.define(target.name().text(), value, target.name().span());
    }
  }

  private Typed fitState(CellMember.Target target, Typed value) {
    Optional<Scope.Entry> state = scope.find(target.name().text());
    Optional<Type> type = state.flatMap(Scope.Entry::type);
    if (value instanceof Typed.Erroneous || type.isEmpty() || value.type().equals(type.get())) {
      return value;
    }
    if (value.type().equals(Type.floats())) {
      return Shapes.spread(value, type.get());
    }
    return context.reporter().erroneous(
        SizeErrors.stateEquation(target, type.get(), value, state.get().declared()), value.span());
  }
}
