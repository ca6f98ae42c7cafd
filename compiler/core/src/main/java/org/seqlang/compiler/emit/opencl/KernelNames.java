package org.seqlang.compiler.emit.opencl;

import com.palantir.javapoet.NameAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;

/** The names of a file of kernels; none clashes with a word of the language, a function of the prelude, or another. */
final class KernelNames {

  /** Words of OpenCL C that a buffer's or local's name may not be, and names that kernels use. */
  private static final List<String> TAKEN = List.of(
      "r", "t", "n", "from", "to", "sum", "best", "at", "step", "row", "value", "only", "run", "examples", "bounds", "count", "first", "last", "c",
      "kernel", "global", "local", "private", "constant", "restrict", "half", "uint", "ushort", "uchar", "ulong", "bool", "size_t",
      "auto", "extern", "inline", "register", "signed", "sizeof", "struct", "typedef", "union", "unsigned", "volatile",
      "complex", "imaginary", "event_t", "image2d_t", "sampler_t", "read_only", "write_only", "read_write", "pipe",
      "min", "max", "exp", "log", "pow", "sin", "cos", "tan", "erf", "sign", "step", "mix", "dot", "cross", "length", "distance",
      "select", "shuffle", "barrier", "fma", "mad", "sqrt", "floor", "ceil", "round", "fabs", "clamp", "degrees", "radians",
      "normalize", "all", "any", "LANE", "LANES", "ROW", "ROWS", "COLUMN", "COLUMNS", "PART", "WIDE", "BEGIN", "END", "SYNC", "EXCHANGED", "team", "tiles",
      "meeting", "recurrence", "size", "room", "used", "NAN", "INFINITY", "M_PI");

  private final NameAllocator allocator = new NameAllocator();
  private final Map<Buffer, String> buffers = new HashMap<>();
  private final Map<Buffer, Buffer> memory;

  KernelNames(Schedule schedule) {
    TAKEN.stream().distinct().forEach(allocator::newName);
    for (int i = 0; i < 8; i++) {
      allocator.newName("i" + i);
    }
    memory = schedule.memory();
    memory.values().stream().distinct().forEach(b -> buffers.put(b, allocator.newName(b.name())));
  }

  /** The memory that a buffer lives in. */
  String memory(Buffer buffer) {
    return buffers.get(memory.get(buffer));
  }

  /** A macro that the build options define. */
  static String size(Symbol symbol) {
    return "N_" + symbol.name();
  }

  static String time(Symbol time) {
    return time.name().replace("?", "generated");
  }

  String segments(Space space) {
    return time(space.time().orElseThrow()) + "By" + time(space.by().orElseThrow());
  }

  NameAllocator locals() {
    return allocator.clone();
  }

  String fresh(String hint) {
    return allocator.newName(hint);
  }
}
