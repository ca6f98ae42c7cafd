package org.seqlang.grammar;

import java.util.List;
import java.util.stream.Collectors;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.TypeSyntax;

/** Writes expressions and types, with the parentheses that they need and no others. Sizes and steps are set tight. */
final class ExpressionPrinter {

  /** How tightly an expression holds together; an operand that is looser than its place allows needs parentheses. */
  private enum Level { CONDITIONAL, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER, POSTFIX }

  private static final ExpressionPrinter WIDE = new ExpressionPrinter(" ");
  private static final ExpressionPrinter TIGHT = new ExpressionPrinter("");

  private final String space;

  private ExpressionPrinter(String space) {
    this.space = space;
  }

  static String print(Expression expression) {
    return WIDE.at(Level.CONDITIONAL, expression);
  }

  static String print(TypeSyntax type) {
    return type.element() + type.bound().map(bound -> "<" + TIGHT.at(Level.SUM, bound) + ">").orElse("")
        + (type.open() ? "[?]" : type.dimensions().isEmpty() ? "" : "[" + list(type.dimensions(), Level.SUM) + "]");
  }

  private static String list(List<Expression> expressions, Level level) {
    return expressions.stream().map(e -> TIGHT.at(level, e)).collect(Collectors.joining(", "));
  }

  private String at(Level place, Expression expression) {
    String text = text(expression);
    return level(expression).compareTo(place) < 0 ? "(" + text + ")" : text;
  }

  private String text(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return number.text();
    }
    if (expression instanceof Expression.Bool bool) {
      return Boolean.toString(bool.value());
    }
    if (expression instanceof Expression.Reference reference) {
      return reference.name().text();
    }
    if (expression instanceof Expression.Unary unary) {
      return unary.operator() == UnaryOperator.NOT
          ? "not " + at(Level.NOT, unary.operand()) : "-" + at(Level.UNARY, unary.operand());
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expression.Call call) {
      return at(Level.POSTFIX, call.callee())
          + call.arguments().stream().map(ExpressionPrinter::argument).collect(Collectors.joining(", ", "(", ")"));
    }
    if (expression instanceof Expression.Carry carry) {
      return "carry " + text(carry.run());
    }
    if (expression instanceof Expression.Member member) {
      String target = at(Level.POSTFIX, member.target());
      // The point of `1.last` would be the number's.
      return (member.target() instanceof Expression.Number ? "(" + target + ")" : target) + "." + member.name();
    }
    if (expression instanceof Expression.Index index) {
      return at(Level.POSTFIX, index.target()) + "[" + list(index.indices(), Level.CONDITIONAL) + "]";
    }
    if (expression instanceof Expression.Run run) {
      return run(run);
    }
    if (expression instanceof Expression.Conditional conditional) {
      return "if " + at(Level.CONDITIONAL, conditional.condition())
          + " then " + at(Level.CONDITIONAL, conditional.whenTrue())
          + " else " + at(Level.CONDITIONAL, conditional.whenFalse());
    }
    throw new IllegalStateException("no text for " + expression);
  }

  /** A comma between clauses, but before {@code over} and {@code normalize}; a run within a clause in parentheses. */
  private String run(Expression.Run run) {
    StringBuilder text = new StringBuilder("run " + run.step());
    if (!run.arguments().isEmpty()) {
      text.append(run.arguments().stream().map(ExpressionPrinter::argument).collect(Collectors.joining(", ", "(", ")")));
    }
    boolean first = true;
    for (Expression.Clause clause : run.clauses()) {
      boolean joined = first || clause.kind() == Expression.ClauseKind.OVER
          || clause.kind() == Expression.ClauseKind.NORMALIZE;
      text.append(joined ? " " : ", ").append(clause.kind().words()).append(' ').append(at(Level.OR, clause.value()));
      first = false;
    }
    return text.toString();
  }

  private String binary(Expression.Binary binary) {
    BinaryOperator operator = binary.operator();
    Level level = level(operator);
    Level left = switch (level) {
      case COMPARISON -> Level.SUM;
      case POWER -> Level.POSTFIX;
      default -> level;
    };
    Level right = switch (level) {
      case POWER -> Level.UNARY;
      default -> Level.values()[level.ordinal() + 1];
    };
    boolean word = operator == BinaryOperator.AND || operator == BinaryOperator.OR;
    String around = word ? " " : level == Level.POWER ? "" : space;
    return at(left, binary.left()) + around + operator.symbol() + around + at(right, binary.right());
  }

  private static String argument(Expression.CallArgument argument) {
    return argument.name().map(name -> name + " = ").orElse("")
        + (argument.over().isPresent() ? WIDE.at(Level.OR, argument.value()) : print(argument.value()))
        + argument.over().map(size -> " over " + size).orElse("");
  }

  private static Level level(Expression expression) {
    if (expression instanceof Expression.Conditional || expression instanceof Expression.Run) {
      return Level.CONDITIONAL;
    }
    if (expression instanceof Expression.Unary unary) {
      return unary.operator() == UnaryOperator.NOT ? Level.NOT : Level.UNARY;
    }
    return expression instanceof Expression.Binary binary ? level(binary.operator()) : Level.POSTFIX;
  }

  private static Level level(BinaryOperator operator) {
    return switch (operator) {
      case OR -> Level.OR;
      case AND -> Level.AND;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> Level.COMPARISON;
      case ADD, SUBTRACT -> Level.SUM;
      case MULTIPLY, DIVIDE, MATMUL -> Level.PRODUCT;
      case POWER -> Level.POWER;
    };
  }
}
