package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.emit.opencl.KernelEmitter;
import org.seqlang.compiler.emit.opencl.Kernels;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;

/**
 * A schedule as a class: its buffers as fields, a method for each launch, {@code forward()} and {@code backward()} that call
 * them in order.
 *
 * <pre>
 * final class ClassifierPredictProgram extends Program {
 *   void begin(int examples, Steps stepsT, long seed) { … buffers grow … }
 *   void forward() {
 *     Parallel.rows(stepsT.rows(), grain(embed), rows1);
 *     …
 * </pre>
 */
final class ProgramEmitter {

  private final Schedule schedule;
  private final ProgramNames names;
  private final TypeSpec.Builder type;
  private final Set<String> settable;
  private final Kernels kernels;
  private final ClassName name;
  private final PlanEmitter plan;
  private final MethodSpec.Builder constructor = MethodSpec.constructorBuilder();

  ProgramEmitter(Schedule schedule, ClassName name, CodeBlock documentation) {
    this(schedule, name, documentation, Set.of());
  }

  /** @param settable numbers that are not fixed when the program is made: what is in their field can be changed */
  ProgramEmitter(Schedule schedule, ClassName name, CodeBlock documentation, Set<String> settable) {
    this.settable = settable;
    this.schedule = schedule;
    this.names = new ProgramNames(schedule);
    this.name = name;
    this.kernels = KernelEmitter.emit(schedule, "The kernels of " + name.simpleName() + ". Do not edit: change the model and build again.");
    this.plan = new PlanEmitter(schedule, names, kernels);
    this.type = TypeSpec.classBuilder(name).addModifiers(FINAL).superclass(RuntimeNames.PROGRAM).addJavadoc(documentation);
  }

  TypeSpec emit() {
    sizes();
    layouts();
    buffers();
    constructor.addStatement("place(parameters, this::plan)");
    type.addMethod(constructor.build());
    type.addMethod(plan.method(name));
    type.addMethod(plan.onDevice(false));
    if (!schedule.backward().isEmpty()) {
      type.addMethod(plan.onDevice(true));
    }
    type.addMethod(begin());
    type.addMethod(grow());
    LaunchEmitter launches = new LaunchEmitter(schedule, names, type);
    CodeBlock forward = launches.run(schedule.forward());
    CodeBlock backward = launches.run(schedule.backward());
    type.addMethod(phase("forward", "Computes the results from the inputs.", CodeBlock.builder().add(plan.phase(false)).add(launches.packing(schedule.forward())).build(), forward));
    if (!schedule.backward().isEmpty()) {
      type.addMethod(phase("backward", "Computes the gradients from those of the results; {@code forward} has run.",
          CodeBlock.builder().add(plan.phase(true)).add(launches.packing(schedule.backward())).build(), backward));
    }
    launches.addMethods();
    return type.build();
  }

  private static MethodSpec phase(String name, String documentation, CodeBlock packing, CodeBlock launches) {
    return MethodSpec.methodBuilder(name).addJavadoc(documentation + "\n").addCode(packing).addCode(launches).build();
  }

  /** The Java name of the field that holds a port's values. */
  String field(Schedule.Port port) {
    return names.field(port.view().buffer());
  }

  /** What the memory of an input is called on a device, where the program packs it into that at once. */
  Optional<String> packed(Schedule.Port port) {
    return plan.packed(port.view().buffer());
  }

  String steps(Symbol time) {
    return names.steps(time);
  }

  private void sizes() {
    for (Symbol symbol : schedule.sizes()) {
      String name = names.size(symbol);
      type.addField(int.class, name, PRIVATE, FINAL);
      constructor.addParameter(int.class, name).addStatement("this.$N = $N", name, name);
    }
    for (Schedule.Port port : schedule.inputs()) {
      if (port.role() == Graph.Role.REAL) {
        String name = field(port);
        if (settable.contains(port.name())) {
          type.addField(FieldSpec.builder(float[].class, name, FINAL).initializer("new float[1]").build());
          continue;
        }
        type.addField(float[].class, name, PRIVATE, FINAL);
        constructor.addParameter(double.class, name).addStatement("this.$N = new float[] {(float) $N}", name, name);
      }
    }
    constructor.addParameter(RuntimeNames.PARAMETERS, "parameters");
  }

  private void layouts() {
    for (Symbol time : schedule.times()) {
      type.addField(FieldSpec.builder(RuntimeNames.STEPS, names.steps(time)).build());
    }
    for (Space segments : schedule.segments()) {
      type.addField(FieldSpec.builder(RuntimeNames.SEGMENTS, names.segments(segments), PRIVATE).build());
    }
  }

  private void buffers() {
    for (Buffer buffer : homes()) {
      String name = names.field(buffer);
      Class<?> array = buffer.floats() ? float[].class : int[].class;
      switch (buffer.source()) {
        case PARAMETER -> {
          String handle = names.parameter(buffer);
          type.addField(RuntimeNames.PARAMETER, handle, PRIVATE, FINAL);
          type.addField(array, name, PRIVATE, FINAL);
          constructor.addStatement("$N = parameters.get($S)", handle, buffer.external());
          constructor.addStatement("$N = $N.values()", name, handle);
        }
        case GRADIENT -> {
          type.addField(array, name, PRIVATE, FINAL);
          constructor.addStatement("$N = parameters.get($S).gradient()", name, buffer.external());
        }
        case REAL -> { }
        default -> type.addField(FieldSpec.builder(array, name)
            .initializer(buffer.floats() ? "new float[0]" : "new int[0]")
            .addJavadoc("$L, $L\n", buffer.space().toString(), buffer.columns().toString()).build());
      }
    }
  }

  /** Buffers with memory of their own. */
  private List<Buffer> homes() {
    return schedule.memory().values().stream().distinct().toList();
  }

  private MethodSpec begin() {
    MethodSpec.Builder begin = MethodSpec.methodBuilder("begin")
        .addJavadoc("Makes room for a batch. The inputs are filled afterwards.\n").addParameter(int.class, "examples");
    schedule.times().forEach(time -> begin.addParameter(RuntimeNames.STEPS, names.steps(time)));
    begin.addParameter(long.class, "seed").addStatement("this.examples = examples");
    schedule.times().forEach(time -> begin.addStatement("this.$N = $N", names.steps(time), names.steps(time)));
    begin.addStatement("this.seed = seed");
    for (Space segments : schedule.segments()) {
      begin.addStatement("this.$N = $T.of($N, $N)", names.segments(segments), RuntimeNames.SEGMENTS,
          names.steps(segments.by().orElseThrow()), names.steps(segments.time().orElseThrow()));
    }
    homes().stream().filter(this::crosses).forEach(buffer -> grow(begin, buffer));
    return begin.addCode(plan.begin()).build();
  }

  private MethodSpec grow() {
    MethodSpec.Builder grow = MethodSpec.methodBuilder("grow").addModifiers(PRIVATE)
        .addJavadoc("Makes room for what stays inside, where the JVM does the work.\n");
    homes().stream().filter(buffer -> buffer.source() == Buffer.Source.PLANNED && !crosses(buffer))
        .forEach(buffer -> grow(grow, buffer));
    return grow.build();
  }

  /** Whether values of a buffer come from outside or are looked at there. */
  private boolean crosses(Buffer buffer) {
    return buffer.source() == Buffer.Source.INPUT || buffer.source() == Buffer.Source.SEED
        || buffer.source() == Buffer.Source.PLANNED
            && schedule.results().stream().anyMatch(port -> schedule.memory().get(port.view().buffer()).equals(buffer));
  }

  private void grow(MethodSpec.Builder begin, Buffer buffer) {
    String field = names.field(buffer);
    begin.addStatement("$N = grow($N, $L)", field, field, length(buffer));
  }

  /** The program's file of kernels. */
  String kernels() {
    return kernels.text();
  }

  private String length(Buffer buffer) {
    String columns = Sizes.factor(buffer.columns(), names::size);
    return buffer.space().isShared() ? columns : "(long) " + rows(names, buffer.space()) + " * " + columns;
  }

  /** How many rows a space has. */
  static String rows(ProgramNames names, Space space) {
    return switch (space.kind()) {
      case SHARED -> "1";
      case EXAMPLES, POSITIONS -> "examples";
      case STEPS, SEGMENTS -> names.steps(space.time().orElseThrow()) + ".rows()";
    };
  }
}
