package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.check.Packages.Found;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;

/** Calls: finds out what is called. */
final class CallChecker {

  private final ExpressionChecker expressions;
  private final Context context;

  CallChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  /** A call; a split has several values. */
  Typed check(Expression.Call call) {
    if (!(call.callee() instanceof Expression.Reference callee)) {
      checkArguments(call);
      return context.reporter().erroneous(StructureErrors.notCallable(call), call.span());
    }
    Name name = callee.name();
    Optional<Scope.Entry> value = expressions.scope().find(name.text());
    if (context.parts().has(name.text()) && value.isEmpty()) {
      return part(name, call);
    }
    Optional<HyperParameter> choice = context.hyper(name, HyperParameter.Kind.FUNCTION);
    if (choice.isPresent()) {
      return chosen(choice.get(), call);
    }
    if (value.isPresent() || context.hypers().find(name.text()).isPresent()) {
      checkArguments(call);
      value.ifPresent(v -> context.usage().use(v.declared()));
      return context.reporter().erroneous(StructureErrors.valueCalled(name), call.span());
    }
    Optional<ModelMember.Function> member = context.functions().find(name.text());
    if (member.isPresent()) {
      return new FunctionCalls(expressions).ofModel(member.get(), call);
    }
    Optional<Found> found = context.file().find(name, context.usage());
    return found.isPresent() ? declared(found.get(), name, call) : builtin(name, call);
  }

  private Typed part(Name name, Expression.Call call) {
    context.usage().use(context.parts().declared(name.text()));
    Optional<Part> part = context.parts().find(name.text());
    if (part.isEmpty()) {
      checkArguments(call);
      return new Typed.Erroneous(call.span());
    }
    return new PartCalls(expressions).check(part.get(), call);
  }

  private Typed chosen(HyperParameter hyper, Expression.Call call) {
    List<Typed> arguments = checkArguments(call);
    if (arguments.size() != 1) {
      return context.reporter().erroneous(
          StructureErrors.argumentCount(call, hyper.name(), "1 argument"), call.span());
    }
    Typed operand = arguments.get(0);
    if (operand instanceof Typed.Erroneous) {
      return new Typed.Erroneous(call.span());
    }
    if (!operand.type().isFloat()) {
      return context.reporter().erroneous(TypeErrors.element("float", operand), call.span());
    }
    FunctionChoice choice = context.hypers().choice(hyper);
    return choice instanceof FunctionChoice.Named named
        ? new Typed.Elementwise(named.function(), arguments, operand.type(), call.span())
        : new Typed.Chosen(hyper.name(), operand, operand.type(), call.span());
  }

  private Typed declared(Found found, Name name, Expression.Call call) {
    if (found.declaration() instanceof Declaration.Function function) {
      return new FunctionCalls(expressions).topLevel(function, context.file().of(found), call);
    }
    checkLater(call);
    return context.reporter().erroneous(
        StructureErrors.layerCalled(name, found.declaration(), call), call.span());
  }

  private Typed builtin(Name name, Expression.Call call) {
    Optional<Builtin> builtin = Builtin.named(name.text());
    if (builtin.isPresent()) {
      return new BuiltinChecker(expressions).check(builtin.get(), call);
    }
    checkLater(call);
    if (context.hypers().isBroken(name.text())) {
      return new Typed.Erroneous(call.span());
    }
    return context.reporter().erroneous(NameErrors.unknownFunction(
        name, context.callable(), context.file().packageThatHas(name.text())), call.span());
  }

  /** Arguments of what is not known to take values: names in them count as used, nothing is reported about them. */
  private void checkLater(Expression.Call call) {
    Session quiet = context.session().quiet();
    Context silent = new Context(quiet, context.file(), context.place(), context.hypers(), context.free(),
        context.parts(), context.functions());
    ExpressionChecker checker = new ExpressionChecker(silent, expressions.scope().inner());
    call.arguments().forEach(argument -> checker.check(argument.value()));
  }

  private List<Typed> checkArguments(Expression.Call call) {
    return call.arguments().stream().map(argument -> expressions.check(argument.value())).toList();
  }
}
