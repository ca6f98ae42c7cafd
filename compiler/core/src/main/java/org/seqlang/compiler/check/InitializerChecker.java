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
  private static final String PLUS = "plus";
  private static final String TRAINED = "trained";
  private static final String MODE = "mode";
  private static final String CONSTANTS = "constants";

  /** Fewest and most arguments. */
  private static final Map<String, List<Integer>> ARGUMENTS = Map.ofEntries(
      entry("uniform", 1, 2), entry("normal", 1, 2), entry("zeros", 0, 0), entry("ones", 0, 0), entry("constant", 1, 1),
      entry(CONSTANTS, 1, 99),
      entry("xavier_uniform", 0, 1), entry("xavier_normal", 0, 1), entry("kaiming_uniform", 0, 1), entry("kaiming_normal", 0, 1),
      entry("orthogonal", 0, 1));

  private final Context context;

  InitializerChecker(Context context) {
    this.context = context;
  }

  private static Map.Entry<String, List<Integer>> entry(String name, int fewest, int most) {
    return Map.entry(name, List.of(fewest, most));
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
    List<RealExpression> plus = List.of();
    boolean out = false;
    boolean trained = true;
    int count = 0;
    for (Expression.CallArgument argument : given) {
      if (argument.name().filter(n -> n.text().equals(ZERO_ROW)).isPresent()) {
        zeroRow = new SizeChecker(context, false).check(argument.value());
      } else if (argument.name().filter(n -> n.text().equals(PLUS)).isPresent()) {
        plus = plus(argument.value());
      } else if (argument.name().filter(n -> n.text().equals(MODE)).isPresent() && name.text().startsWith("kaiming")) {
        out = fansOut(argument.value());
      } else if (argument.name().filter(n -> n.text().equals(TRAINED)).isPresent()) {
        trained = isTrue(argument.value());
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
    } else if (arguments.size() == count && blocksFit(name.text().equals(CONSTANTS) ? arguments : plus, type, whole)) {
      return complete(name.text() + (out ? "_out" : ""), arguments, zeroRow, plus, trained);
    }
    return Initializer.ZEROS;
  }

  /** {@code plus = constants(0, 1, 0, 0)}. */
  private List<RealExpression> plus(Expression written) {
    if (written instanceof Expression.Call call && call.callee() instanceof Expression.Reference callee
        && callee.name().text().equals(CONSTANTS)) {
      return call.arguments().stream()
          .flatMap(argument -> new RealChecker(context).check(argument.value()).stream()).toList();
    }
    context.report(NameErrors.notConstants(written.span()));
    return List.of();
  }

  private boolean fansOut(Expression written) {
    String mode = written instanceof Expression.Reference reference ? reference.name().text() : "";
    if (!mode.equals("fan_in") && !mode.equals("fan_out")) {
      context.report(NameErrors.unknownMode(written.span()));
    }
    return mode.equals("fan_out");
  }

  private boolean isTrue(Expression written) {
    if (new ConditionChecker(context).check(written) instanceof Condition.Literal literal) {
      return literal.value();
    }
    context.report(TypeErrors.trainedNotKnown(written.span()));
    return true;
  }

  /** Whether the rows are as many blocks as there are numbers. */
  private boolean blocksFit(List<RealExpression> blocks, Optional<Type> type, Expression whole) {
    if (blocks.isEmpty() || type.isEmpty()) {
      return true;
    }
    boolean fit = type.get().rank() > 0 && type.get().dim(0).dividedBy(blocks.size()).isPresent();
    if (!fit) {
      context.report(StructureErrors.blocks(blocks.size(), type.get(), whole.span()));
    }
    return fit;
  }

  private static boolean needsMatrix(String name) {
    return name.startsWith("xavier") || name.startsWith("kaiming") || name.equals("orthogonal");
  }

  private static Initializer complete(
      String name, List<RealExpression> given, Optional<Size> zeroRow, List<RealExpression> plus, boolean trained) {
    RealExpression zero = new RealExpression.Literal(0);
    RealExpression one = new RealExpression.Literal(1);
    Kind kind = switch (name) {
      case "zeros", "ones", CONSTANTS -> Kind.CONSTANT;
      default -> Kind.valueOf(name.toUpperCase(Locale.ROOT));
    };
    List<RealExpression> arguments = switch (name) {
      case "zeros", CONSTANTS -> List.of(zero);
      case "ones" -> List.of(one);
      case "uniform" -> given.size() == 2 ? given : List.of(new RealExpression.Negate(given.get(0)), given.get(0));
      case "normal" -> given.size() == 2 ? given : List.of(zero, given.get(0));
      case "orthogonal", "xavier_uniform", "xavier_normal" -> given.isEmpty() ? List.of(one) : given;
      default -> given.isEmpty() ? List.of(new RealExpression.Sqrt(new RealExpression.Literal(2))) : given;
    };
    return new Initializer(kind, arguments, zeroRow, name.equals(CONSTANTS) ? given : plus, trained);
  }
}
