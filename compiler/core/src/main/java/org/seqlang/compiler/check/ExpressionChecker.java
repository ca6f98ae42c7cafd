package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.Name;

/** Expressions: finds what names stand for and gives types. Calls, operators and indices have checkers of their own. */
final class ExpressionChecker {

  private final Context context;
  private final Scope scope;

  ExpressionChecker(Context context, Scope scope) {
    this.context = context;
    this.scope = scope;
  }

  Context context() {
    return context;
  }

  Scope scope() {
    return scope;
  }

  /** An expression with one value. */
  Typed check(Expression expression) {
    Typed typed = checkMany(expression);
    return typed instanceof Typed.Split split
        ? context.reporter().erroneous(StructureErrors.splitWithoutNames(split), split.span()) : typed;
  }

  /** An expression with one value, or with several. */
  Typed checkMany(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return new Typed.Number(Double.parseDouble(number.text()), Type.floats(), number.span());
    } else if (expression instanceof Expression.Bool bool) {
      return new Typed.Number(bool.value() ? 1 : 0, new Type(Element.BOOL, List.of()), bool.span());
    } else if (expression instanceof Expression.Reference reference) {
      return name(reference.name());
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      return new OperatorChecker(context).binary(binary, check(binary.left()), check(binary.right()));
    } else if (expression instanceof Expression.Call call) {
      return new CallChecker(this).check(call);
    } else if (expression instanceof Expression.Carry carry) {
      return new CarryChecker(this).check(carry);
    } else if (expression instanceof Expression.Run run) {
      return new RunChecker(this).check(run);
    } else if (expression instanceof Expression.Member member) {
      return new MemberChecker(this).check(member);
    } else if (expression instanceof Expression.Index index) {
      return new IndexChecker(this).check(index);
    } else if (expression instanceof Expression.Conditional conditional) {
      return conditional(conditional);
    }
    return block((Expression.Block) expression);
  }

  private Typed unary(Expression.Unary unary) {
    Typed operand = check(unary.operand());
    boolean negates = unary.operator() == UnaryOperator.NEGATE;
    if (negates && operand instanceof Typed.Number number && number.type().isFloat()) {
      return new Typed.Number(-number.value(), number.type(), unary.span());
    }
    return new OperatorChecker(context)
        .elementwise(negates ? ScalarFunction.NEGATE : ScalarFunction.NOT, List.of(operand), unary.span());
  }

  private Typed conditional(Expression.Conditional conditional) {
    Condition condition = new ConditionChecker(context).check(conditional.condition());
    Typed whenTrue = check(conditional.whenTrue());
    Typed whenFalse = check(conditional.whenFalse());
    if (whenTrue instanceof Typed.Erroneous || whenFalse instanceof Typed.Erroneous) {
      return new Typed.Erroneous(conditional.span());
    }
    Optional<List<Size>> dims = Shapes.join(whenTrue.type().dims(), whenFalse.type().dims());
    if (dims.isEmpty() || !whenTrue.type().element().equals(whenFalse.type().element())) {
      return context.reporter().erroneous(TypeErrors.branches(whenTrue, whenFalse), conditional.span());
    }
    Type type = whenTrue.type().withDims(dims.get());
    return new Typed.Conditional(
        condition, Shapes.spread(whenTrue, type), Shapes.spread(whenFalse, type), type, conditional.span());
  }

  /** A name as a value. */
  Typed name(Name name) {
    Optional<Scope.Entry> entry = scope.find(name.text());
    if (entry.isPresent()) {
      context.usage().use(entry.get().declared());
      return entry.get().at(name.span());
    }
    Optional<HyperParameter> hyper = context.hypers().find(name.text());
    if (hyper.isPresent()) {
      return hyper(name, hyper.get());
    }
    if (context.free().find(name.text()).isPresent()) {
      return new Typed.SizeValue(Size.of(context.free().find(name.text()).get()), name.span());
    }
    return context.hypers().isBroken(name.text()) ? new Typed.Erroneous(name.span()) : noValue(name);
  }

  private Typed hyper(Name name, HyperParameter hyper) {
    context.usage().use(hyper.span());
    return switch (hyper.kind()) {
      case SIZE -> new Typed.SizeValue(context.hypers().size(hyper), name.span());
      case REAL -> new Typed.Real(name.text(), name.span());
      case BOOL, FUNCTION ->
          context.reporter().erroneous(TypeErrors.hyperAsValue(name, hyper), name.span());
    };
  }

  private Typed noValue(Name name) {
    String text = name.text();
    if (context.parts().has(text)) {
      context.usage().use(context.parts().declared(text));
      boolean known = context.parts().find(text).isPresent();
      return known ? context.reporter().erroneous(StructureErrors.partAsValue(name), name.span())
          : new Typed.Erroneous(name.span());
    }
    if (text.equals("t") && context.place() == Context.Place.CELL) {
      return context.reporter().erroneous(RecurrenceErrors.stepAsValue(name), name.span());
    }
    if (context.callable().contains(text)) {
      return context.reporter().erroneous(StructureErrors.functionAsValue(name), name.span());
    }
    return context.reporter().erroneous(
        NameErrors.unknownName(name, context.readable(scope.names())), name.span());
  }

  private Typed block(Expression.Block block) {
    ExpressionChecker inner = new ExpressionChecker(context, scope.inner());
    List<Typed.Let> lets = new ArrayList<>();
    for (Expression.Let let : block.lets()) {
      Typed value = let.names().size() == 1 ? inner.check(let.value()) : inner.checkMany(let.value());
      value = new Destructuring(context).fit(let.names(), value, let.value().span());
      for (Name name : let.names()) {
        inner.bind(name, value);
      }
      lets.add(new Typed.Let(let.names().stream().map(Name::text).toList(), value));
    }
    Typed value = inner.check(block.value());
    block.lets().forEach(let -> let.names().forEach(name -> warnIfUnused(name)));
    boolean failed = value instanceof Typed.Erroneous;
    return failed ? value : lets.isEmpty() ? value : new Typed.Block(lets, value, block.span());
  }

  private void bind(Name name, Typed value) {
    Optional<Span> first = scope.find(name.text()).map(Scope.Entry::declared);
    if (first.isEmpty()) {
      first = context.hypers().find(name.text()).map(HyperParameter::span);
    }
    first.ifPresent(span -> context.report(NameErrors.declaredTwice(name, span)));
    scope.bind(name.text(), value, name.span());
  }

  private void warnIfUnused(Name name) {
    if (!context.usage().isUsed(name.span()) && !name.text().startsWith("_")) {
      context.report(Warnings.unusedValue(name));
    }
  }
}
