package org.seqlang.compiler.emit.opencl;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.seqlang.compiler.emit.loop.LoopBody;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Space;

/** The function of one launch, which collects the parameters that it needs. */
final class KernelFunction extends LoopBody {

  private final KernelNames names;
  private final Map<String, Argument> arguments = new LinkedHashMap<>();

  KernelFunction(KernelNames names, Space space, boolean inTimeLoop) {
    super(ClDialect.INSTANCE, space, inTimeLoop, names.locals());
    this.names = names;
  }

  @Override
  public String array(Buffer buffer) {
    String name = names.memory(buffer);
    if (inTimeLoop()) {
      return add(Argument.exchanged(buffer.floats() ? "float" : "int", name));
    }
    return add(buffer.floats() ? Argument.floats(name, true) : Argument.ints(name, name, true));
  }

  /** A number or table that the host passes. */
  String add(Argument argument) {
    arguments.putIfAbsent(argument.variable(), argument);
    return argument.variable();
  }

  @Override
  protected String size(Symbol symbol) {
    return KernelNames.size(symbol);
  }

  private String layout(Symbol time, String what) {
    return add(Argument.ints(what + " " + time.name(), what + "_" + KernelNames.time(time), false));
  }

  @Override
  protected String table(Symbol time, Table table) {
    return layout(time, table.hint());
  }

  @Override
  protected String table(Space segments, SegmentTable table) {
    String of = names.segments(segments);
    return add(Argument.ints(table.hint() + " " + of, table.hint() + "_" + of, false));
  }

  @Override
  protected String positionOf(Symbol time, String example) {
    return layout(time, "position") + "[" + example + "]";
  }

  @Override
  protected String rowOf(Symbol time, String example, String step) {
    return "(" + layout(time, "offset") + "[" + step + "] + " + positionOf(time, example) + ")";
  }

  @Override
  public String base(Symbol time) {
    return layout(time, "offset") + "[t]";
  }

  /** The first rows of the steps. */
  String offsets(Symbol time) {
    return layout(time, "offset");
  }

  /** How many rows a space has. */
  String rows(Space space) {
    return switch (space.kind()) {
      case SHARED -> "1";
      case EXAMPLES, POSITIONS -> add(Argument.number("examples", "examples"));
      case STEPS, SEGMENTS -> add(Argument.number(
          "rows " + space.time().orElseThrow().name(), "rows_" + KernelNames.time(space.time().get())));
    };
  }

  /** What dropout's random numbers depend on beside the place; added where the code asks for it. */
  void addRun() {
    add(Argument.number("run", "run"));
  }

  Collection<Argument> arguments() {
    return arguments.values();
  }

  /** The arguments of a function that this one calls become its own. */
  void take(Collection<Argument> others) {
    others.stream().filter(a -> !a.isWeight()).forEach(this::add);
  }

  /** {@code a, b, }, to be followed by the range; {@code weight} says what the caller calls a weight. */
  static String passed(Collection<Argument> arguments, UnaryOperator<String> weight) {
    return arguments.stream().map(a -> (a.isWeight() ? weight.apply(a.variable()) : a.variable()) + ", ").collect(Collectors.joining());
  }

  static String declared(Collection<Argument> arguments) {
    return arguments.stream().map(a -> a.declaration() + ",\n    ").collect(Collectors.joining());
  }

  static List<String> hostNames(Collection<Argument> arguments) {
    return arguments.stream().map(Argument::name).toList();
  }
}
