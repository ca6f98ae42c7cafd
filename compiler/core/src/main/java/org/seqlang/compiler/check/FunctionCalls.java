package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;

/** Calls of functions, of the model and of files. */
final class FunctionCalls {

  private final ExpressionChecker expressions;
  private final Context context;

  FunctionCalls(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed ofModel(ModelMember.Function function, Expression.Call call) {
    List<Typed> arguments = arguments(call);
    if (function.kind() != ModelMember.Kind.DEF) {
      return context.reporter().erroneous(StructureErrors.notADef(function, call), call.span());
    }
    if (!countFits(call, function.name().text(), function.arguments().size())) {
      return new Typed.Erroneous(call.span());
    }
    return context.functions().check(function).map(checked -> call(checked, arguments, call))
        .orElseGet(() -> new Typed.Erroneous(call.span()));
  }

  Typed topLevel(Declaration.Function function, FileScope file, Expression.Call call) {
    List<Typed> arguments = arguments(call);
    if (!countFits(call, function.name().text(), function.arguments().size())) {
      return new Typed.Erroneous(call.span());
    }
    Optional<CheckedFunction> checked = context.session().function(function, file);
    if (checked.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    Callee callee = Callee.of(checked.get(), call.callee().span());
    Optional<ArgumentMatcher.Match> match = ArgumentMatcher.match(callee, arguments, context.reporter());
    if (match.isEmpty() || match.get().asLengths().isEmpty()) {
      return match.map(m -> typed(checked.get(), arguments, m, call.span()))
          .orElseGet(() -> new Typed.Erroneous(call.span()));
    }
    Optional<CheckedFunction> over = context.session().functionOver(match.get().asLengths(), function, file);
    if (over.isEmpty()) {
      return context.reporter().erroneous(ArgumentErrors.notForSequences(callee, arguments), call.span());
    }
    return call(over.get(), arguments, call);
  }

  private Typed call(CheckedFunction function, List<Typed> arguments, Expression.Call call) {
    Callee callee = Callee.of(function, call.callee().span());
    return ArgumentMatcher.match(callee, arguments, context.reporter())
        .map(match -> typed(function, arguments, match, call.span()))
        .orElseGet(() -> new Typed.Erroneous(call.span()));
  }

  private Typed typed(CheckedFunction function, List<Typed> arguments, ArgumentMatcher.Match match, Span span) {
    Type one = function.result().substitute(match.sizes());
    if (match.mapping().time().isPresent() && one.time().isPresent()) {
      return context.reporter().erroneous(
          ArgumentErrors.sequenceOfSequences(function.name(), one, match.mapping().time().get(), span), span);
    }
    return new Typed.Call(function, arguments, match.sizes(), match.mapping(), match.mapping().result(one), span);
  }

  private List<Typed> arguments(Expression.Call call) {
    for (Expression.CallArgument argument : call.arguments()) {
      argument.name().ifPresent(name -> context.report(StructureErrors.namedArgument(name, call)));
      argument.over().ifPresent(over -> context.report(StructureErrors.overNotTaken(over, call)));
    }
    return call.arguments().stream().map(argument -> expressions.check(argument.value())).toList();
  }

  private boolean countFits(Expression.Call call, String name, int wanted) {
    if (call.arguments().size() != wanted) {
      context.report(StructureErrors.argumentCount(call, name, wanted + (wanted == 1 ? " argument" : " arguments")));
      return false;
    }
    return true;
  }
}
