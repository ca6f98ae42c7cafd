package org.seqlang.compiler.emit.loop;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Size;

/** Nested loops over dimensions, with the coordinates {@code i0, i1, …}; the elements of the innermost one are dealt out. */
public final class Loops {

  private Loops() {}

  /** The head of the loop over rows whose elements have the given dimensions. */
  static String rows(LoopBody method, List<Size> dims) {
    return method.dialect().rows(dims.isEmpty() ? "1" : method.code(dims.get(dims.size() - 1)));
  }

  public static List<String> open(LoopBody method, List<Size> dims) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      method.body.beginControlFlow("$L", method.loop(i, dims.get(i), i == dims.size() - 1));
      names.add("i" + i);
    }
    return names;
  }

  public static void close(LoopBody method, int loops) {
    for (int i = 0; i < loops; i++) {
      method.body.endControlFlow();
    }
  }
}
