package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.schedule.Schedule;

/**
 * How a stream starts where that takes a program: from the arguments that do not come element by element, or from
 * parameters.
 */
final class StreamStart {

  private final CheckedFunction function;
  private final StreamSchedules stream;
  private final List<CheckedFunction.Argument> arguments;
  private final FunctionProgram program;
  private final ClassName state;
  private final String method;
  private final List<StreamPart> parts;

  StreamStart(CheckedFunction function, StreamSchedules stream, Schedule schedule, ClassName name, String of,
      ClassName state, String method, List<StreamPart> parts) {
    this.function = function;
    this.stream = stream;
    this.arguments = function.arguments().stream().filter(a -> !stream.elements().contains(a.name())).toList();
    CheckedFunction given = new CheckedFunction(CheckedFunction.Kind.STEP, function.name(), "", arguments,
        function.result(), true,
        function.body(), Set.of(), function.span());
    this.program = new FunctionProgram(given, schedule, name, of + " before its first step.");
    this.state = state;
    this.method = method;
    this.parts = parts;
  }

  FunctionProgram program() {
    return program;
  }

  void addTo(TypeSpec.Builder model) {
    model.addMethod(one());
    if (!arguments.isEmpty()) {
      model.addMethod(many()).addMethod(program.begin());
    }
    model.addMethod(take());
  }

  private MethodSpec.Builder start(boolean many) {
    MethodSpec.Builder start = MethodSpec.methodBuilder(method).addModifiers(PUBLIC)
        .returns(many ? list(state) : state)
        .addJavadoc(many ? "Many streams of {@code $L} before their first elements.\n"
            : "A stream of {@code $L} before its first element.\n",
            function.name());
    if (!arguments.isEmpty()) {
      start.addJavadoc("\n");
      arguments.forEach(a -> start.addJavadoc(
          "@param $L {@code $L}$L\n", JavaNames.argument(a.name()), a.type(),
          many ? " of each stream" : ", for the whole stream"));
      start.addJavadoc("@throws org.seqlang.tensor.InputException if an argument does not fit the model's sizes\n");
    }
    arguments.forEach(a -> start.addParameter(ParameterSpec.builder(
        many ? BorderTypes.many(a.type()) : BorderTypes.one(a.type()), JavaNames.argument(a.name())).build()));
    return start.addStatement("final $T program = $N.acquire()", program.name(), program.pool())
        .beginControlFlow("try");
  }

  private static TypeName list(TypeName of) {
    return ParameterizedTypeName.get(ClassName.get(List.class), of);
  }

  private CodeBlock release() {
    return CodeBlock.builder().nextControlFlow("finally").addStatement("$N.release(program)", program.pool())
        .endControlFlow().build();
  }

  private MethodSpec one() {
    CodeBlock passed = CodeBlock.join(arguments.stream()
        .map(a -> BorderTypes.batchOfOne(a.type(), JavaNames.argument(a.name()))).toList(), ", ");
    return start(false)
        .addStatement(arguments.isEmpty() ? CodeBlock.of("program.begin(1, 0L)")
            : CodeBlock.of("begin(program, 0L, $L)", passed))
        .addStatement("program.forward()").addStatement("return $N(program, 0)", method).addCode(release()).build();
  }

  private MethodSpec many() {
    CodeBlock passed = CodeBlock.join(
        arguments.stream().map(a -> CodeBlock.of("$N", JavaNames.argument(a.name()))).toList(), ", ");
    String started = JavaNames.free("started", arguments);
    String row = JavaNames.free("row", arguments);
    return start(true).addStatement("begin(program, 0L, $L)", passed).addStatement("program.forward()")
        .addStatement("final $T $N = new $T<>(program.examples())", list(state), started, ArrayList.class)
        .beginControlFlow("for (int $N = 0; $N < program.examples(); $N++)", row, row, row)
        .addStatement("$N.add($N(program, $N))", started, method, row).endControlFlow()
        .addStatement("return $N", started).addCode(release()).build();
  }

  private MethodSpec take() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < parts.size(); i++) {
      StreamPart part = parts.get(i);
      boolean constant = part.isState() && stream.states().get(i).constant().isPresent();
      code.add(",\n$L", constant ? part.filled(stream.states().get(i).constant().getAsDouble()) : part.take(program));
    }
    return MethodSpec.methodBuilder(method).addModifiers(PRIVATE).returns(state).addParameter(program.name(), "program")
        .addParameter(int.class, "row").addStatement("return new $T(0L$L)", state, code.build()).build();
  }
}
