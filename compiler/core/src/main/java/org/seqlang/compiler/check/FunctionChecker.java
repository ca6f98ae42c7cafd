package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** A function, at the top of a file or of a model. */
final class FunctionChecker {

  private final Context context;
  private final Scope scope;
  private final List<CheckedFunction.Argument> checked = new ArrayList<>();
  private boolean unusable;

  private FunctionChecker(Context context, Scope scope) {
    this.context = context;
    this.scope = scope;
  }

  /**
   * A function at the top of a file; empty if it has an error, which is reported.
   *
   * @param asLengths sizes that are lengths here, whatever their names
   */
  static Optional<CheckedFunction> topLevel(
      Session session, FileScope file, Declaration.Function function, Set<String> asLengths) {
    Context context = new Context(session, file, Context.Place.FUNCTION, Hypers.NONE, FreeSizes.any(asLengths),
        new Parts(), ModelFunctions.NONE);
    return new FunctionChecker(context, new Scope()).check(CheckedFunction.Kind.DEF, function.documentation(),
        function.name(), function.arguments(), function.result(), function.body());
  }

  /**
   * A function of a model; empty if it has an error, which is reported.
   *
   * @param model what its expressions may refer to, but the free sizes
   * @param outer the values of the model: its own parameters
   */
  static Optional<CheckedFunction> ofModel(Context model, Scope outer, ModelMember.Function function) {
    CheckedFunction.Kind kind = CheckedFunction.Kind.valueOf(function.kind().name());
    return new FunctionChecker(model.with(FreeSizes.lengths()), outer.inner()).check(kind, function.documentation(),
        function.name(), function.arguments(), function.result(), function.body());
  }

  private Optional<CheckedFunction> check(
      CheckedFunction.Kind kind, String documentation, Name name, List<Declaration.Argument> arguments,
      Optional<TypeSyntax> result, Expression body) {
    arguments.forEach(this::argument);
    Optional<Type> declared = result.flatMap(new TypeChecker(context, false)::check);
    Context inside = kind == CheckedFunction.Kind.OBJECTIVE ? context.with(Context.Place.OBJECTIVE) : context;
    Typed value = new ExpressionChecker(inside, scope).check(body);
    arguments.stream().map(Declaration.Argument::name)
        .filter(a -> !context.usage().isUsed(a.span()) && !a.text().startsWith("_"))
        .forEach(a -> context.report(Warnings.unused("argument", a.text(), a.span())));
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    if (declared.isPresent() && !declared.get().equals(value.type())) {
      context.report(SizeErrors.result(name, result.get(), declared.get(), value));
      return Optional.empty();
    }
    if (kind == CheckedFunction.Kind.OBJECTIVE && !value.type().equals(Type.floats())) {
      context.report(TypeErrors.objective(name, value, result));
      return Optional.empty();
    }
    return unusable || result.isPresent() && declared.isEmpty() ? Optional.empty()
        : Optional.of(new CheckedFunction(kind, name.text(), documentation, checked, value.type(), result.isPresent(),
            value, context.free().symbols(), name.span()));
  }

  private void argument(Declaration.Argument argument) {
    Name name = argument.name();
    Optional<Type> type = new TypeChecker(context, true).check(argument.type());
    argument.defaultValue().ifPresent(value -> context.report(StructureErrors.argumentDefault(name, value.span())));
    Optional<HyperParameter> hyper = context.hypers().find(name.text());
    Optional<Scope.Entry> before = scope.find(name.text());
    if (before.isPresent() || hyper.isPresent()) {
      context.report(NameErrors.declaredTwice(
          name, before.map(Scope.Entry::declared).orElseGet(() -> hyper.orElseThrow().span())));
      unusable = true;
    } else if (context.parts().has(name.text())) {
      context.report(NameErrors.declaredTwice(name, context.parts().declared(name.text())));
      unusable = true;
    }
    unusable |= type.isEmpty() || argument.defaultValue().isPresent();
    scope.add(Typed.Variable.Kind.ARGUMENT, name.text(), type, name.span());
    type.ifPresent(t -> checked.add(new CheckedFunction.Argument(name.text(), t, name.span())));
  }
}
