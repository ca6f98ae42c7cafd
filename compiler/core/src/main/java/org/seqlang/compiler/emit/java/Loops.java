package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Size;

/** Nested loops over dimensions, with the coordinates {@code i0, i1, …}. */
final class Loops {

  private Loops() {}

  static List<String> open(LaunchMethod method, List<Size> dims) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      String name = "i" + i;
      method.body.beginControlFlow("for (int $L = 0; $L < $L; $L++)", name, name, method.code(dims.get(i)), name);
      names.add(name);
    }
    return names;
  }

  static void close(LaunchMethod method, int loops) {
    for (int i = 0; i < loops; i++) {
      method.body.endControlFlow();
    }
  }
}
