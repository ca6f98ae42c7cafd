package org.seqlang.compiler.emit.java;

import java.util.List;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Products and sums over rows. */
final class ProductEmitter {

  private final LaunchMethod method;

  ProductEmitter(LaunchMethod method) {
    this.method = method;
  }

  /** One call of the matrix kernel for the rows at hand; the weight is packed before. */
  void matrixProduct(Launch.MatrixProduct product, String packed) {
    View a = product.operand();
    View c = product.result();
    method.body.addStatement("$T.matrices().multiply($N, $L, $L, to - from, $N.matrix(), $L$N, $L, $L$L$L)",
        RuntimeNames.KERNELS, method.array(a.buffer()), first(a, "from"), method.code(a.buffer().columns()), packed,
        product.init().map(this::start).orElse(""), method.array(c.buffer()), first(c, "from"),
        method.code(c.buffer().columns()), product.init().isEmpty() ? ", false" : "",
        method.isDivided() ? ", part, parts" : "");
  }

  /** What the sums start from: one row for all, or a row for each. */
  private String start(View init) {
    boolean shared = init.buffer().space().isShared();
    return String.join(", ", method.array(init.buffer()), shared ? method.code(init.offset()) : first(init, "from"),
        shared ? "0" : method.code(init.buffer().columns()), "");
  }

  /** Where a row of the launch begins. */
  private String first(View view, String from) {
    Space space = view.buffer().space();
    boolean atStep = method.inTimeLoop() && space.kind() == Space.Kind.STEPS;
    String row = atStep ? "(" + method.base(space.time().orElseThrow()) + " + " + from + ")" : from;
    return method.start(view, row);
  }

  /** {@code result[m, n] += Σ rows left[m] right[n]}. */
  void outerSum(Launch.OuterSum outer, String rows) {
    View a = outer.left();
    View b = outer.right();
    View c = outer.result();
    method.body.addStatement("$T.multiplyTransposed($N, $L, $L, $N, $L, $L, $L, $L, $L, $N, $L, $L, $L)",
        RuntimeNames.PARALLEL_MATRICES, method.array(a.buffer()), method.code(a.offset()),
        method.code(a.buffer().columns()), method.array(b.buffer()), method.code(b.offset()),
        method.code(b.buffer().columns()), rows, method.code(a.dims().get(0)), method.code(b.dims().get(0)),
        method.array(c.buffer()), method.code(c.offset()), method.code(c.strides().get(0)), outer.accumulate());
  }

  /** Columns {@code from} to {@code to} of a sum over all rows. */
  void columnSum(Launch.ColumnSum sum, String rows) {
    String result = method.array(sum.result().buffer());
    String operand = method.array(sum.operand().buffer());
    String offset = method.code(sum.result().offset());
    if (!sum.accumulate()) {
      method.body.addStatement("$T.fill($N, $L, $L, 0.0f)", java.util.Arrays.class, result,
          Sizes.sum(List.of(offset, "from")), Sizes.sum(List.of(offset, "to")));
    }
    method.body.addStatement("$T.functions().addRows($N, $L, $L, $L, $N, $L, to - from)", RuntimeNames.KERNELS, operand,
        Sizes.sum(List.of(method.code(sum.operand().offset()), "from")), method.code(sum.operand().buffer().columns()), rows, result,
        Sizes.sum(List.of(offset, "from")));
  }
}
