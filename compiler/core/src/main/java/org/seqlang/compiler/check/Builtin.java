package org.seqlang.compiler.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.ScalarFunction;

/** The functions that are built in; everything else is written in the language. */
enum Builtin {
  TANH(1), SIGMOID(1), RELU(1), EXP(1), LOG(1), SQRT(1), ABS(1), SIGN(1), SQUARE(1), SOFTPLUS(1), SIN(1), COS(1),
      ERF(1),
  MAXIMUM(2), MINIMUM(2), WHERE(3), FLOAT(1), SIZE(1),
  SPLIT(2), SLICE(3), CONCAT(-2), STACK(-2), RESHAPE(-2),
  SUM(1), MEAN(1), MAX(1), ARGMAX(1), LAST(1), FIRST(1),
  ROWS(2), PICK(2), DROPOUT(2), VARIATIONAL_DROPOUT(2), BATCH_SUM(1), RUNNING(3), STOP_GRADIENT(1), GRAD(2);

  private static final Map<String, Builtin> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Builtin::text, Function.identity()));

  private final int arity;

  Builtin(int arity) {
    this.arity = arity;
  }

  /** As written. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takes(int arguments) {
    return arity < 0 ? arguments >= -arity : arguments == arity;
  }

  /** In words: {@code 2 arguments}. */
  String arguments() {
    int count = Math.abs(arity);
    return (arity < 0 ? "at least " : "") + count + (count == 1 ? " argument" : " arguments");
  }

  /** Whether it is applied along a dimension that {@code over} can name. */
  boolean takesOver() {
    return switch (this) {
      case SUM, MEAN, MAX, ARGMAX, LAST, FIRST -> true;
      default -> false;
    };
  }

  static Optional<Builtin> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Builtin::text).toList();
  }

  /** The scalar function of one argument that has this name. */
  static Optional<ScalarFunction> elementwise(String name) {
    return named(name).flatMap(Builtin::elementwise);
  }

  Optional<ScalarFunction> elementwise() {
    return switch (this) {
      case TANH -> Optional.of(ScalarFunction.TANH);
      case SIGMOID -> Optional.of(ScalarFunction.SIGMOID);
      case RELU -> Optional.of(ScalarFunction.RELU);
      case EXP -> Optional.of(ScalarFunction.EXP);
      case LOG -> Optional.of(ScalarFunction.LOG);
      case SQRT -> Optional.of(ScalarFunction.SQRT);
      case ABS -> Optional.of(ScalarFunction.ABS);
      case SIGN -> Optional.of(ScalarFunction.SIGN);
      case SQUARE -> Optional.of(ScalarFunction.SQUARE);
      case SOFTPLUS -> Optional.of(ScalarFunction.SOFTPLUS);
      case SIN -> Optional.of(ScalarFunction.SIN);
      case COS -> Optional.of(ScalarFunction.COS);
      case ERF -> Optional.of(ScalarFunction.ERF);
      default -> Optional.empty();
    };
  }
}
