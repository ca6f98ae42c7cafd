package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Initializer.Kind;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Initialisers: {@code uniform(1/sqrt(hidden))}, {@code normal(scale, zero_row = padding)}, {@code zeros}. */
final class InitializerChecker {

  private static final String ZERO_ROW = "zero_row";

  /** Fewest and most arguments. */
  private static final Map<String, List<Integer>> ARGUMENTS = Map.of(
      "uniform", List.of(1, 2), "normal", List.of(1, 1), "zeros", List.of(0, 0), "ones", List.of(0, 0),
      "constant", List.of(1, 1), "xavier_uniform", List.of(0, 0), "xavier_normal", List.of(0, 0),
      "kaiming_uniform", List.of(0, 0), "kaiming_normal", List.of(0, 0), "orthogonal", List.of(0, 1));

  private final Context context;

  InitializerChecker(Context context) {
    this.context = context;
  }

  static List<String> names() {
    return ARGUMENTS.keySet().stream().sorted().toList();
  }

  /**
   * The initialiser of a parameter, or zeros where there is an error or where a vector has none.
   *
   * @param type of the parameter; empty where that is an error of its own
   */
  Initializer check(Name parameter, Optional<Type> type, Optional<Expression> written) {
    if (written.isEmpty()) {
      if (type.isPresent() && type.get().rank() > 1) {
        context.report(StructureErrors.noInitializer(parameter, type.get()));
      }
      return Initializer.ZEROS;
    }
    Expression expression = written.get();
    if (expression instanceof Expression.Reference reference) {
      return check(reference.name(), List.of(), type, expression);
    } else if (expression instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee) {
      return check(callee.name(), call.arguments(), type, expression);
    }
    context.report(NameErrors.notAnInitializer(expression.span()));
    return Initializer.ZEROS;
  }

  private Initializer check(
      Name name, List<Expression.CallArgument> given, Optional<Type> type, Expression whole) {
    if (!ARGUMENTS.containsKey(name.text())) {
      context.report(NameErrors.unknownInitializer(name, names()));
      return Initializer.ZEROS;
    }
    List<RealExpression> arguments = new ArrayList<>();
    Optional<Size> zeroRow = Optional.empty();
    int count = 0;
    for (Expression.CallArgument argument : given) {
      if (argument.name().filter(n -> n.text().equals(ZERO_ROW)).isPresent()) {
        zeroRow = new SizeChecker(context, false).check(argument.value());
      } else if (argument.name().isPresent()) {
        context.report(NameErrors.unknownInitializerArgument(argument.name().get(), name));
      } else {
        count++;
        new RealChecker(context).check(argument.value()).ifPresent(arguments::add);
      }
    }
    List<Integer> range = ARGUMENTS.get(name.text());
    if (count < range.get(0) || count > range.get(1)) {
      context.report(StructureErrors.initializerArguments(name, range, count, whole.span()));
    } else if (needsMatrix(name.text()) && type.isPresent() && type.get().rank() < 2) {
      context.report(StructureErrors.initializerNeedsMatrix(name, type.get()));
    } else if (arguments.size() == count) {
      return complete(name.text(), arguments, zeroRow);
    }
    return Initializer.ZEROS;
  }

  private static boolean needsMatrix(String name) {
    return name.startsWith("xavier") || name.startsWith("kaiming") || name.equals("orthogonal");
  }

  private static Initializer complete(String name, List<RealExpression> given, Optional<Size> zeroRow) {
    return switch (name) {
      case "zeros" -> new Initializer(Kind.CONSTANT, List.of(new RealExpression.Literal(0)), zeroRow);
      case "ones" -> new Initializer(Kind.CONSTANT, List.of(new RealExpression.Literal(1)), zeroRow);
      case "uniform" -> new Initializer(Kind.UNIFORM,
          given.size() == 2 ? given : List.of(new RealExpression.Negate(given.get(0)), given.get(0)), zeroRow);
      case "orthogonal" -> new Initializer(Kind.ORTHOGONAL,
          given.isEmpty() ? List.of(new RealExpression.Literal(1)) : given, zeroRow);
      default -> new Initializer(Kind.valueOf(name.toUpperCase(Locale.ROOT)), given, zeroRow);
    };
  }
}
