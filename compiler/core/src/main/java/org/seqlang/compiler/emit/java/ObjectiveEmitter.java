package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.ir.Type;

/** What is trained: a record of an example, and the objective over lists of it. */
final class ObjectiveEmitter {

  private final CheckedFunction function;
  private final FunctionProgram gradient;
  private final FunctionProgram served;
  private final CarryEmitter carry;
  private final CodeBlock keep;
  private final ClassName example;
  private final TypeName batch;
  private final List<CheckedFunction.Argument> arguments;
  private final List<CheckedFunction.Argument> reals;

  ObjectiveEmitter(CheckedFunction function, FunctionProgram gradient, FunctionProgram served, ClassName model,
      CodeBlock keep) {
    this.arguments = function.arguments().stream().filter(a -> !a.real()).toList();
    this.reals = function.arguments().stream().filter(CheckedFunction.Argument::real).toList();
    this.keep = keep;
    this.function = function;
    this.gradient = gradient;
    this.served = served;
    this.carry = new CarryEmitter(gradient);
    this.example = model.nestedClass(capitalized(function.name()));
    this.batch = ParameterizedTypeName.get(ClassName.get(List.class), example);
  }

  static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** @param forced the same where all teachers' ratios are 1 */
  void addTo(TypeSpec.Builder model, Optional<ObjectiveEmitter> forced) {
    model.addType(exampleRecord());
    ClassName type = example.peerClass(example.simpleName() + "Objective");
    if (reals.stream().allMatch(real -> real.defaultValue().isPresent())) {
      CodeBlock made = reals.isEmpty() ? CodeBlock.of("new $T()", type)
          : CodeBlock.of("$N($L)", function.name(), reals.stream()
              .map(real -> CodeBlock.of("$L", real.defaultValue().orElseThrow().value())).collect(CodeBlock.joining(", ")));
      model.addMethod(method().addStatement("return $L", made).build());
    }
    if (!reals.isEmpty()) {
      model.addMethod(withReals(type, forced));
    }
    addTo(model, type);
    forced.ifPresent(other -> other.addTo(model, forcedType()));
  }

  private void addTo(TypeSpec.Builder model, ClassName type) {
    model.addMethod(gradient.begin());
    model.addMethod(served.begin());
    model.addType(objective(type));
  }

  private ClassName forcedType() {
    return example.peerClass(example.simpleName() + "ForcedObjective");
  }

  private MethodSpec.Builder method() {
    return MethodSpec.methodBuilder(function.name()).addModifiers(PUBLIC)
        .addJavadoc("$L\n\n@return the objective, to give to a trainer\n", documentation())
        .returns(ParameterizedTypeName.get(carry.type(), example));
  }

  /**
   * With numbers of the caller's:
   *
   * <pre>
   * public Objective&lt;Train&gt; train(double ratio) {
   *   Program.requireRatio("ratio", ratio);
   *   return ratio == 1.0 ? new TrainForcedObjective(ratio) : new TrainObjective(ratio);
   * }
   * </pre>
   */
  private MethodSpec withReals(ClassName type, Optional<ObjectiveEmitter> forced) {
    MethodSpec.Builder method = method();
    CodeBlock names = reals.stream().map(real -> CodeBlock.of("$N", JavaNames.argument(real.name())))
        .collect(CodeBlock.joining(", "));
    reals.forEach(real -> method.addParameter(double.class, JavaNames.argument(real.name())));
    List<String> ratios = reals.stream()
        .filter(real -> forced.isPresent() && gradient.reads(real) && !forced.get().gradient.reads(real))
        .map(real -> JavaNames.argument(real.name())).toList();
    ratios.forEach(ratio -> method.addStatement("$T.requireRatio($S, $N)", RuntimeNames.PROGRAM, ratio, ratio));
    if (!ratios.isEmpty()) {
      method.addJavadoc("@throws IllegalArgumentException if a ratio is not from 0 to 1\n");
      CodeBlock ones = ratios.stream().map(ratio -> CodeBlock.of("$N == 1.0", ratio))
          .collect(CodeBlock.joining(" && "));
      return method.addStatement("return $L ? new $T($L) : new $T($L)", ones, forcedType(), names, type, names).build();
    }
    return method.addStatement("return new $T($L)", type, names).build();
  }

  private String documentation() {
    return function.documentation().isBlank()
        ? "The model's objective {@code " + function.name() + "}." : function.documentation().strip();
  }

  private TypeSpec exampleRecord() {
    MethodSpec.Builder header = MethodSpec.constructorBuilder();
    TypeSpec.Builder record = TypeSpec.recordBuilder(example.simpleName()).addModifiers(PUBLIC)
        .addJavadoc("An example of {@link #$L()}.\n\n", function.name());
    for (CheckedFunction.Argument argument : arguments) {
      header.addParameter(BorderTypes.one(argument.type()), JavaNames.argument(argument.name()));
      record.addJavadoc("@param $L {@code $L}\n", JavaNames.argument(argument.name()), argument.type());
    }
    return record.recordConstructor(header.build()).build();
  }

  private TypeSpec objective(ClassName type) {
    TypeSpec.Builder objective = TypeSpec.classBuilder(type.simpleName()).addModifiers(PRIVATE, FINAL)
        .addSuperinterface(ParameterizedTypeName.get(carry.type(), example));
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    for (CheckedFunction.Argument real : reals) {
      String name = JavaNames.argument(real.name());
      objective.addField(double.class, name, PRIVATE, FINAL);
      constructor.addParameter(double.class, name).addStatement("this.$N = $N", name, name);
    }
    if (!reals.isEmpty()) {
      objective.addMethod(constructor.build());
    }
    if (carry.carries()) {
      carry.addTo(objective);
    }
    return objective
        .addMethod(overriding("parameters", RuntimeNames.PARAMETERS).addStatement("return parameters").build())
        .addMethod(train()).addMethod(evaluate()).addMethod(length()).build();
  }

  private static MethodSpec.Builder overriding(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(PUBLIC).returns(returns);
  }

  private MethodSpec train() {
    String loss = "program." + gradient.result(function.name());
    String seed = "program." + gradient.seed(function.name());
    return overriding("train", TypeName.DOUBLE).addParameter(batch, "batch").addParameter(long.class, "seed")
        .addStatement("final $T program = $N.acquire()", gradient.name(), gradient.pool())
        .beginControlFlow("try").addCode(begin("seed")).addCode(gradient.reals()).addCode(carry.read(gradient))
        .addStatement("program.forward()")
        .addStatement("$T.fill($L, 0, batch.size(), 1.0f / batch.size())", Arrays.class, seed)
        .addStatement("program.backward()").addCode(carry.write(gradient)).addCode(keep)
        .addStatement("return $T.mean($L, batch.size())", RuntimeNames.PROGRAM, loss)
        .nextControlFlow("finally").addStatement("$N.release(program)", gradient.pool()).endControlFlow().build();
  }

  private MethodSpec evaluate() {
    String loss = "program." + served.result(function.name());
    return overriding("evaluate", TypeName.DOUBLE).addParameter(batch, "batch")
        .addStatement("final $T program = $N.acquire()", served.name(), served.pool())
        .beginControlFlow("try").addCode(begin("0L")).addCode(served.reals()).addCode(carry.read(served))
        .addStatement("program.forward()").addCode(carry.write(served))
        .addStatement("return $T.mean($L, batch.size())", RuntimeNames.PROGRAM, loss)
        .nextControlFlow("finally").addStatement("$N.release(program)", served.pool()).endControlFlow().build();
  }

  private CodeBlock begin(String seed) {
    List<CodeBlock> columns = new ArrayList<>();
    for (CheckedFunction.Argument argument : arguments) {
      columns.add(column(argument));
    }
    return CodeBlock.builder().addStatement("begin(program, $L,\n$L)", seed, CodeBlock.join(columns, ",\n")).build();
  }

  /** One argument of all examples. */
  private CodeBlock column(CheckedFunction.Argument argument) {
    Type type = argument.type();
    boolean array = !BorderTypes.isRagged(type) && BorderTypes.isSingle(type);
    if (array && BorderTypes.one(type).equals(TypeName.FLOAT)) {
      return CodeBlock.of("$T.floats(batch, $T::$N)", RuntimeNames.PROGRAM, example, JavaNames.argument(argument.name()));
    }
    return array ? CodeBlock.of("batch.stream().mapToInt($T::$N).toArray()", example, JavaNames.argument(argument.name()))
        : CodeBlock.of("batch.stream().map($T::$N).toList()", example, JavaNames.argument(argument.name()));
  }

  private MethodSpec length() {
    CodeBlock longest = CodeBlock.of("1");
    for (CheckedFunction.Argument argument : arguments) {
      if (BorderTypes.isRagged(argument.type())) {
        CodeBlock length = CodeBlock.of("example.$N().length", JavaNames.argument(argument.name()));
        longest = longest.toString().equals("1") ? length : CodeBlock.of("$T.max($L, $L)", Math.class, longest, length);
      }
    }
    return overriding("length", TypeName.INT).addParameter(ParameterSpec.builder(example, "example").build())
        .addStatement("return $L", longest).build();
  }
}
