package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** What every cell can be told: {@code layers}, {@code bidirectional}, {@code merge}, {@code reverse}, {@code dropout}. */
final class ModifierChecker {

  static final List<String> NAMES = List.of("layers", "bidirectional", "merge", "reverse", "dropout");

  private final Context context;
  private final CheckedLayer layer;
  private final Map<String, Span> given = new LinkedHashMap<>();
  private Size layers = Size.ONE;
  private boolean bidirectional;
  private boolean summed;
  private boolean reverse;
  private Optional<RealExpression> dropout = Optional.empty();
  private boolean failed;

  ModifierChecker(Context context, CheckedLayer layer) {
    this.context = context;
    this.layer = layer;
  }

  /** Takes an argument, if it is a modifier and not a hyper-parameter of that name. */
  boolean takes(Name name, Expression value) {
    boolean own = layer.hyperParameters().stream().anyMatch(h -> h.name().equals(name.text()));
    if (own || !NAMES.contains(name.text())) {
      return false;
    }
    if (!layer.isCell()) {
      fail(StructureErrors.modifierOfLayer(name, layer));
      return true;
    }
    if (given.put(name.text(), name.span().to(value.span())) != null) {
      fail(NameErrors.givenTwice(name));
      return true;
    }
    switch (name.text()) {
      case "layers" -> layers(value);
      case "bidirectional" -> bidirectional = truth(value);
      case "merge" -> summed = merge(value);
      case "reverse" -> reverse = truth(value);
      default -> rate(value);
    }
    return true;
  }

  private void layers(Expression value) {
    Optional<Size> count = new SizeChecker(context, false).check(value);
    failed |= count.isEmpty();
    count.ifPresent(size -> {
      layers = size;
      context.hypers().needAsStructure(size);
      if (size.constant().isPresent() && size.constant().get() < 1) {
        fail(StructureErrors.noLayers(size, value.span()));
      }
    });
  }

  private boolean truth(Expression value) {
    if (new ConditionChecker(context).check(value) instanceof Condition.Literal literal) {
      return literal.value();
    }
    fail(StructureErrors.directionNotKnown(value.span()));
    return false;
  }

  /** Whether the directions are added: {@code merge = sum}, and not {@code merge = concat}. */
  private boolean merge(Expression value) {
    String how = value instanceof Expression.Reference reference ? reference.name().text() : "";
    if (!how.equals(Builtin.SUM.text()) && !how.equals(Builtin.CONCAT.text())) {
      fail(StructureErrors.mergeNotKnown(value.span()));
    }
    return how.equals(Builtin.SUM.text());
  }

  private void rate(Expression value) {
    dropout = new RealChecker(context).check(value);
    failed |= dropout.isEmpty();
    if (dropout.flatMap(RealExpression::constant).filter(rate -> rate < 0 || rate >= 1).isPresent()) {
      fail(TypeErrors.rate(value.span()));
    }
  }

  private void fail(Diagnostic diagnostic) {
    context.report(diagnostic);
    failed = true;
  }

  /** Whether each layer would be wider than the one below. */
  private boolean grows(Size in, Size out) {
    Size given = out.times(bidirectional && !summed ? 2 : 1);
    Symbol input = in.symbol().orElseThrow();
    return given.terms().keySet().stream().anyMatch(term -> term.contains(input)) && !given.equals(in);
  }

  /** All of them; empty if there is an error, which is reported. */
  Optional<Part.Modifiers> finish(Expression.Call instance) {
    boolean stacked = bidirectional || !layers.equals(Size.ONE);
    Type out = layer.out().type();
    Type in = layer.inputs().get(0).type();
    boolean scalar = bidirectional && !summed
        && layer.beside().stream().anyMatch(beside -> !beside.isOverTime() && beside.value().type().rank() == 0);
    if (bidirectional && reverse) {
      fail(StructureErrors.reverseOfBoth(given.get("reverse"), given.get("bidirectional")));
    } else if (given.containsKey("merge") && !bidirectional) {
      fail(StructureErrors.mergeOfOne(given.get("merge")));
    } else if (layer.isCell() && stacked && out.rank() != 1) {
      fail(RecurrenceErrors.cannotStack(instance, layer, out));
    } else if (scalar) {
      fail(RecurrenceErrors.cannotStack(instance, layer, Type.floats()));
    } else if (layer.isCell() && !layers.equals(Size.ONE) && (in.rank() != 1 || in.dim(0).symbol().isEmpty())) {
      fail(RecurrenceErrors.inputNotFree(instance, layer, in));
    } else if (layer.isCell() && !layers.equals(Size.ONE) && grows(in.dim(0), out.dim(0))) {
      fail(RecurrenceErrors.growing(instance, layer, in, out, bidirectional && !summed));
    }
    return failed ? Optional.empty()
        : Optional.of(new Part.Modifiers(layers, bidirectional, summed, reverse, dropout));
  }
}
