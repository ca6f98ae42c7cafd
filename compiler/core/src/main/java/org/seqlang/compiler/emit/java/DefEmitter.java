package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;

/**
 * A def as one node of a tape, for losses that users write in Java:
 *
 * <pre>
 * public Variable logits(Tape tape, long seed, List&lt;int[]&gt; text) { … }
 * </pre>
 */
final class DefEmitter {

  private final CheckedFunction function;
  private final FunctionProgram program;

  DefEmitter(CheckedFunction function, FunctionProgram program) {
    this.function = function;
    this.program = program;
  }

  void addTo(TypeSpec.Builder model) {
    model.addMethod(program.begin());
    model.addMethod(method());
  }

  private MethodSpec method() {
    MethodSpec.Builder method = MethodSpec.methodBuilder(function.name()).addModifiers(PUBLIC)
        .returns(RuntimeNames.VARIABLE).addJavadoc(documentation())
        .addParameter(RuntimeNames.TAPE, "tape").addParameter(long.class, "seed");
    function.arguments().forEach(
        a -> method.addParameter(ParameterSpec.builder(BorderTypes.many(a.type()), JavaNames.argument(a.name())).build()));
    String arguments = function.arguments().stream().map(a -> JavaNames.argument(a.name())).collect(Collectors.joining(", "));
    Type type = function.result();
    String rows = type.time().isPresent()
        ? "program." + program.steps(type.time().flatMap(Size::symbol).orElseThrow()) + ".rows()" : "program.examples()";
    String columns = Sizes.factor(type.columns(), ParameterEmitter::accessor);
    return method.addStatement("final $T program = $N.acquire()", program.name(), program.pool())
        .addStatement("begin(program, seed, $L)", arguments)
        .addStatement("program.forward()")
        .addStatement("final $T result = $T.of($T.copyOf(program.$N, $L * $L), $L)", RuntimeNames.TENSOR, RuntimeNames.TENSOR,
            java.util.Arrays.class, program.result(function.name()), rows, columns, shape(type, rows, columns))
        .addCode(CodeBlock.builder()
            .beginControlFlow("return tape.function($T.of(), result, gradient ->", List.class)
            .addStatement("$T.arraycopy(gradient.values(), 0, program.$N, 0, gradient.values().length)", System.class,
                program.seed(function.name()))
            .addStatement("program.backward()")
            .addStatement("$N.release(program)", program.pool())
            .unindent().add("});\n").build())
        .build();
  }

  private static String shape(Type type, String rows, String columns) {
    return BorderTypes.isSingle(type) ? rows : rows + ", " + columns;
  }

  private CodeBlock documentation() {
    String text = function.documentation().isBlank()
        ? "The model's {@code " + function.name() + "}." : function.documentation().strip();
    CodeBlock.Builder doc = CodeBlock.builder().add("$L\n\n<p>For training with a loss of your own: dropout is on, and the "
        + "result is a node of the tape whose gradient goes on\nto the model's parameters.\n\n", text);
    doc.add("@param tape what records\n@param seed decides dropout\n");
    for (CheckedFunction.Argument argument : function.arguments()) {
      doc.add("@param $L {@code $L} of each example\n", JavaNames.argument(argument.name()), argument.type());
    }
    return doc.add("@return {@code $L} of each example$L\n", function.result(), function.result().time().isPresent()
        ? ", the valid steps as rows in the order of {@link org.seqlang.tensor.Steps}" : "").build();
  }
}
