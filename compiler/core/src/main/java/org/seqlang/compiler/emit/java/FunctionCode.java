package org.seqlang.compiler.emit.java;

import static org.seqlang.compiler.emit.java.RuntimeNames.POINTWISE;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.seqlang.compiler.ir.ScalarFunction;

/** Scalar functions as Java expressions. */
final class FunctionCode {

  private FunctionCode() {}

  static CodeBlock apply(ScalarFunction function, List<CodeBlock> x) {
    return switch (function) {
      case ADD -> CodeBlock.of("($L + $L)", x.get(0), x.get(1));
      case SUBTRACT -> CodeBlock.of("($L - $L)", x.get(0), x.get(1));
      case MULTIPLY -> CodeBlock.of("$L * $L", x.get(0), x.get(1));
      case DIVIDE -> CodeBlock.of("($L / $L)", x.get(0), x.get(1));
      case NEGATE -> CodeBlock.of("(-$L)", x.get(0));
      case SQUARE -> CodeBlock.of("$L * $L", x.get(0), x.get(0));
      case RECIPROCAL -> CodeBlock.of("(1.0f / $L)", x.get(0));
      case MAXIMUM -> CodeBlock.of("$T.max($L, $L)", Math.class, x.get(0), x.get(1));
      case MINIMUM -> CodeBlock.of("$T.min($L, $L)", Math.class, x.get(0), x.get(1));
      case RELU -> CodeBlock.of("$T.max($L, 0.0f)", Math.class, x.get(0));
      case ABS -> CodeBlock.of("$T.abs($L)", Math.class, x.get(0));
      case SIGN -> CodeBlock.of("$T.signum($L)", Math.class, x.get(0));
      case SQRT -> CodeBlock.of("(float) $T.sqrt($L)", Math.class, x.get(0));
      case SIN -> CodeBlock.of("(float) $T.sin($L)", Math.class, x.get(0));
      case COS -> CodeBlock.of("(float) $T.cos($L)", Math.class, x.get(0));
      case POWER -> CodeBlock.of("(float) $T.pow($L, $L)", Math.class, x.get(0), x.get(1));
      case EXP, LOG, TANH, SIGMOID -> CodeBlock.of("$T.$L($L)", POINTWISE, name(function), x.get(0));
      case SOFTPLUS, ERF -> CodeBlock.of("$T.$L($L)", RuntimeNames.SPECIAL_FUNCTIONS, name(function), x.get(0));
      case EQUAL -> CodeBlock.of("($L == $L)", x.get(0), x.get(1));
      case NOT_EQUAL -> CodeBlock.of("($L != $L)", x.get(0), x.get(1));
      case LESS -> CodeBlock.of("($L < $L)", x.get(0), x.get(1));
      case LESS_EQUAL -> CodeBlock.of("($L <= $L)", x.get(0), x.get(1));
      case GREATER -> CodeBlock.of("($L > $L)", x.get(0), x.get(1));
      case GREATER_EQUAL -> CodeBlock.of("($L >= $L)", x.get(0), x.get(1));
      case AND -> CodeBlock.of("($L && $L)", x.get(0), x.get(1));
      case OR -> CodeBlock.of("($L || $L)", x.get(0), x.get(1));
      case NOT -> CodeBlock.of("(!$L)", x.get(0));
      case WHERE -> CodeBlock.of("($L ? $L : $L)", x.get(0), x.get(1), x.get(2));
      case TO_FLOAT -> CodeBlock.of("(float) $L", x.get(0));
    };
  }

  /** The name of the runtime's function. */
  static String name(ScalarFunction function) {
    return function.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A number as a float literal. */
  static String literal(double value) {
    float f = (float) value;
    if (Float.isNaN(f)) {
      return "Float.NaN";
    }
    if (Float.isInfinite(f)) {
      return f > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    return f < 0 || (f == 0 && 1 / f < 0) ? "(" + f + "f)" : f + "f";
  }
}
