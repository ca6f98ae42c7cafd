package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.schedule.Schedule;

/**
 * An entry that generates: methods for one example and for many, in the entry's own way and in any other.
 *
 * <pre>
 * public int[] translate(int[] s) { … }
 * public List&lt;int[]&gt; translate(List&lt;int[]&gt; s) { … }
 * public List&lt;Hypothesis&gt; translateBest(int[] s, Decoding how) { … }
 * public List&lt;List&lt;Hypothesis&gt;&gt; translateBest(List&lt;int[]&gt; s, Decoding how) { … }
 * </pre>
 */
final class GenerateEmitter {

  private static final TypeName INTS = ArrayTypeName.of(TypeName.INT);
  private static final TypeName HYPOTHESES = ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.HYPOTHESIS);
  private static final TypeName ALL_HYPOTHESES = ParameterizedTypeName.get(ClassName.get(List.class), HYPOTHESES);

  private final CheckedFunction function;
  private final GenerationSchedules generation;
  private final FunctionProgram start;
  private final FunctionProgram step;
  private final List<CheckedFunction.Argument> stepArguments;
  private final ClassName steps;
  private final String search;

  /** @param programs to which those of the entry are added */
  GenerateEmitter(
      CheckedFunction function, GenerationSchedules generation, ClassName model, List<FunctionProgram> programs) {
    this.function = function;
    this.generation = generation;
    String capital = ObjectiveEmitter.capitalized(function.name());
    this.steps = model.nestedClass(capital + "Steps");
    this.search = "search" + capital;
    this.stepArguments = stepArguments();
    String of = "{@code " + function.name() + "} of {@link " + model.simpleName() + "}";
    this.start = new FunctionProgram(function, generation.start(),
        model.peerClass(model.simpleName() + capital + "StartProgram"), of + " before its first step.");
    CheckedFunction fed = new CheckedFunction(CheckedFunction.Kind.STEP, function.name(), "", stepArguments, function.result(),
        true, function.body(), Set.of(), function.span());
    this.step = new FunctionProgram(fed, generation.step(),
        model.peerClass(model.simpleName() + capital + "StepProgram"), "One step of " + of + ".");
    programs.add(start);
    programs.add(step);
  }

  /** What a step is fed, the states, the constants. */
  private List<CheckedFunction.Argument> stepArguments() {
    List<CheckedFunction.Argument> all = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(generation.previous()));
    names.addAll(generation.states());
    names.addAll(generation.constants());
    for (String name : names) {
      Schedule.Port port = generation.step().inputs().stream()
          .filter(p -> p.role() == Graph.Role.EXAMPLE && p.name().equals(name)).findFirst().orElseThrow();
      all.add(new CheckedFunction.Argument(name, port.type(), Optional.empty(), false, function.span()));
    }
    return all;
  }

  /** States and constants. */
  private List<CheckedFunction.Argument> kept() {
    return stepArguments.subList(1, stepArguments.size());
  }

  void addTo(TypeSpec.Builder model) {
    model.addMethod(start.begin()).addMethod(step.begin());
    model.addMethod(own(false)).addMethod(own(true)).addMethod(best(false)).addMethod(best(true)).addMethod(search());
    model.addType(steps());
  }

  /** In the entry's own way. */
  private MethodSpec own(boolean many) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(function.name()).addModifiers(PUBLIC)
        .addJavadoc(FunctionDocumentation.of(function, many))
        .returns(many ? ParameterizedTypeName.get(ClassName.get(List.class), INTS) : INTS);
    arguments(method, many);
    if (generation.samples()) {
      method.addParameter(long.class, "seed").addJavadoc("@param seed decides every choice\n");
    }
    return method.addStatement("return $T.best($N($L, $T.empty(), $L))$L", RuntimeNames.SEARCH, search, passed(many),
        Optional.class, generation.samples() ? "seed" : "0L", many ? "" : ".get(0)").build();
  }

  /** In any way. */
  private MethodSpec best(boolean many) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(function.name() + "Best").addModifiers(PUBLIC)
        .addJavadoc(FunctionDocumentation.of(function, many))
        .addJavadoc("@param how instead of the entry's own way\n")
        .returns(many ? ALL_HYPOTHESES : HYPOTHESES);
    arguments(method, many);
    return method.addParameter(RuntimeNames.DECODING, "how").addStatement("return $N($L, $T.of(how), 0L)$L", search, passed(many),
        Optional.class, many ? "" : ".get(0)").build();
  }

  private void arguments(MethodSpec.Builder method, boolean many) {
    function.arguments().forEach(a -> method.addParameter(ParameterSpec.builder(
        many ? BorderTypes.many(a.type()) : BorderTypes.one(a.type()), JavaNames.argument(a.name())).build()));
  }

  private CodeBlock passed(boolean many) {
    return CodeBlock.join(function.arguments().stream().map(a -> many ? CodeBlock.of("$N", JavaNames.argument(a.name()))
        : BorderTypes.batchOfOne(a.type(), JavaNames.argument(a.name()))).toList(), ", ");
  }

  /** Runs the first program, then the search over the steps. */
  private MethodSpec search() {
    MethodSpec.Builder method = MethodSpec.methodBuilder(search).addModifiers(PRIVATE).returns(ALL_HYPOTHESES);
    arguments(method, true);
    method.addParameter(ParameterizedTypeName.get(ClassName.get(Optional.class), RuntimeNames.DECODING), "how")
        .addParameter(long.class, "seed");
    CodeBlock.Builder made = CodeBlock.builder();
    kept().forEach(a -> made.add(",\n").add(lists(start, a)));
    return method
        .addStatement("final $T first = $N.acquire()", start.name(), start.pool())
        .addStatement("final $T program = $N.acquire()", step.name(), step.pool())
        .beginControlFlow("try")
        .addStatement("begin(first, 0L, $L)", passed(true))
        .addStatement("first.forward()")
        .addStatement("final $T steps = new $T(program$L)", steps, steps, made.build())
        .addStatement("final $T search = new $T(steps, $T.copyOf(first.$N, first.examples()), $L, $L)", RuntimeNames.SEARCH,
            RuntimeNames.SEARCH, Arrays.class, start.result("start"), size(generation.until()), size(generation.atMost()))
        .addStatement("return search.run(how.orElse($L))", declared())
        .nextControlFlow("finally")
        .addStatement("$N.release(first)", start.pool())
        .addStatement("$N.release(program)", step.pool())
        .endControlFlow().build();
  }

  private CodeBlock declared() {
    if (generation.samples()) {
      return CodeBlock.of("$T.sampling($L, seed)", RuntimeNames.DECODING, shared("temperature"));
    } else if (generation.beam().isEmpty()) {
      return CodeBlock.of("$T.greedy()", RuntimeNames.DECODING);
    }
    CodeBlock beam = CodeBlock.of("$T.beam($L)", RuntimeNames.DECODING, size(generation.beam().get()));
    return generation.normalizes() ? CodeBlock.of("$L.lengthNormalization($L)", beam, shared("normalize")) : beam;
  }

  private CodeBlock shared(String result) {
    return CodeBlock.of("$T.shared(first.$N, first.examples(), $S)", RuntimeNames.SEARCH, start.result(result), result);
  }

  private static String size(Size size) {
    return Sizes.code(size, ParameterEmitter::accessor);
  }

  /** The step program with the rows' states. */
  private TypeSpec steps() {
    TypeSpec.Builder type = TypeSpec.classBuilder(steps).addModifiers(PRIVATE, FINAL)
        .addSuperinterface(RuntimeNames.STEP_MODEL)
        .addJavadoc("The steps of {@code $L}, with the states of the sequences that are being made.\n", function.name())
        .addField(step.name(), "program", PRIVATE, FINAL);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(step.name(), "program")
        .addStatement("this.program = program");
    CodeBlock.Builder selected = CodeBlock.builder();
    CodeBlock.Builder next = CodeBlock.builder();
    for (CheckedFunction.Argument a : kept()) {
      String field = JavaNames.argument(a.name());
      boolean state = generation.states().contains(a.name());
      FieldSpec.Builder declared = FieldSpec.builder(BorderTypes.many(a.type()), field, PRIVATE);
      type.addField(state ? declared.build() : declared.addModifiers(FINAL).build());
      constructor.addParameter(BorderTypes.many(a.type()), field).addStatement("this.$N = $N", field, field);
      selected.add(", $T.select($N, $L)", RuntimeNames.STEP_MODEL, field, state ? "parents" : "examples");
      if (state) {
        next.addStatement("$N = $L", field, lists(step, a));
      }
    }
    Type scores = generation.step().results().stream().filter(p -> p.name().equals("scores")).findFirst().orElseThrow().type();
    return type.addMethod(constructor.build())
        .addMethod(MethodSpec.methodBuilder("symbols").addAnnotation(Override.class).addModifiers(PUBLIC).returns(int.class)
            .addStatement("return $L", size(scores.columns())).build())
        .addMethod(MethodSpec.methodBuilder("scores").addAnnotation(Override.class).addModifiers(PUBLIC)
            .returns(ArrayTypeName.of(TypeName.FLOAT)).addParameter(INTS, "previous").addParameter(INTS, "parents")
            .addParameter(INTS, "examples")
            .addStatement("begin(program, 0L, previous$L)", selected.build())
            .addStatement("program.forward()").addCode(next.build())
            .addStatement("return program.$N", step.result("scores")).build())
        .build();
  }

  /** A result of a program, an element of a list (or array) for each row. */
  private CodeBlock lists(FunctionProgram of, CheckedFunction.Argument argument) {
    Type type = argument.type();
    String program = of == start ? "first" : "program";
    String field = program + "." + of.result(argument.name());
    if (BorderTypes.isRagged(type)) {
      String layout = program + "." + of.steps(type.time().flatMap(Size::symbol).orElseThrow());
      boolean vectors = type.element() instanceof Element.Float && !BorderTypes.isSingle(type);
      return vectors ? CodeBlock.of("$T.sequences($L, $L, $L)", RuntimeNames.PACKING, field, layout, size(type.columns()))
          : CodeBlock.of("$T.sequences($L, $L)", RuntimeNames.PACKING, field, layout);
    }
    if (BorderTypes.isSingle(type)) {
      return CodeBlock.of("$T.copyOf($L, $L.examples())", Arrays.class, field, program);
    }
    return CodeBlock.of("$T.rows($L, $L.examples(), $L).toList()", RuntimeNames.PACKING, field, program, size(type.columns()));
  }
}
