package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
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
    arguments.forEach(argument -> argument(kind, argument));
    defaultsBringNoSizes();
    TypeChecker types = new TypeChecker(context, false);
    Optional<Type> declared =
        result.flatMap(kind == CheckedFunction.Kind.ENTRY ? types::checkResult : types::check);
    Context inside = kind == CheckedFunction.Kind.OBJECTIVE ? context.with(Context.Place.OBJECTIVE)
        : kind == CheckedFunction.Kind.STEP ? context.with(Context.Place.STEP) : context;
    Typed value = new ExpressionChecker(inside, scope).check(body);
    arguments.stream().map(Declaration.Argument::name)
        .filter(a -> !context.usage().isUsed(a.span()) && !a.text().startsWith("_"))
        .forEach(a -> context.report(Warnings.unused("argument", a.text(), a.span())));
    if (value instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    Optional<Diagnostic> misuse = Decoders.misuse(kind, name, arguments, result, value);
    misuse.ifPresent(context::report);
    if (misuse.isPresent()) {
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

  private void argument(CheckedFunction.Kind kind, Declaration.Argument argument) {
    Name name = argument.name();
    boolean real = argument.type().element().text().equals("real");
    Optional<Type> type = real ? real(kind, argument) : new TypeChecker(context, true).check(argument.type());
    Optional<Typed.Number> value = argument.defaultValue().flatMap(v -> defaultValue(kind, name, type, real, v));
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
    unusable |= type.isEmpty() || value.isPresent() != argument.defaultValue().isPresent();
    scope.add(Typed.Variable.Kind.ARGUMENT, name.text(), type, name.span());
    type.ifPresent(t -> checked.add(new CheckedFunction.Argument(name.text(), t, value, real, name.span())));
  }

  /** A number for the whole batch; empty where there is no such thing, which is reported. */
  private Optional<Type> real(CheckedFunction.Kind kind, Declaration.Argument argument) {
    if (kind == CheckedFunction.Kind.OBJECTIVE) {
      return Optional.of(Type.floats());
    }
    context.report(DecoderErrors.realArgument(argument));
    return Optional.empty();
  }

  /** A constant of the argument's kind; empty if it is something else, which is reported. */
  private Optional<Typed.Number> defaultValue(
      CheckedFunction.Kind kind, Name name, Optional<Type> type, boolean real, Expression written) {
    if (kind != CheckedFunction.Kind.DEF && !real) {
      context.report(StructureErrors.argumentDefault(name, written.span()));
      return Optional.empty();
    }
    Typed value = new ExpressionChecker(context, new Scope()).check(written);
    if (value instanceof Typed.Erroneous || type.isEmpty()) {
      return Optional.empty();
    }
    if (value instanceof Typed.Number number && fits(number, type.get().element())) {
      return Optional.of(new Typed.Number(number.value(), type.get().withDims(List.of()), number.span()));
    }
    context.report(StructureErrors.defaultNotConstant(name, type.get(), written.span()));
    return Optional.empty();
  }

  private static boolean fits(Typed.Number number, Element element) {
    if (element.equals(Element.BOOL) || number.type().element().equals(Element.BOOL)) {
      return element.equals(number.type().element());
    }
    return element.equals(Element.FLOAT) || element.equals(Element.INT) && number.value() == Math.rint(number.value());
  }

  private static Set<Symbol> symbols(Type type) {
    Set<Symbol> symbols = new HashSet<>();
    List<Size> sizes = new ArrayList<>(type.dims());
    if (type.element() instanceof Element.Index index) {
      sizes.add(index.bound());
    }
    sizes.forEach(size -> size.terms().keySet().forEach(symbols::addAll));
    return symbols;
  }

  /** A size that only an argument with a default brings would be unknown where the default is taken. */
  private void defaultsBringNoSizes() {
    Set<Symbol> known = new HashSet<>();
    checked.stream().filter(a -> a.defaultValue().isEmpty()).forEach(a -> known.addAll(symbols(a.type())));
    for (CheckedFunction.Argument argument : checked) {
      Optional<Symbol> unknown = symbols(argument.type()).stream()
          .filter(s -> context.free().symbols().contains(s) && !known.contains(s)).findFirst();
      if (argument.defaultValue().isPresent() && unknown.isPresent()) {
        context.report(StructureErrors.defaultOfUnknownSize(argument, unknown.get()));
        unusable = true;
      }
    }
  }
}
