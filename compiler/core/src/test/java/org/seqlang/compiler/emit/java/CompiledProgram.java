package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Scheduler;
import org.seqlang.device.Devices;
import org.seqlang.device.Placement;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.Steps;

/** A graph scheduled, emitted as Java, compiled, and run on the same data as the interpreter. */
public final class CompiledProgram {

  private final Graph graph;
  private final Schedule schedule;
  private final ProgramEmitter emitter;
  private final String source;
  private final Class<?> type;
  private final Map<Symbol, Integer> sizes;
  private final Placement placement;

  public CompiledProgram(Graph graph, Map<Symbol, Integer> sizes) {
    this(graph, sizes, Devices.chosen());
  }

  /** @param placement where it runs */
  public CompiledProgram(Graph graph, Map<Symbol, Integer> sizes, Placement placement) {
    this(new Emitted(graph, "Program1"), sizes, placement);
  }

  private CompiledProgram(Emitted emitted, Map<Symbol, Integer> sizes, Placement placement) {
    this(emitted, InMemoryCompiler.compile(emitted.files()), sizes, placement);
  }

  private CompiledProgram(Emitted emitted, ClassLoader classes, Map<Symbol, Integer> sizes, Placement placement) {
    this.placement = placement;
    this.graph = emitted.graph;
    this.sizes = sizes;
    this.schedule = emitted.schedule;
    this.emitter = emitted.emitter;
    this.source = emitted.source;
    try {
      this.type = classes.loadClass(emitted.name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Compiles several programs at once, which takes far less time than one by one. */
  public static List<CompiledProgram> all(List<Emitted> programs, Map<Symbol, Integer> sizes, Placement placement) {
    Map<String, String> files = new LinkedHashMap<>();
    programs.forEach(program -> files.putAll(program.files()));
    ClassLoader classes = InMemoryCompiler.compile(files);
    return programs.stream().map(program -> new CompiledProgram(program, classes, sizes, placement)).toList();
  }

  /** The text of a program. */
  public static final class Emitted {
    private final Graph graph;
    private final Schedule schedule;
    private final ProgramEmitter emitter;
    private final String name;
    private final String source;

    /** @param simpleName of the class; unique among those that are compiled together */
    public Emitted(Graph graph, String simpleName) {
      this.graph = graph;
      this.name = "generated." + simpleName;
      this.schedule = Scheduler.schedule(graph);
      this.emitter = new ProgramEmitter(schedule, ClassName.get("generated", simpleName), CodeBlock.of("A test.\n"));
      this.source = JavaFile.builder("generated", emitter.emit()).indent("  ").skipJavaLangImports(true).build().toString();
    }

    private Map<String, String> files() {
      return Map.of(name, source, name + ".cl", emitter.kernels());
    }
  }

  public String source() {
    return source;
  }

  public Schedule schedule() {
    return schedule;
  }

  /** Runs forward and, where there is one, backward. */
  public Outcome run(Map<String, Array> shared, List<Example> batch, long seed) {
    try {
      return reflect(shared, batch, seed);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(source, e);
    }
  }

  private Outcome reflect(Map<String, Array> shared, List<Example> batch, long seed)
      throws ReflectiveOperationException {
    Parameters parameters = parameters(shared);
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    List<Object> arguments = new ArrayList<>();
    schedule.sizes().forEach(s -> arguments.add(sizes.get(s)));
    schedule.inputs().stream().filter(p -> p.role() == Graph.Role.REAL)
        .forEach(p -> arguments.add(shared.get(p.name()).data()[0]));
    arguments.add(parameters);
    Object program = constructor.newInstance(arguments.toArray());

    Map<Symbol, Steps> layouts = layouts(batch);
    List<Object> begin = new ArrayList<>(List.of(batch.size()));
    schedule.times().forEach(time -> begin.add(layouts.get(time)));
    begin.add(seed);
    Method method = java.util.Arrays.stream(type.getDeclaredMethods()).filter(m -> m.getName().equals("begin")).findFirst().orElseThrow();
    method.setAccessible(true);
    method.invoke(program, begin.toArray());
    for (Schedule.Port port : schedule.inputs()) {
      if (port.role() == Graph.Role.EXAMPLE || port.role() == Graph.Role.CARRIED || port.role() == Graph.Role.SEED) {
        fill(program, port, batch, layouts);
      }
    }
    call(program, "forward");
    if (!schedule.backward().isEmpty()) {
      call(program, "backward");
    }
    return outcome(program, parameters, batch, layouts);
  }

  private void call(Object program, String name) throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    method.invoke(program);
  }

  private Parameters parameters(Map<String, Array> shared) {
    List<Parameter> all = new ArrayList<>();
    for (Graph.Input input : graph.inputs()) {
      if (input.role() == Graph.Role.PARAMETER) {
        Array array = shared.get(input.name());
        Parameter parameter = Parameter.of(input.name(), array.shape());
        for (int i = 0; i < array.size(); i++) {
          parameter.values()[i] = (float) array.data()[i];
        }
        parameter.touched();
        all.add(parameter);
      }
    }
    return Parameters.of(all).on(placement);
  }

  private Map<Symbol, Steps> layouts(List<Example> batch) {
    Map<Symbol, Steps> layouts = new HashMap<>();
    for (Graph.Input input : graph.inputs()) {
      input.value().type().time().flatMap(Size::symbol).ifPresent(time -> layouts.putIfAbsent(time, Steps.of(
          batch.stream().mapToInt(e -> e.inputs().get(input.name()).shape()[0]).toArray())));
    }
    return layouts;
  }

  private void fill(Object program, Schedule.Port port, List<Example> batch, Map<Symbol, Steps> layouts)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(emitter.field(port));
    field.setAccessible(true);
    Object memory = field.get(program);
    int columns = (int) port.type().columns().evaluate(sizes::get);
    for (int e = 0; e < batch.size(); e++) {
      double[] data = batch.get(e).inputs().get(port.name()).data();
      for (int i = 0; i < data.length; i++) {
        int at = row(port.type(), layouts, e, i / columns) * columns + i % columns;
        if (memory instanceof float[] floats) {
          floats[at] = (float) data[i];
        } else {
          ((int[]) memory)[at] = (int) data[i];
        }
      }
    }
  }

  private static int row(Type type, Map<Symbol, Steps> layouts, int example, int step) {
    return type.time().flatMap(Size::symbol).map(t -> layouts.get(t).row(example, step)).orElse(example);
  }

  private Outcome outcome(Object program, Parameters parameters, List<Example> batch, Map<Symbol, Steps> layouts)
      throws ReflectiveOperationException {
    List<Map<String, Array>> all = new ArrayList<>();
    for (int e = 0; e < batch.size(); e++) {
      Map<String, Array> results = new LinkedHashMap<>();
      for (Schedule.Port port : schedule.results()) {
        results.put(port.name(), read(program, port, e, layouts));
      }
      for (Graph.Input input : graph.inputs()) {
        String gradient = Graph.gradientName(input.name());
        if (input.role() == Graph.Role.PARAMETER && graph.results().stream().anyMatch(r -> r.name().equals(gradient))) {
          Parameter parameter = parameters.get(input.name());
          results.put(gradient, new Array(parameter.shape(), doubles(parameter.gradient(), 0, parameter.size())));
        }
      }
      all.add(results);
    }
    return new Outcome(all);
  }

  private Array read(Object program, Schedule.Port port, int example, Map<Symbol, Steps> layouts)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(emitter.field(port));
    field.setAccessible(true);
    Object memory = field.get(program);
    Map<Symbol, Integer> known = new HashMap<>(sizes);
    layouts.forEach((time, steps) -> known.put(time, steps.length(example)));
    int[] shape = port.type().dims().stream().mapToInt(d -> (int) d.evaluate(known::get)).toArray();
    Array result = Array.zeros(shape);
    int columns = (int) port.type().columns().evaluate(sizes::get);
    for (int i = 0; i < result.size(); i++) {
      int at = row(port.type(), layouts, example, i / columns) * columns + i % columns;
      result.data()[i] = memory instanceof float[] floats ? floats[at] : ((int[]) memory)[at];
    }
    return result;
  }

  private static double[] doubles(float[] values, int from, int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = values[from + i];
    }
    return out;
  }
}
