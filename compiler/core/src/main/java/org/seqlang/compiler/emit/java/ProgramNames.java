package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.NameAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;

/** The Java names of a program's fields; none clashes with another, nor with a local of a launch's method. */
final class ProgramNames {

  /** Locals that launch methods use. */
  private static final List<String> LOCALS = List.of(
      "r", "t", "n", "m", "from", "first", "to", "key", "sum", "best", "at", "step", "examples", "seed", "c", "value", "row", "parameters", "sizes",
      "plan", "phase", "part", "parts", "left", "right", "base", "blocks");

  private final NameAllocator allocator = new NameAllocator();
  private final Map<Buffer, String> buffers = new HashMap<>();
  private final Map<Symbol, String> sizes = new HashMap<>();
  private final Map<Space, String> segments = new HashMap<>();
  private final Map<Buffer, String> parameters = new HashMap<>();
  private final Map<Buffer, Buffer> memory;
  private int count;

  ProgramNames(Schedule schedule) {
    LOCALS.forEach(allocator::newName);
    for (int i = 0; i < 8; i++) {
      allocator.newName("i" + i);
    }
    schedule.sizes().forEach(symbol -> sizes.put(symbol, allocator.newName(symbol.name())));
    schedule.times().forEach(symbol -> sizes.put(symbol, allocator.newName("steps" + symbol.name())));
    schedule.segments().forEach(space -> segments.put(
        space, allocator.newName("segments" + space.time().orElseThrow().name() + "By" + space.by().orElseThrow().name())));
    memory = schedule.memory();
    memory.values().stream().distinct().forEach(b -> buffers.put(b, allocator.newName(b.name())));
  }

  String field(Buffer buffer) {
    return buffers.get(memory.get(buffer));
  }

  String size(Symbol symbol) {
    String name = sizes.get(symbol);
    if (name == null) {
      throw new IllegalStateException("size " + symbol + " is unknown to the program");
    }
    return name;
  }

  String steps(Symbol time) {
    return size(time);
  }

  /** The field with the tables of segments. */
  String segments(Space space) {
    return segments.get(space);
  }

  /** A local that holds a table of a layout: {@code orderT}. */
  String table(Symbol time, String hint) {
    return hint + time.name() + "_";
  }

  /** The field of the parameter whose values a buffer holds. */
  String parameter(Buffer buffer) {
    return parameters.computeIfAbsent(buffer, b -> allocator.newName(b.name() + "_parameter"));
  }

  /** Names for the locals of one method, none of which hides a field. */
  NameAllocator locals() {
    return allocator.clone();
  }

  /** 1, 2, 3 and so on. */
  int next() {
    return ++count;
  }

  String fresh(String hint) {
    return allocator.newName(hint);
  }
}
