package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Set;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;

/**
 * One part of a stream's state, as a component of its record.
 *
 * @param name in the programs: {@code encoder.h_l0}
 * @param isState whether each step leaves a new one; else it is kept
 */
record StreamPart(String name, Type type, boolean isState) {

  /** Methods that every state has. */
  private static final Set<String> TAKEN = Set.of("steps", "toBytes", "save");

  /** {@code encoder_h_l0}. */
  String component() {
    String plain = JavaNames.argument(name);
    return TAKEN.contains(plain) ? plain + "_" : plain;
  }

  boolean isFloat() {
    return type.element() instanceof Element.Float;
  }

  ClassName javaType() {
    return isFloat() ? RuntimeNames.FLOATS : RuntimeNames.INTS;
  }

  /** How many numbers it has, or a step of it has. */
  String columns() {
    return Sizes.code(type.columns(), ParameterEmitter::accessor);
  }

  /** The same as a factor. */
  String factor() {
    return Sizes.factor(type.columns(), ParameterEmitter::accessor);
  }

  boolean isRagged() {
    return type.time().isPresent();
  }

  /** {@code Floats.filled(sizes.hidden(), 0.0f)}. */
  CodeBlock filled(double number) {
    return CodeBlock.of("$T.filled($L, $L)", javaType(), columns(),
        isFloat() ? FunctionCode.literal(number) : String.valueOf((long) number));
  }

  /** {@code Floats.row(program.h, row, sizes.hidden())}: what a program has made for a row. */
  CodeBlock take(FunctionProgram program) {
    String field = "program." + program.result(name);
    return isRagged() ? CodeBlock.of("$T.sequence($L, $L, row, $L)", javaType(), field, steps(program), columns())
        : CodeBlock.of("$T.row($L, row, $L)", javaType(), field, columns());
  }

  /** {@code state.h().toRow(program.h, i, sizes.hidden(), "h")}: what a program is given for row {@code i}. */
  CodeBlock give(FunctionProgram program, String state, String i) {
    CodeBlock bound = isFloat() ? CodeBlock.of("") : CodeBlock.of("$L, ", bound());
    String field = "program." + program.input(name);
    return isRagged()
        ? CodeBlock.of("$N.$N().toSequence($L, $L, $N, $L, $L$S)", state, component(), field, steps(program), i,
            columns(), bound, name)
        : CodeBlock.of("$N.$N().toRow($L, $N, $L, $L$S)", state, component(), field, i, columns(), bound, name);
  }

  private String steps(FunctionProgram program) {
    return "program." + program.steps(type.time().flatMap(Size::symbol).orElseThrow());
  }

  private String bound() {
    if (type.element() instanceof Element.Index index) {
      return Sizes.code(index.bound(), ParameterEmitter::accessor);
    }
    return type.element() instanceof Element.Bool ? "2" : "Integer.MAX_VALUE";
  }

  /** {@code from.floats("h", sizes.hidden())}. */
  CodeBlock read() {
    String method = isFloat() ? isRagged() ? "floatSequence" : "floats" : isRagged() ? "intSequence" : "ints";
    return CodeBlock.of("from.$L($S, $L)", method, name, columns());
  }
}
