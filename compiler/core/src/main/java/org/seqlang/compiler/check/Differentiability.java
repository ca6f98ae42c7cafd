package org.seqlang.compiler.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.diagnostic.Span;

/**
 * Finds what stands between trained parameters and an objective and has no derivative but zero: an argmax, a sign, a
 * comparison that is made a number. Whatever is behind a {@code stop_gradient} is meant so.
 */
final class Differentiability {

  private final Reporter reporter;
  private final Set<Span> told = new HashSet<>();
  private boolean stopped;

  Differentiability(Reporter reporter) {
    this.reporter = reporter;
  }

  /** Warns of everything of that kind in an objective, and in what it calls. */
  void check(CheckedFunction objective) {
    boolean reaches = visit(objective.body(), Map.of());
    if (!reaches && stopped) {
      reporter.report(Warnings.nothingReached(objective));
    }
  }

  /**
   * Follows a value to the parameters.
   *
   * @param names whether what a name stands for is trained
   * @return whether a gradient flows from the value to something that is trained
   */
  private boolean visit(Typed typed, Map<String, BooleanSupplier> names) {
    if (typed instanceof Typed.Variable variable) {
      return switch (variable.kind()) {
        case PARAMETER, STATE, PREVIOUS -> true;
        case ARGUMENT, LOCAL, INPUT, STEP -> isTrained(variable.name(), names);
      };
    } else if (typed instanceof Typed.Delayed delayed) {
      return !delayed.input() || isTrained(delayed.name(), names);
    } else if (typed instanceof Typed.StopGradient) {
      return false;
    } else if (typed instanceof Typed.Block block) {
      Map<String, BooleanSupplier> inner = new HashMap<>(names);
      block.lets().forEach(let -> name(let.names(), let.value(), inner));
      return visit(block.value(), inner);
    } else if (typed instanceof Typed.Call call) {
      return visit(call.function().body(), arguments(call.function(), call.arguments(), 0, names));
    } else if (typed instanceof Typed.Apply apply) {
      return layer(apply.part().layer(), apply.arguments(), names);
    } else if (typed instanceof Typed.Run run) {
      return layer(run.part().layer(), run.arguments(), names) | any(TypedTree.named(run).values().stream(), names);
    } else if (typed instanceof Typed.CellStep step) {
      return layer(step.part().layer(), step.arguments(), names);
    } else if (typed instanceof Typed.Decode decode) {
      CheckedFunction step = decode.decoding().step();
      return visit(step.body(), arguments(step, decode.decoding().arguments(), 1, names))
          | any(decode.decoding().source().stream(), names)
          | any(decode.decoding().initial().stream().map(Typed.InitialState::value), names);
    }
    if (typed instanceof Typed.Elementwise chosen && chosen.function() == ScalarFunction.WHERE) {
      stopped |= visit(chosen.operands().get(0), names);
      return any(chosen.operands().stream().skip(1), names);
    }
    boolean trained = any(TypedText.operands(typed).stream(), names);
    Optional<String> what = stops(typed);
    if (trained && what.isPresent()) {
      stopped = true;
      if (told.add(typed.span())) {
        reporter.report(Warnings.noGradient(what.get(), typed.span()));
      }
    }
    return trained && what.isEmpty();
  }

  /** What an operation is called that has no derivative. */
  private static Optional<String> stops(Typed typed) {
    if (typed instanceof Typed.Reduction reduction && reduction.kind() == Typed.Reduction.Kind.ARGMAX) {
      return Optional.of("`argmax`");
    } else if (typed instanceof Typed.Elementwise elementwise && elementwise.function() == ScalarFunction.SIGN) {
      return Optional.of("`sign`");
    }
    boolean truth = typed instanceof Typed.Elementwise made && made.function() == ScalarFunction.TO_FLOAT
        && made.operands().get(0) instanceof Typed.Elementwise;
    return truth ? Optional.of("a comparison that is made a number") : Optional.empty();
  }

  private boolean any(Stream<Typed> all, Map<String, BooleanSupplier> names) {
    return all.map(typed -> visit(typed, names)).reduce(false, Boolean::logicalOr);
  }

  private static boolean isTrained(String name, Map<String, BooleanSupplier> names) {
    return names.getOrDefault(name, () -> false).getAsBoolean();
  }

  private void name(List<String> targets, Typed value, Map<String, BooleanSupplier> names) {
    BooleanSupplier once = once(() -> visit(value, names));
    targets.forEach(target -> names.put(target, once));
  }

  private Map<String, BooleanSupplier> arguments(
      CheckedFunction function, List<Typed> given, int first, Map<String, BooleanSupplier> names) {
    Map<String, BooleanSupplier> inside = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      Typed argument = given.get(i);
      inside.put(function.arguments().get(first + i).name(), once(() -> visit(argument, names)));
    }
    return inside;
  }

  private boolean layer(CheckedLayer layer, List<Typed> given, Map<String, BooleanSupplier> names) {
    Map<String, BooleanSupplier> inside = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      Typed argument = given.get(i);
      inside.put(layer.inputs().get(i).name(), once(() -> visit(argument, names)));
    }
    layer.steps().forEach(step -> name(step.targets(), step.value(), inside));
    boolean states = layer.states().stream().map(state -> isTrained(state.name(), inside))
        .reduce(false, Boolean::logicalOr);
    boolean out = visit(layer.out(), inside);
    return states || out;
  }

  private static BooleanSupplier once(BooleanSupplier value) {
    Boolean[] known = new Boolean[1];
    return () -> {
      if (known[0] == null) {
        known[0] = value.getAsBoolean();
      }
      return known[0];
    };
  }
}
