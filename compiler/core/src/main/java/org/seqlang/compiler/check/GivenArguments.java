package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/**
 * What a call gives to a function: by position, then by name; what has a default may be left out.
 *
 * @param slots one for each argument of the function
 */
record GivenArguments(List<Optional<Typed>> slots) {

  GivenArguments {
    slots = List.copyOf(slots);
  }

  /** Empty if arguments are missing, unknown or given twice: all that is reported. */
  static Optional<GivenArguments> of(
      Name function, List<Declaration.Argument> formals, Expression.Call call, ExpressionChecker expressions) {
    Context context = expressions.context();
    List<String> names = formals.stream().map(f -> f.name().text()).toList();
    Map<Integer, Typed> given = new HashMap<>();
    boolean valid = true;
    int position = 0;
    for (Expression.CallArgument argument : call.arguments()) {
      argument.over().ifPresent(over -> context.report(StructureErrors.overNotTaken(over, call)));
      Typed value = expressions.check(argument.value());
      int slot = argument.name().map(name -> names.indexOf(name.text())).orElse(position);
      position += argument.name().isPresent() ? 0 : 1;
      if (slot < 0) {
        context.report(NameErrors.unknownArgument(argument.name().orElseThrow(), function.text(), names));
        valid = false;
      } else if (given.put(slot, value) != null) {
        context.report(argument.name().map(NameErrors::givenTwice).orElseThrow());
        valid = false;
      }
    }
    return valid && complete(function, formals, call, given, context)
        ? Optional.of(new GivenArguments(slots(formals.size(), given))) : Optional.empty();
  }

  private static boolean complete(
      Name function, List<Declaration.Argument> formals, Expression.Call call, Map<Integer, Typed> given,
      Context context) {
    List<Name> missing = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      if (!given.containsKey(i) && formals.get(i).defaultValue().isEmpty()) {
        missing.add(formals.get(i).name());
      }
    }
    boolean tooMany = given.keySet().stream().anyMatch(slot -> slot >= formals.size());
    boolean plain = formals.stream().allMatch(f -> f.defaultValue().isEmpty())
        && call.arguments().stream().allMatch(argument -> argument.name().isEmpty());
    if (tooMany || plain && !missing.isEmpty()) {
      long least = formals.stream().filter(f -> f.defaultValue().isEmpty()).count();
      String wanted = (least < formals.size() ? least + " to " : "") + formals.size();
      context.report(StructureErrors.argumentCount(
          call, function.text(), wanted + (wanted.equals("1") ? " argument" : " arguments")));
      return false;
    }
    if (!missing.isEmpty()) {
      context.report(StructureErrors.argumentsMissing(call, function.text(), missing));
    }
    return missing.isEmpty();
  }

  private static List<Optional<Typed>> slots(int count, Map<Integer, Typed> given) {
    List<Optional<Typed>> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(Optional.ofNullable(given.get(i)));
    }
    return slots;
  }

  /** Those that are given. */
  List<Typed> present() {
    return slots.stream().flatMap(Optional::stream).toList();
  }

  /** The callee as far as something is given to it. */
  Callee present(Callee callee) {
    List<Callee.Formal> formals = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).isPresent()) {
        formals.add(callee.formals().get(i));
      }
    }
    return new Callee(callee.name(), callee.at(), formals, callee.known(), callee.free(), callee.part());
  }

  /** All arguments, defaults where nothing is given. */
  List<Typed> complete(CheckedFunction function, ArgumentMatcher.Match match, Span span) {
    List<Typed> all = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      CheckedFunction.Argument argument = function.arguments().get(i);
      all.add(slots.get(i).orElseGet(() -> {
        Typed.Number number = argument.defaultValue().orElseThrow();
        return Shapes.spread(new Typed.Number(number.value(), number.type(), span),
            argument.type().substitute(match.sizes()));
      }));
    }
    return all;
  }

  /** How all arguments meet sequences: defaults are the same at every step. */
  Typed.Mapping complete(Typed.Mapping mapping) {
    List<Boolean> varies = new ArrayList<>();
    int next = 0;
    for (Optional<Typed> slot : slots) {
      varies.add(slot.isPresent() && mapping.varies().get(next++));
    }
    return new Typed.Mapping(mapping.time(), varies);
  }
}
