package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.schedule.Schedule;

/** A program class of one function of a model, and how the model's class makes and fills it. */
final class FunctionProgram {

  private final CheckedFunction function;
  /** Those that come with each example. */
  private final List<CheckedFunction.Argument> arguments;
  private final Schedule schedule;
  private final ClassName name;
  private final ProgramEmitter emitter;
  private final TypeSpec type;

  FunctionProgram(CheckedFunction function, Schedule schedule, ClassName name, String what) {
    this.function = function;
    this.schedule = schedule;
    this.name = name;
    this.arguments = function.arguments().stream().filter(a -> !a.real()).toList();
    this.emitter = new ProgramEmitter(schedule, name, CodeBlock.of("$L\n", what),
        function.arguments().stream().filter(CheckedFunction.Argument::real).map(CheckedFunction.Argument::name)
            .collect(Collectors.toSet()));
    this.type = emitter.emit();
  }

  ClassName name() {
    return name;
  }

  TypeSpec type() {
    return type;
  }

  /** The program's file of kernels. */
  String kernels() {
    return emitter.kernels();
  }

  /** The field of the model's class with the programs at rest. */
  String pool() {
    String simple = name.simpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1) + "s";
  }

  /** {@code new ClassifierPredictProgram(sizes.hidden(), parameters)}. */
  CodeBlock create() {
    List<String> arguments = new ArrayList<>();
    schedule.sizes().forEach(symbol -> arguments.add(ParameterEmitter.accessor(symbol)));
    schedule.inputs().stream().filter(port -> port.role() == Graph.Role.REAL && !isArgument(port))
        .forEach(port -> arguments.add("sizes." + JavaNames.hyper(port.name()) + "()"));
    arguments.add("parameters");
    return CodeBlock.of("new $T($L)", name, String.join(", ", arguments));
  }

  private boolean isArgument(Schedule.Port port) {
    return function.arguments().stream().anyMatch(a -> a.real() && a.name().equals(port.name()));
  }

  /** Whether the program reads a {@code real} argument. */
  boolean reads(CheckedFunction.Argument real) {
    return schedule.inputs().stream()
        .anyMatch(port -> port.role() == Graph.Role.REAL && port.name().equals(real.name()));
  }

  /** Sets the objective's {@code real} arguments, which it keeps: {@code program.ratio[0] = (float) ratio;}. */
  CodeBlock reals() {
    CodeBlock.Builder code = CodeBlock.builder();
    schedule.inputs().stream().filter(port -> port.role() == Graph.Role.REAL && isArgument(port)).forEach(port ->
        code.addStatement("program.$N[0] = (float) $N", emitter.field(port), JavaNames.argument(port.name())));
    return code.build();
  }

  /** The field with a result's values. */
  String result(String wanted) {
    return emitter.field(port(schedule.results(), wanted));
  }

  /** Whether it has a result of that name. */
  boolean gives(String wanted) {
    return schedule.results().stream().anyMatch(port -> port.name().equals(wanted));
  }

  /** The field with the gradient of a result. */
  String seed(String result) {
    return emitter.field(port(schedule.inputs(), Graph.gradientName(result)));
  }

  /** The states that go from chunk to chunk, in order; the flag for fresh streams is not among them. */
  List<Schedule.Port> carried() {
    return schedule.inputs().stream()
        .filter(port -> port.role() == Graph.Role.CARRIED && !port.name().equals(Graph.FRESH)).toList();
  }

  /** The field that is filled before a run. */
  String input(String wanted) {
    return emitter.field(port(schedule.inputs(), wanted));
  }

  /** The field with a layout, where the function has that ragged size. */
  String steps(Symbol time) {
    return emitter.steps(time);
  }

  private static Schedule.Port port(List<Schedule.Port> ports, String wanted) {
    return ports.stream().filter(p -> p.name().equals(wanted)).findFirst().orElseThrow();
  }

  /**
   * Checks the arguments of a batch and lays them out in a program:
   *
   * <pre>
   * private void begin(ClassifierPredictProgram program, long seed, List&lt;int[]&gt; text) {
   *   Steps stepsT = Packing.steps(text, one -&gt; one.length, "text");
   *   program.begin(text.size(), stepsT, seed);
   *   program.text = Packing.indices(text, stepsT, sizes.vocab(), "text", program.text);
   * }
   * </pre>
   */
  MethodSpec begin() {
    MethodSpec.Builder begin = MethodSpec.methodBuilder("begin").addModifiers(Modifier.PRIVATE)
        .addParameter(name, "program").addParameter(long.class, "seed");
    arguments.forEach(a -> begin.addParameter(ParameterSpec.builder(BorderTypes.many(a.type()), JavaNames.argument(a.name())).build()));
    CheckedFunction.Argument first = arguments.get(0);
    begin.addStatement("final int examples = $L", count(first));
    arguments.stream().skip(1).forEach(a -> begin.addStatement(
        "$T.requireExamples($L, examples, $S)", RuntimeNames.PACKING, count(a), a.name()));
    List<String> layouts = new ArrayList<>();
    String one = JavaNames.free("one", arguments);
    for (Symbol time : schedule.times()) {
      String local = emitter.steps(time);
      CheckedFunction.Argument of = argumentOver(time).orElseThrow();
      begin.addStatement("final $T $N = $T.steps($N, $N -> $N.length, $S)", RuntimeNames.STEPS, local,
          RuntimeNames.PACKING, JavaNames.argument(of.name()), one, one, of.name());
      layouts.add(local);
    }
    begin.addStatement("program.begin(examples, $Lseed)", layouts.isEmpty() ? "" : String.join(", ", layouts) + ", ");
    arguments.forEach(a -> begin.addCode(fill(a)));
    return begin.build();
  }

  private Optional<CheckedFunction.Argument> argumentOver(Symbol time) {
    return arguments.stream()
        .filter(a -> a.type().time().flatMap(t -> t.symbol()).equals(Optional.of(time))).findFirst();
  }

  /** How many examples an argument has. */
  static CodeBlock count(CheckedFunction.Argument argument) {
    Type type = argument.type();
    boolean array = !BorderTypes.isRagged(type) && BorderTypes.isSingle(type);
    return CodeBlock.of(array ? "$N.length" : "$N.size()", JavaNames.argument(argument.name()));
  }

  /** Checks an argument and lays it out: {@code program.text = Packing.indices(…);}. */
  CodeBlock fill(CheckedFunction.Argument argument) {
    Type type = argument.type();
    String field = emitter.field(port(schedule.inputs(), argument.name()));
    if (type.element() instanceof Element.Float && type.dims().isEmpty()) {
      return CodeBlock.builder().addStatement("program.$N = $N.clone()", field, JavaNames.argument(argument.name())).build();
    }
    Optional<String> packed = emitter.packed(port(schedule.inputs(), argument.name()));
    if (packed.isPresent()) {
      return CodeBlock.builder().addStatement("program.$N = program.pack($S, $N, $N, $L, $S, program.$N)", field, packed.get(),
          JavaNames.argument(argument.name()), emitter.steps(type.time().orElseThrow().symbol().orElseThrow()),
          Sizes.code(type.columns(), ParameterEmitter::accessor), argument.name(), field).build();
    }
    CodeBlock.Builder code = CodeBlock.builder().add("program.$N = $T.", field, RuntimeNames.PACKING);
    String steps = type.time().flatMap(t -> t.symbol()).map(emitter::steps).orElse("");
    if (type.element() instanceof Element.Float) {
      floats(code, argument, steps, field);
    } else {
      indices(code, argument, steps, field);
    }
    return code.build();
  }

  private static void floats(CodeBlock.Builder code, CheckedFunction.Argument argument, String steps, String field) {
    Type type = argument.type();
    String columns = Sizes.code(type.columns(), ParameterEmitter::accessor);
    if (BorderTypes.isRagged(type) && BorderTypes.isSingle(type)) {
      code.addStatement("scalars($N, $N, $S, program.$N)", JavaNames.argument(argument.name()), steps, argument.name(), field);
    } else if (BorderTypes.isRagged(type)) {
      code.addStatement("floats($N, $N, $L, $S, program.$N)", JavaNames.argument(argument.name()), steps, columns,
          argument.name(), field);
    } else {
      code.addStatement("rows($N, $L, $S, program.$N)", JavaNames.argument(argument.name()), columns, argument.name(),
          field);
    }
  }

  private static void indices(CodeBlock.Builder code, CheckedFunction.Argument argument, String steps, String field) {
    Type type = argument.type();
    String bound = type.element() instanceof Element.Index index
        ? Sizes.code(index.bound(), ParameterEmitter::accessor) : "Integer.MAX_VALUE";
    if (BorderTypes.isRagged(type)) {
      code.addStatement("indices($N, $N, $L, $S, program.$N)", JavaNames.argument(argument.name()), steps, bound,
          argument.name(), field);
    } else if (BorderTypes.isSingle(type)) {
      code.addStatement("indices($N, $L, $S)", JavaNames.argument(argument.name()), bound, argument.name());
    } else {
      code.addStatement("indexRows($N, $L, $L, $S)", JavaNames.argument(argument.name()),
          Sizes.code(type.columns(), ParameterEmitter::accessor), bound, argument.name());
    }
  }
}
