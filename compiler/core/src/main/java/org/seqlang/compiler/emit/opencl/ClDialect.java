package org.seqlang.compiler.emit.opencl;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Locale;
import org.seqlang.compiler.emit.loop.Dialect;
import org.seqlang.compiler.ir.ScalarFunction;

/** OpenCL C; the functions {@code seq_…} and the macros are in the prelude that the runtime puts before each file. */
enum ClDialect implements Dialect {
  INSTANCE;

  @Override
  public String constant() {
    return "const";
  }

  @Override
  public String truth() {
    return "int";
  }

  @Override
  public CodeBlock apply(ScalarFunction function, List<CodeBlock> x) {
    return switch (function) {
      case ADD -> binary("+", x);
      case SUBTRACT -> binary("-", x);
      case MULTIPLY -> binary("*", x);
      case DIVIDE -> binary("/", x);
      case EQUAL -> binary("==", x);
      case NOT_EQUAL -> binary("!=", x);
      case LESS -> binary("<", x);
      case LESS_EQUAL -> binary("<=", x);
      case GREATER -> binary(">", x);
      case GREATER_EQUAL -> binary(">=", x);
      case AND -> binary("&&", x);
      case OR -> binary("||", x);
      case NOT -> CodeBlock.of("(!$L)", x.get(0));
      case NEGATE -> CodeBlock.of("(-$L)", x.get(0));
      case SQUARE -> CodeBlock.of("($L * $L)", x.get(0), x.get(0));
      case RECIPROCAL -> CodeBlock.of("(1.0f / $L)", x.get(0));
      case MAXIMUM -> CodeBlock.of("seq_max($L, $L)", x.get(0), x.get(1));
      case MINIMUM -> CodeBlock.of("seq_min($L, $L)", x.get(0), x.get(1));
      case RELU -> CodeBlock.of("seq_max($L, 0.0f)", x.get(0));
      case ABS -> CodeBlock.of("fabs($L)", x.get(0));
      case POWER -> CodeBlock.of("pow($L, $L)", x.get(0), x.get(1));
      case SIGN, SQRT, SIN, COS, LOG, ERF -> CodeBlock.of("$L($L)", name(function), x.get(0));
      case EXP, TANH, SIGMOID, SOFTPLUS -> CodeBlock.of("seq_$L($L)", name(function), x.get(0));
      case WHERE -> CodeBlock.of("($L ? $L : $L)", x.get(0), x.get(1), x.get(2));
      case TO_FLOAT -> CodeBlock.of("(float) ($L)", x.get(0));
    };
  }

  private static CodeBlock binary(String operator, List<CodeBlock> x) {
    return CodeBlock.of("($L $L $L)", x.get(0), operator, x.get(1));
  }

  private static String name(ScalarFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String literal(double value) {
    float f = (float) value;
    if (Float.isNaN(f)) {
      return "NAN";
    }
    if (Float.isInfinite(f)) {
      return f > 0 ? "INFINITY" : "(-INFINITY)";
    }
    return f < 0 || (f == 0 && 1 / f < 0) ? "(" + f + "f)" : f + "f";
  }

  @Override
  public CodeBlock smaller(String a, String b) {
    return CodeBlock.of("min($L, $L)", a, b);
  }

  @Override
  public CodeBlock larger(String a, String b) {
    return CodeBlock.of("max($L, $L)", a, b);
  }

  @Override
  public CodeBlock randomRow(int site, String example, String step) {
    return CodeBlock.of("seq_row(run, $L, $L, $L)", site, example, step);
  }

  @Override
  public CodeBlock keep(String key, String column, CodeBlock rate) {
    return CodeBlock.of("seq_keep($L, $L, $L)", key, column, rate);
  }

  @Override
  public CodeBlock sum(String array, String start, String length) {
    return CodeBlock.of("seq_sum($N + $L, $L)", array, start, length);
  }

  @Override
  public CodeBlock largest(String array, String start, String length) {
    return CodeBlock.of("seq_largest($N + $L, $L)", array, start, length);
  }

  @Override
  public CodeBlock dot(String left, String leftStart, String right, String rightStart, String length) {
    return CodeBlock.of("seq_dot($L + $L, $L + $L, $L)", left, leftStart, right, rightStart, length);
  }

  @Override
  public String rows(String width) {
    return "for (int r = from + ROW(" + width + "); r < to; r += ROWS(" + width + "))";
  }

  @Override
  public String loop(String name, String count, boolean dealt) {
    return dealt ? "WIDE for (int " + name + " = COLUMN(" + count + "); " + name + " < " + count + "; " + name + " += COLUMNS(" + count + "))"
        : "for (int " + name + " = 0; " + name + " < " + count + "; " + name + "++)";
  }

  @Override
  public String column(String name, String begin, String end) {
    String first = begin.equals("0") ? "LANE" : begin + " + LANE";
    return "for (int " + name + " = " + first + "; " + name + " < " + end + "; " + name + " += LANES)";
  }
}
