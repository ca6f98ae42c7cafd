package org.seqlang.compiler.emit.opencl;

import java.util.function.UnaryOperator;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Calls of the prelude's matrix products for the rows from {@code from} on. */
record ProductCode(KernelFunction function, String from) {

  /** A packed weight of {@code k} rows and {@code n} columns. */
  record Packing(String name, Size k, Size n) {}

  /** @param rows how many rows there are */
  String call(String called, Launch.MatrixProduct product, Packing weight, String rows) {
    return call(called, product, weight, rows, init -> init);
  }

  /** @param begin what the sums begin with, made of what the product says */
  String call(String called, Launch.MatrixProduct product, Packing weight, String rows, UnaryOperator<String> begin) {
    return String.join(", ", called + "(team", rows(product.operand()), function.code(product.operand().buffer().columns()),
        weight.name(), begin.apply(init(product)), rows(product.result()), function.code(product.result().buffer().columns()), rows,
        function.code(weight.k()), function.code(weight.n())) + (function.inTimeLoop() ? ", t)" : ")");
  }

  /** Where the rows of a view begin. */
  String rows(View view) {
    return function.array(view.buffer()) + " + " + first(view);
  }

  /** What the sums begin with, and the distance from row to row of it. */
  private String init(Launch.MatrixProduct product) {
    if (product.init().isEmpty()) {
      return "0, 0";
    }
    View init = product.init().get();
    return init.buffer().space().isShared() ? function.array(init.buffer()) + " + " + function.code(init.offset()) + ", 0"
        : rows(init) + ", " + function.code(init.buffer().columns());
  }

  private String first(View view) {
    if (from.equals("0")) {
      return function.code(view.offset());
    }
    Space space = view.buffer().space();
    boolean atStep = function.inTimeLoop() && space.kind() == Space.Kind.STEPS;
    return function.start(view, atStep ? "(" + function.base(space.time().orElseThrow()) + " + " + from + ")" : from);
  }
}
