package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;

/**
 * What users call to serve: one example, or a batch.
 *
 * <pre>
 * public float[] predict(int[] text) { … }
 * public Rows predict(List&lt;int[]&gt; text) { … }
 * </pre>
 */
final class EntryEmitter {

  private final CheckedFunction function;
  private final FunctionProgram program;
  private final CodeBlock note;

  /** @param note what the Javadoc says beside the entry's own documentation */
  EntryEmitter(CheckedFunction function, FunctionProgram program, CodeBlock note) {
    this.note = note;
    this.function = function;
    this.program = program;
  }

  void addTo(TypeSpec.Builder model) {
    model.addMethod(program.begin());
    model.addMethod(one());
    model.addMethod(many());
  }

  private MethodSpec one() {
    Type type = function.result();
    MethodSpec.Builder method = MethodSpec.methodBuilder(function.name()).addModifiers(PUBLIC)
        .returns(BorderTypes.one(type)).addJavadoc(FunctionDocumentation.of(function, false, note));
    function.arguments().forEach(
        a -> method.addParameter(ParameterSpec.builder(BorderTypes.one(a.type()), JavaNames.argument(a.name())).build()));
    List<CodeBlock> arguments =
        function.arguments().stream().map(a -> BorderTypes.batchOfOne(a.type(), JavaNames.argument(a.name()))).toList();
    return method.addCode(run(arguments, takeOne(type))).build();
  }

  private MethodSpec many() {
    Type type = function.result();
    MethodSpec.Builder method = MethodSpec.methodBuilder(function.name()).addModifiers(PUBLIC)
        .returns(BorderTypes.manyResults(type)).addJavadoc(FunctionDocumentation.of(function, true, note));
    function.arguments().forEach(
        a -> method.addParameter(ParameterSpec.builder(BorderTypes.many(a.type()), JavaNames.argument(a.name())).build()));
    List<CodeBlock> arguments = function.arguments().stream().map(a -> CodeBlock.of("$N", JavaNames.argument(a.name()))).toList();
    return method.addCode(run(arguments, takeMany(type))).build();
  }

  private CodeBlock run(List<CodeBlock> arguments, CodeBlock take) {
    return CodeBlock.builder()
        .addStatement("final $T program = $N.acquire()", program.name(), program.pool())
        .beginControlFlow("try")
        .addStatement("begin(program, 0L, $L)", CodeBlock.join(arguments, ", "))
        .addStatement("program.forward()")
        .addStatement("return $L", take)
        .nextControlFlow("finally")
        .addStatement("$N.release(program)", program.pool())
        .endControlFlow().build();
  }

  private String field() {
    return "program." + program.result(function.name());
  }

  private static String columns(Type type) {
    return Sizes.code(type.columns(), ParameterEmitter::accessor);
  }

  private String steps(Type type) {
    Symbol time = type.time().flatMap(Size::symbol).orElseThrow();
    return "program." + program.steps(time);
  }

  private CodeBlock takeOne(Type type) {
    boolean floats = type.element() instanceof Element.Float;
    if (BorderTypes.isRagged(type)) {
      if (floats && !BorderTypes.isSingle(type)) {
        return CodeBlock.of("$T.sequence($L, $L, $L, 0)", RuntimeNames.PACKING, field(), steps(type), columns(type));
      }
      return CodeBlock.of("$T.sequences($L, $L).get(0)", RuntimeNames.PACKING, field(), steps(type));
    }
    if (BorderTypes.isSingle(type)) {
      return CodeBlock.of("$L[0]", field());
    }
    return CodeBlock.of("$T.copyOf($L, $L)", java.util.Arrays.class, field(), columns(type));
  }

  private CodeBlock takeMany(Type type) {
    boolean floats = type.element() instanceof Element.Float;
    if (BorderTypes.isRagged(type)) {
      return floats && !BorderTypes.isSingle(type)
          ? CodeBlock.of("$T.ragged($L, $L, $L)", RuntimeNames.PACKING, field(), steps(type), columns(type))
          : CodeBlock.of("$T.sequences($L, $L)", RuntimeNames.PACKING, field(), steps(type));
    }
    String examples = "program.examples()";
    if (BorderTypes.isSingle(type)) {
      return CodeBlock.of("$T.copyOf($L, $L)", java.util.Arrays.class, field(), examples);
    }
    return CodeBlock.of("$T.rows($L, $L, $L)", RuntimeNames.PACKING, field(), examples, columns(type));
  }
}
