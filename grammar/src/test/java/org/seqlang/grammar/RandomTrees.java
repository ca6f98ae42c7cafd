package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;
import org.seqlang.syntax.TypeSyntax;

/** Functions with random bodies: every shape of expression within every other. */
final class RandomTrees {

  private static final Span SPAN = new Span(new Source("printed", " "), 0, 1);

  private final Random random;

  RandomTrees(long seed) {
    random = new Random(seed);
  }

  SourceFile file() {
    Expression body = random.nextInt(3) == 0 ? block() : expression(6);
    TypeSyntax type = new TypeSyntax(
        name("index"), Optional.of(expression(2)), list(2, () -> expression(2)), false, SPAN);
    Declaration.Argument argument = new Declaration.Argument(name("text"), type, maybe(() -> expression(3)), SPAN);
    return new SourceFile(SPAN.source(), List.of(), List.of(), List.of(
        new Declaration.Function("", name("f"), List.of(argument), maybe(() -> type), body, SPAN)));
  }

  private Expression block() {
    List<Expression.Let> lets = list(4, () ->
        new Expression.Let(list(1, () -> name("a" + random.nextInt(3))), expression(4), SPAN));
    return new Expression.Block(lets.stream().filter(let -> !let.names().isEmpty()).toList(), expression(5), SPAN);
  }

  Expression expression(int depth) {
    Supplier<Expression> inner = () -> expression(depth - 1);
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(14)) {
      case 0 -> new Expression.Reference(name("x" + random.nextInt(4)), SPAN);
      case 1 -> new Expression.Number(List.of("0", "12", "0.5", "1e-3").get(random.nextInt(4)), SPAN);
      case 2 -> new Expression.Bool(random.nextBoolean(), SPAN);
      case 3 -> new Expression.Unary(
          UnaryOperator.values()[random.nextInt(UnaryOperator.values().length)], inner.get(), SPAN);
      case 4 -> new Expression.Call(callee(inner), list(3, () -> argument(inner)), SPAN);
      case 5 -> new Expression.Member(inner.get(), name(random.nextBoolean() ? "last" : "state"), SPAN);
      case 6 -> new Expression.Index(inner.get(), List.of(inner.get(), inner.get()), SPAN);
      case 7 -> new Expression.Conditional(inner.get(), inner.get(), inner.get(), SPAN);
      case 8 -> new Expression.Carry(
          new Expression.Call(new Expression.Reference(name("f"), SPAN), list(3, () -> argument(inner)), SPAN), SPAN);
      case 9 -> new Expression.Run(name("f"), list(3, () -> argument(inner)), list(3, () -> clause(inner)), SPAN);
      default -> new Expression.Binary(
          BinaryOperator.values()[random.nextInt(BinaryOperator.values().length)],
          inner.get(), inner.get(), SPAN, SPAN);
    };
  }

  private Expression.Clause clause(Supplier<Expression> inner) {
    Expression.ClauseKind kind = Expression.ClauseKind.values()[random.nextInt(Expression.ClauseKind.values().length)];
    Expression value = kind == Expression.ClauseKind.OVER ? new Expression.Reference(name("T"), SPAN) : inner.get();
    return new Expression.Clause(kind, value, SPAN);
  }

  /** Anything that may be called: not a number. */
  private Expression callee(Supplier<Expression> inner) {
    Expression callee = inner.get();
    return callee instanceof Expression.Number || callee instanceof Expression.Bool
        ? new Expression.Reference(name("f"), SPAN) : callee;
  }

  private Expression.CallArgument argument(Supplier<Expression> inner) {
    return new Expression.CallArgument(maybe(() -> name("n")), inner.get(), maybe(() -> name("T")), SPAN);
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(int atMost, Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    for (int i = random.nextInt(atMost + 1); i > 0; i--) {
      elements.add(element.get());
    }
    return elements;
  }

  private static Name name(String text) {
    return new Name(text, SPAN);
  }
}
