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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Schedule;

/**
 * An entry that runs element by element, beside the methods for whole sequences:
 *
 * <pre>
 * public ForecastState forecastStart() { … }
 * public ForecastStep forecastStep(ForecastState state, float[] past) { … }
 * public List&lt;ForecastStep&gt; forecastStep(List&lt;ForecastState&gt; states, List&lt;float[]&gt; past) { … }
 * public ForecastState forecastState(byte[] bytes) { … }
 * </pre>
 */
final class StreamEmitter {

  private final CheckedFunction function;
  private final StreamSchedules stream;
  private final String stem;
  private final ClassName state;
  private final ClassName result;
  private final List<StreamPart> parts;
  private final List<CheckedFunction.Argument> elements;
  private final Optional<StreamStart> start;
  private final FunctionProgram step;
  private final StreamStateEmitter states;

  /**
   * @param fullName of the model
   * @param functions names of all the model's functions, which methods must not have
   * @param programs to which those of the stream are added
   */
  StreamEmitter(CheckedFunction function, StreamSchedules stream, ClassName model, String fullName,
      Set<String> functions,
      List<FunctionProgram> programs) {
    this.function = function;
    this.stream = stream;
    this.stem = stem(function.name(), functions);
    String capital = ObjectiveEmitter.capitalized(stem);
    this.state = model.nestedClass(capital + "State");
    this.result = model.nestedClass(capital + "Step");
    this.parts = parts();
    this.elements = function.arguments().stream().filter(a -> stream.elements().contains(a.name()))
        .map(a -> argument(a.name(), port(stream.step(), a.name()))).toList();
    String of = "{@code " + function.name() + "} of {@link " + model.simpleName() + "}";
    this.start = stream.start().map(schedule -> new StreamStart(function, stream, schedule,
        model.peerClass(model.simpleName() + capital + "StartProgram"), of, state, stem + "Start", parts));
    start.ifPresent(s -> programs.add(s.program()));
    this.step = new FunctionProgram(with(elements), stream.step(),
        model.peerClass(model.simpleName() + capital + "StepProgram"), "One step of " + of + ".");
    programs.add(step);
    this.states = new StreamStateEmitter(function.name(), fullName, state, parts);
  }

  /** The entry's name, with underscores where its methods would be called like another function. */
  private static String stem(String name, Set<String> functions) {
    boolean taken = List.of("Start", "Step", "State", "Taken").stream().anyMatch(end -> functions.contains(name + end));
    return taken ? stem(name + "_", functions) : name;
  }

  private List<StreamPart> parts() {
    List<StreamPart> all = new ArrayList<>();
    stream.states().forEach(s -> all.add(new StreamPart(s.name(), s.type(), true)));
    stream.kept().forEach(name -> all.add(new StreamPart(name, port(stream.step(), name).type(), false)));
    return all;
  }

  private static Schedule.Port port(Schedule schedule, String name) {
    return schedule.inputs().stream().filter(p -> p.role() == Graph.Role.EXAMPLE && p.name().equals(name)).findFirst()
        .orElseThrow();
  }

  private CheckedFunction.Argument argument(String name, Schedule.Port port) {
    return new CheckedFunction.Argument(name, port.type(), Optional.empty(), false, function.span());
  }

  private CheckedFunction with(List<CheckedFunction.Argument> arguments) {
    return new CheckedFunction(CheckedFunction.Kind.STEP, function.name(), "", arguments, function.result(), true,
        function.body(), Set.of(), function.span());
  }

  /** What the Javadoc of the methods for whole sequences says of the stream. */
  CodeBlock note() {
    return CodeBlock.of("\n<p>Element by element: {@link #$L} and {@link #$L}.\n", stem + "Start", stem + "Step");
  }

  void addTo(TypeSpec.Builder model) {
    start.ifPresentOrElse(s -> s.addTo(model), () -> model.addMethod(emptyStart()));
    model.addMethod(one()).addMethod(many()).addMethod(begin()).addMethod(take());
    model.addMethod(states.fromBytes(stem + "State")).addMethod(states.fromFile(stem + "State"));
    model.addType(states.record()).addType(resultRecord());
  }

  /** Where every state begins with the same number everywhere. */
  private MethodSpec emptyStart() {
    CodeBlock.Builder filled = CodeBlock.builder();
    for (int i = 0; i < parts.size(); i++) {
      filled.add(",\n$L", parts.get(i).filled(stream.states().get(i).constant().orElseThrow()));
    }
    return MethodSpec.methodBuilder(stem + "Start").addModifiers(PUBLIC).returns(state)
        .addJavadoc("A stream of {@code $L} before its first element.\n", function.name())
        .addStatement("return new $T(0L$L)", state, filled.build()).build();
  }

  private TypeSpec resultRecord() {
    return TypeSpec.recordBuilder(result.simpleName()).addModifiers(PUBLIC)
        .addJavadoc("What one more element of a stream of {@code $L} gives.\n\n"
            + "@param state where the stream stands now\n@param value $L\n", function.name(), value())
        .recordConstructor(MethodSpec.constructorBuilder().addParameter(state, "state")
            .addParameter(BorderTypes.one(results().type()), "value").build()).build();
  }

  private Schedule.Port results() {
    return stream.step().results().stream().filter(p -> p.name().equals(function.name())).findFirst().orElseThrow();
  }

  /** In words. */
  private String value() {
    boolean along = !results().type().equals(function.result());
    return "{@code " + results().type() + "}: what {@code " + function.name() + "} gives "
        + (along ? "at the element" : "for all elements so far");
  }

  private MethodSpec.Builder stepMethod(boolean many) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(stem + "Step").addModifiers(PUBLIC)
        .addJavadoc(many ? "One more element of each of many streams, advanced together.\n\n"
            : "One more element of a stream.\n\n")
        .addJavadoc("<p>Any thread may call it, with states of any age: they do not change.\n\n")
        .addJavadoc("@param $L where the stream$L\n", first(many), many ? "s stand, each for itself" : " stands");
    for (CheckedFunction.Argument element : elements) {
      method.addJavadoc("@param $L {@code $L}$L\n", JavaNames.argument(element.name()), element.type(),
          many ? " of each stream" : "");
    }
    method.addJavadoc("@return $L$L\n", value(), many ? ", of each stream in the order given" : "")
        .addJavadoc("@throws org.seqlang.tensor.InputException if an element or a state does not fit the model\n")
        .addParameter(many ? list(state) : state, first(many));
    elements.forEach(a -> method.addParameter(ParameterSpec.builder(
        many ? BorderTypes.many(a.type()) : BorderTypes.one(a.type()), JavaNames.argument(a.name())).build()));
    return method;
  }

  private String first(boolean many) {
    return free(many ? "states" : "state");
  }

  private String free(String wanted) {
    return JavaNames.free(wanted, elements);
  }

  private static TypeName list(TypeName of) {
    return ParameterizedTypeName.get(ClassName.get(List.class), of);
  }

  private CodeBlock acquire() {
    return CodeBlock.builder().addStatement("final $T program = $N.acquire()", step.name(), step.pool())
        .beginControlFlow("try").build();
  }

  private CodeBlock release() {
    return CodeBlock.builder().nextControlFlow("finally").addStatement("$N.release(program)", step.pool())
        .endControlFlow().build();
  }

  private MethodSpec one() {
    CodeBlock.Builder passed = CodeBlock.builder();
    elements.forEach(a -> passed.add(", ").add(BorderTypes.batchOfOne(a.type(), JavaNames.argument(a.name()))));
    return stepMethod(false).returns(result).addCode(acquire())
        .addStatement("begin(program, $T.of($N)$L)", List.class, first(false), passed.build())
        .addStatement("program.forward()")
        .addStatement("return $N(program, 0, $N)", stem + "Taken", first(false))
        .addCode(release()).build();
  }

  private MethodSpec many() {
    String all = first(true);
    String taken = free("taken");
    String row = free("row");
    CodeBlock.Builder passed = CodeBlock.builder();
    elements.forEach(a -> passed.add(", $N", JavaNames.argument(a.name())));
    return stepMethod(true).returns(list(result)).addCode(acquire())
        .addStatement("begin(program, $N$L)", all, passed.build())
        .addStatement("program.forward()")
        .addStatement("final $T $N = new $T<>($N.size())", list(result), taken, ArrayList.class, all)
        .beginControlFlow("for (int $N = 0; $N < $N.size(); $N++)", row, row, all, row)
        .addStatement("$N.add($N(program, $N, $N.get($N)))", taken, stem + "Taken", row, all, row)
        .endControlFlow()
        .addStatement("return $N", taken).addCode(release()).build();
  }

  /** Checks the elements and the states, and lays them out in a program. */
  private MethodSpec begin() {
    String all = first(true);
    MethodSpec.Builder begin = MethodSpec.methodBuilder("begin").addModifiers(PRIVATE)
        .addParameter(step.name(), "program").addParameter(list(state), all);
    elements.forEach(a -> begin.addParameter(
        ParameterSpec.builder(BorderTypes.many(a.type()), JavaNames.argument(a.name())).build()));
    begin.addStatement("final int examples = $N.size()", all);
    elements.forEach(a -> begin.addStatement("$T.requireExamples($L, examples, $S)", RuntimeNames.PACKING,
        FunctionProgram.count(a), a.name()));
    StringBuilder layouts = new StringBuilder();
    byLength().forEach((time, part) -> {
      begin.addStatement("final $T $N = $T.steps($N, $T::$N, $T::length, $L, $S)", RuntimeNames.STEPS,
          step.steps(time), RuntimeNames.STATE_FIT, all, state, part.component(), part.javaType(), part.columns(),
              part.name());
      layouts.append(step.steps(time)).append(", ");
    });
    begin.addStatement("program.begin(examples, $L0L)", layouts.toString());
    elements.forEach(a -> begin.addCode(step.fill(a)));
    String one = free("state");
    String i = free("i");
    CodeBlock.Builder rows = CodeBlock.builder().addStatement("final $T $N = $N.get($N)", state, one, all, i);
    stream.position().ifPresent(name -> rows.addStatement("program.$N[$N] = $N.steps()", step.input(name), i, one));
    parts.forEach(part -> rows.addStatement("$L", part.give(step, one, i)));
    if (!parts.isEmpty() || stream.position().isPresent()) {
      begin.beginControlFlow("for (int $N = 0; $N < examples; $N++)", i, i, i).addCode(rows.build()).endControlFlow();
    }
    return begin.build();
  }

  /** The lengths that a step goes along, with a part that has each. */
  private Map<Symbol, StreamPart> byLength() {
    Map<Symbol, StreamPart> found = new LinkedHashMap<>();
    for (Symbol time : stream.step().times()) {
      parts.stream().filter(p -> p.type().time().flatMap(t -> t.symbol()).equals(Optional.of(time))).findFirst()
          .ifPresent(part -> found.put(time, part));
    }
    return found;
  }

  /** What a program has made of a row. */
  private MethodSpec take() {
    CodeBlock.Builder next = CodeBlock.builder();
    parts.forEach(part -> next.add(",\n$L", part.isState()
        ? part.take(step) : CodeBlock.of("before.$N()", part.component())));
    return MethodSpec.methodBuilder(stem + "Taken").addModifiers(PRIVATE).returns(result)
        .addParameter(step.name(), "program").addParameter(int.class, "row").addParameter(state, "before")
        .addStatement("final $T next = new $T(before.steps() + 1$L)", state, state, next.build())
        .addStatement("return new $T(next, $L)", result, resultValue()).build();
  }

  private CodeBlock resultValue() {
    StreamPart part = new StreamPart(function.name(), results().type(), true);
    String field = "program." + step.result(function.name());
    if (part.isRagged() && part.isFloat() && !BorderTypes.isSingle(part.type())) {
      String layout = step.steps(part.type().time().flatMap(t -> t.symbol()).orElseThrow());
      return CodeBlock.of("$T.sequence($L, program.$N, $L, row)", RuntimeNames.PACKING, field, layout, part.columns());
    } else if (part.isRagged()) {
      return CodeBlock.of("$L.toArray()", part.take(step));
    }
    return BorderTypes.isSingle(part.type()) ? CodeBlock.of("$L[row]", field)
        : CodeBlock.of("$T.copyOfRange($L, row * $L, (row + 1) * $L)", Arrays.class, field, part.factor(),
            part.factor());
  }
}
