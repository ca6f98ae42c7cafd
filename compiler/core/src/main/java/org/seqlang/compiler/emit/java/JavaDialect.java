package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.seqlang.compiler.emit.loop.Dialect;
import org.seqlang.compiler.ir.ScalarFunction;

/** Java over plain arrays; the rows of a launch are divided among threads before its method is called. */
enum JavaDialect implements Dialect {
  INSTANCE;

  @Override
  public String constant() {
    return "final";
  }

  @Override
  public String truth() {
    return "boolean";
  }

  @Override
  public CodeBlock apply(ScalarFunction function, List<CodeBlock> operands) {
    return FunctionCode.apply(function, operands);
  }

  @Override
  public String literal(double value) {
    return FunctionCode.literal(value);
  }

  @Override
  public CodeBlock smaller(String a, String b) {
    return CodeBlock.of("Math.min($L, $L)", a, b);
  }

  @Override
  public CodeBlock larger(String a, String b) {
    return CodeBlock.of("Math.max($L, $L)", a, b);
  }

  @Override
  public CodeBlock randomRow(int site, String example, String step) {
    return CodeBlock.of("$T.row(seed, $L, $L, $L)", RuntimeNames.RANDOMNESS, site, example, step);
  }

  @Override
  public CodeBlock keep(String key, String column, CodeBlock rate) {
    return CodeBlock.of("$T.keep($N, $L, $L)", RuntimeNames.RANDOMNESS, key, column, rate);
  }

  @Override
  public CodeBlock sum(String array, String start, String length) {
    return CodeBlock.of("$T.functions().sum($N, $L, $L)", RuntimeNames.KERNELS, array, start, length);
  }

  @Override
  public CodeBlock largest(String array, String start, String length) {
    return CodeBlock.of("$T.functions().max($N, $L, $L)", RuntimeNames.KERNELS, array, start, length);
  }

  @Override
  public CodeBlock dot(String left, String leftStart, String right, String rightStart, String length) {
    return CodeBlock.of("$T.dotFloat($N, $L, $N, $L, $L)", RuntimeNames.VECTORS, left, leftStart, right, rightStart, length);
  }

  @Override
  public String rows(String width) {
    return "for (int r = from; r < to; r++)";
  }

  @Override
  public String loop(String name, String count, boolean dealt) {
    return column(name, "0", count);
  }

  @Override
  public String column(String name, String begin, String end) {
    return "for (int " + name + " = " + begin + "; " + name + " < " + end + "; " + name + "++)";
  }
}
