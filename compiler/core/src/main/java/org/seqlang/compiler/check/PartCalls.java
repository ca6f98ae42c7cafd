package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Applications of parts: layers to values, cells to sequences. */
final class PartCalls {

  static final String LAST = "last";
  static final String STEPS = "steps";

  private final ExpressionChecker expressions;
  private final Context context;

  PartCalls(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed check(Part part, Expression.Call call) {
    List<Typed> arguments = new ArrayList<>();
    Map<Name, Typed> named = new LinkedHashMap<>();
    for (Expression.CallArgument argument : call.arguments()) {
      Typed value = expressions.check(argument.value());
      argument.over().ifPresent(over -> context.report(StructureErrors.overNotTaken(over, call)));
      argument.name().ifPresentOrElse(name -> named.put(name, value), () -> arguments.add(value));
    }
    int wanted = part.layer().inputs().size();
    if (arguments.size() != wanted) {
      return context.reporter().erroneous(StructureErrors.argumentCount(
          call, part.name(), wanted + (wanted == 1 ? " argument" : " arguments")), call.span());
    }
    boolean oneStep = part.layer().isCell() && !isSequence(part, arguments.get(0));
    if (oneStep && context.place() != Context.Place.STEP && context.place() != Context.Place.CELL) {
      return context.reporter().erroneous(
          RecurrenceErrors.needsSequence(part, arguments.get(0), call.callee().span()), call.span());
    }
    Callee callee = Callee.of(part, call.callee().span());
    Optional<ArgumentMatcher.Match> match = ArgumentMatcher.match(callee, arguments, context.reporter());
    if (match.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    if (oneStep) {
      return step(part, arguments, named, match.get(), call);
    }
    Map<String, Typed> initial = initial(part, named, match.get());
    return part.layer().isCell()
        ? run(part, arguments, initial, match.get(), call) : apply(part, arguments, match.get(), call);
  }

  private static boolean isSequence(Part part, Typed argument) {
    return argument instanceof Typed.Erroneous || argument.type().time().isPresent()
        || argument.type().rank() != part.layer().inputs().get(0).type().rank();
  }

  private Typed apply(Part part, List<Typed> arguments, ArgumentMatcher.Match match, Expression.Call call) {
    Type one = substitute(part, match, part.layer().out().type());
    if (match.mapping().time().isPresent() && one.time().isPresent()) {
      return context.reporter().erroneous(ArgumentErrors.sequenceOfSequences(
          part.name(), one, match.mapping().time().get(), call.span()), call.span());
    }
    return new Typed.Apply(part, arguments, match.sizes(), match.mapping(), match.mapping().result(one), call.span());
  }

  private static Type substitute(Part part, ArgumentMatcher.Match match, Type type) {
    Map<Symbol, Size> all = new HashMap<>(part.sizes());
    all.putAll(match.sizes());
    return type.substitute(all);
  }

  private Typed run(
      Part part, List<Typed> arguments, Map<String, Typed> initial, ArgumentMatcher.Match match, Expression.Call call) {
    Type step = part.stepOutput(match.sizes());
    Type steps = match.mapping().result(step);
    Map<String, Type> outcomes = states(part, match);
    outcomes.put(LAST, step);
    outcomes.put(STEPS, steps);
    part.layer().beside().stream().filter(beside -> !beside.isOverTime()).forEach(beside -> outcomes.put(
        beside.name(), match.mapping().result(part.allDirections(substitute(part, match, beside.value().type())))));
    return new Typed.Run(
        part, arguments, initial, false, match.sizes(), match.mapping(), outcomes, steps, call.span());
  }

  /** A cell at one step of a decoder. */
  private Typed step(
      Part part, List<Typed> arguments, Map<Name, Typed> named, ArgumentMatcher.Match match, Expression.Call call) {
    if (part.modifiers().bidirectional() || part.modifiers().reverse()) {
      return context.reporter().erroneous(DecoderErrors.backwardsCell(part, call), call.span());
    }
    if (!named.isEmpty()) {
      return context.reporter().erroneous(
          DecoderErrors.stateInStep(named.keySet().iterator().next(), part, context.place()), call.span());
    }
    Map<String, Type> outcomes = states(part, match);
    part.layer().beside().forEach(
        beside -> outcomes.put(beside.name(), substitute(part, match, beside.value().type())));
    return new Typed.CellStep(
        part, arguments, match.sizes(), outcomes, part.stepOutput(match.sizes()), call.span());
  }

  private static Map<String, Type> states(Part part, ArgumentMatcher.Match match) {
    Map<String, Type> states = new HashMap<>();
    part.layer().states().forEach(state ->
        states.put(state.name(), substitute(part, match, state.type()).over(copies(part))));
    return states;
  }

  /** Layers times directions. */
  private static Size copies(Part part) {
    return part.modifiers().layers().times(part.modifiers().directions());
  }

  private Map<String, Typed> initial(Part part, Map<Name, Typed> named, ArgumentMatcher.Match match) {
    Map<String, Typed> initial = new LinkedHashMap<>();
    named.forEach((name, value) -> {
      Optional<CheckedLayer.State> state =
          part.layer().states().stream().filter(s -> s.name().equals(name.text())).findFirst();
      if (state.isEmpty()) {
        context.report(NameErrors.unknownState(name, part));
      } else if (initial.containsKey(name.text())) {
        context.report(NameErrors.givenTwice(name));
      } else if (!(value instanceof Typed.Erroneous)) {
        Type one = substitute(part, match, state.get().type());
        Type all = one.over(copies(part));
        boolean single = copies(part).equals(Size.ONE) && value.type().equals(one);
        if (!single && !value.type().equals(all)) {
          context.report(RecurrenceErrors.initialState(name, part, all, value));
        }
        initial.put(name.text(), value);
      }
    });
    return initial;
  }
}
