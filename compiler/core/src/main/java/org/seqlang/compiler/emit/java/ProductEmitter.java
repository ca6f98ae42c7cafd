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

  /** Rows whose sums are begun before their product runs: few enough to stay in the nearest cache. */
  private static final int CHUNK = 16;

  /** One call of the matrix kernel for the rows at hand; the weight is packed before. */
  void matrixProduct(Launch.MatrixProduct product, String packed) {
    if (product.init().isPresent()) {
      addTo(product, packed, product.init().get());
      return;
    }
    multiply(product, packed, "from", "to - from", false);
  }

  private void multiply(Launch.MatrixProduct product, String packed, String from, String rows, boolean accumulate) {
    View a = product.operand();
    View c = product.result();
    method.body.addStatement("$T.matrices().multiply($N, $L, $L, $L, $N.matrix(), $N, $L, $L, $L)",
        RuntimeNames.KERNELS, method.array(a.buffer()), first(a, from), method.code(a.buffer().columns()), rows, packed,
        method.array(c.buffer()), first(c, from), method.code(c.buffer().columns()), accumulate);
  }

  /** Some rows at a time: what the sums begin with is copied, then the product added. */
  private void addTo(Launch.MatrixProduct product, String packed, View init) {
    View c = product.result();
    String columns = method.code(c.dims().get(0));
    method.body.beginControlFlow("for (int c = from; c < to; c += $L)", CHUNK);
    method.body.addStatement("final int m = $T.min($L, to - c)", Math.class, CHUNK);
    method.body.beginControlFlow("for (int r = c; r < c + m; r++)");
    method.body.addStatement("$T.arraycopy($N, $L, $N, $L, $L)", System.class, method.array(init.buffer()),
        method.start(init, method.row(init.buffer())), method.array(c.buffer()), method.start(c, method.row(c.buffer())), columns);
    method.body.endControlFlow();
    multiply(product, packed, "c", "m", true);
    method.body.endControlFlow();
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
    String target = Sizes.sum(List.of(offset, "c"));
    if (!sum.accumulate()) {
      method.body.addStatement("$T.fill($N, $L, $L, 0.0f)", java.util.Arrays.class, result,
          Sizes.sum(List.of(offset, "from")), Sizes.sum(List.of(offset, "to")));
    }
    method.body.beginControlFlow("for (int r = 0; r < $L; r++)", rows);
    method.body.addStatement("final int row = $L", method.start(sum.operand(), "r"));
    method.body.beginControlFlow("for (int c = from; c < to; c++)");
    method.body.addStatement("$N[$L] += $N[row + c]", result, target, operand);
    method.body.endControlFlow().endControlFlow();
  }
}
