package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;

/** Makes the buffers and locals of one schedule. */
final class Memory {

  private final List<Buffer> buffers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<Location.Grouped, Location.Stored> kept = new HashMap<>();
  private int locals;

  /** Planned memory for a value. */
  Buffer allocate(String hint, Space space, Type type) {
    return add(hint, space, type.columns(), isFloat(type), Buffer.Source.PLANNED, "");
  }

  /** Memory that somebody else provides, or that outlives the run. */
  Buffer external(String name, Space space, Type type, Buffer.Source source) {
    return add(identifier(name), space, type.columns(), isFloat(type), source, name);
  }

  List<Buffer> buffers() {
    return buffers;
  }

  int nextLocal() {
    return ++locals;
  }

  void remember(Location.Grouped grouped, Location.Stored stored) {
    kept.put(grouped, stored);
  }

  /** Where a local is kept in memory, if it is. */
  Optional<Location.Stored> kept(Location.Grouped grouped) {
    return Optional.ofNullable(kept.get(grouped));
  }

  private Buffer add(String hint, Space space, Size columns, boolean floats, Buffer.Source source, String external) {
    String name = source == Buffer.Source.PLANNED ? hint + (buffers.size() + 1) : hint;
    while (!names.add(name)) {
      name = name + "_";
    }
    Buffer buffer = new Buffer(buffers.size(), name, space, columns, floats, source, external);
    buffers.add(buffer);
    return buffer;
  }

  private static boolean isFloat(Type type) {
    return type.isFloat();
  }

  private static String identifier(String name) {
    StringBuilder out = new StringBuilder();
    for (char c : name.toCharArray()) {
      out.append(Character.isJavaIdentifierPart(c) ? c : '_');
    }
    return out.toString();
  }
}
