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
    Optional<GivenArguments> given = GivenArguments.of(function.name(), function.arguments(), call, expressions);
    if (function.kind() == ModelMember.Kind.STEP) {
      return context.reporter().erroneous(DecoderErrors.stepCalled(function, call), call.span());
    }
    if (function.kind() != ModelMember.Kind.DEF) {
      return context.reporter().erroneous(StructureErrors.notADef(function, call), call.span());
    }
    if (given.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    return context.functions().check(function).map(checked -> call(checked, given.get(), call))
        .orElseGet(() -> new Typed.Erroneous(call.span()));
  }

  Typed topLevel(Declaration.Function function, FileScope file, Expression.Call call) {
    Optional<GivenArguments> given = GivenArguments.of(function.name(), function.arguments(), call, expressions);
    Optional<CheckedFunction> checked = given.flatMap(g -> context.session().function(function, file));
    if (checked.isEmpty()) {
      return new Typed.Erroneous(call.span());
    }
    Callee callee = given.get().present(Callee.of(checked.get(), call.callee().span()));
    Optional<ArgumentMatcher.Match> match =
        ArgumentMatcher.match(callee, given.get().present(), context.reporter());
    if (match.isEmpty() || match.get().asLengths().isEmpty()) {
      return match.map(m -> typed(checked.get(), given.get(), m, call.span()))
          .orElseGet(() -> new Typed.Erroneous(call.span()));
    }
    Optional<CheckedFunction> over = context.session().functionOver(match.get().asLengths(), function, file);
    if (over.isEmpty()) {
      return context.reporter().erroneous(ArgumentErrors.notForSequences(callee, given.get().present()), call.span());
    }
    return call(over.get(), given.get(), call);
  }

  private Typed call(CheckedFunction function, GivenArguments given, Expression.Call call) {
    Callee callee = given.present(Callee.of(function, call.callee().span()));
    return ArgumentMatcher.match(callee, given.present(), context.reporter())
        .map(match -> typed(function, given, match, call.span()))
        .orElseGet(() -> new Typed.Erroneous(call.span()));
  }

  private Typed typed(CheckedFunction function, GivenArguments given, ArgumentMatcher.Match match, Span span) {
    Type one = function.result().substitute(match.sizes());
    if (match.mapping().time().isPresent() && one.time().isPresent()) {
      return context.reporter().erroneous(
          ArgumentErrors.sequenceOfSequences(function.name(), one, match.mapping().time().get(), span), span);
    }
    List<Typed> arguments = given.complete(function, match, span);
    Typed.Mapping mapping = given.complete(match.mapping());
    return new Typed.Call(function, arguments, match.sizes(), mapping, mapping.result(one), span);
  }
}
