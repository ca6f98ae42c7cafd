package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Hyper-parameters as declared, and values that are given to them. */
final class HyperParameterChecker {

  private final Context context;

  private HyperParameterChecker(Context context) {
    this.context = context;
  }

  /**
   * Checks a declaration's hyper-parameters, from left to right.
   *
   * @param layerCounts of a model: the names that say how many layers something has, and so are fixed, as is everything
   *     that is no number; of a cell or layer: absent
   */
  static Hypers declared(
      Session session, FileScope file, List<Declaration.HyperParameter> declared, Optional<Set<String>> layerCounts) {
    Hypers hypers = new Hypers(List.of());
    HyperParameterChecker checker = new HyperParameterChecker(Context.plain(session, file, hypers));
    for (Declaration.HyperParameter hyper : declared) {
      hypers.find(hyper.name().text()).ifPresentOrElse(
          first -> session.reporter().report(NameErrors.declaredTwice(hyper.name(), first.span())),
          () -> checker.declare(hyper, hypers, layerCounts));
    }
    return hypers;
  }

  private void declare(Declaration.HyperParameter declared, Hypers hypers, Optional<Set<String>> layerCounts) {
    Name name = declared.name();
    Optional<HyperParameter.Kind> kind = kind(declared);
    if (kind.isEmpty() || name.text().equals("t")) {
      if (kind.isPresent()) {
        context.report(NameErrors.reserved(name));
      }
      hypers.addBroken(name.text());
      return;
    }
    Optional<HyperValue> value = declared.defaultValue().flatMap(d -> value(kind.get(), d));
    boolean fixed = layerCounts.isPresent() && (layerCounts.get().contains(name.text())
        || kind.get() == HyperParameter.Kind.BOOL || kind.get() == HyperParameter.Kind.FUNCTION);
    if (fixed && declared.defaultValue().isEmpty()) {
      context.report(StructureErrors.fixedWithoutDefault(name, kind.get()));
    }
    hypers.add(new HyperParameter(name.text(), kind.get(), value, fixed, name.span()));
  }

  /** Empty for a word that is no kind, which the reader reports. */
  private static Optional<HyperParameter.Kind> kind(Declaration.HyperParameter declared) {
    if (declared.type().isEmpty()) {
      return Optional.of(HyperParameter.Kind.SIZE);
    }
    for (HyperParameter.Kind kind : HyperParameter.Kind.values()) {
      if (kind.word().equals(declared.type().get().text())) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** A value for a hyper-parameter, over the hyper-parameters of the context; empty if there is an error. */
  static Optional<HyperValue> value(Context context, HyperParameter.Kind kind, Expression expression) {
    return new HyperParameterChecker(context).value(kind, expression);
  }

  private Optional<HyperValue> value(HyperParameter.Kind kind, Expression expression) {
    boolean truth = expression instanceof Expression.Bool;
    if (truth != (kind == HyperParameter.Kind.BOOL) && (truth || expression instanceof Expression.Number)) {
      context.report(TypeErrors.wrongHyperKind(kind, expression.span()));
      return Optional.empty();
    }
    return switch (kind) {
      case SIZE -> new SizeChecker(context, false).check(expression).map(HyperValue.OfSize::new);
      case REAL -> new RealChecker(context).check(expression).map(HyperValue.OfReal::new);
      case BOOL -> Optional.of(new HyperValue.OfBool(new ConditionChecker(context).check(expression)));
      case FUNCTION -> function(expression).map(HyperValue.OfFunction::new);
    };
  }

  private Optional<FunctionChoice> function(Expression expression) {
    if (expression instanceof Expression.Reference reference) {
      Optional<HyperParameter> hyper = context.hyper(reference.name(), HyperParameter.Kind.FUNCTION);
      if (hyper.isPresent()) {
        return hyper.map(context.hypers()::choice);
      }
      Optional<ScalarFunction> function = Builtin.elementwise(reference.name().text());
      if (function.isPresent()) {
        return function.map(FunctionChoice.Named::new);
      }
    }
    context.report(TypeErrors.notAFunctionValue(expression.span()));
    return Optional.empty();
  }
}
