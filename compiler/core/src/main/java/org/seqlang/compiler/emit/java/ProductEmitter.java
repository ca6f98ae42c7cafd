package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Products, sums over rows, and linear recurrences. */
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

  /** {@code blocks.multiply(x, 0, input, packed1.matrix(), bias, 0, gates, 0, 4 * hidden)}: for the block of steps at hand. */
  CodeBlock ofBlock(Launch.MatrixProduct product, String blocks, String packed) {
    View a = product.operand();
    View c = product.result();
    String start = product.init().map(init -> method.array(init.buffer()) + ", " + method.code(init.offset()) + ", ").orElse("");
    return CodeBlock.of("$N.multiply($N, $L, $L, $N.matrix(), $L$N, $L, $L)", blocks, method.array(a.buffer()), method.code(a.offset()),
        method.code(a.buffer().columns()), packed, start, method.array(c.buffer()), method.code(c.offset()),
        method.code(c.buffer().columns()));
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
    String row = atStep ? "(" + method.base(view.buffer()) + " + " + from + ")" : from;
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

  /** One call of the kernel, which divides the work among threads. */
  void linearScan(Launch.LinearScan scan) {
    method.body.addStatement("new $T($N.offsets(), $L, $L, $L).run($L, $L, $N, $L)", RuntimeNames.LINEAR_RECURRENCE,
        method.steps(scan.time()), method.code(scan.result().elements()), scan.reverse(), scan.transposed(),
        rows(scan.a()), rows(scan.b()), method.array(scan.initial().buffer()), rows(scan.result()));
  }

  private CodeBlock rows(View view) {
    String stride = view.buffer().space().isShared() ? "0" : method.code(view.buffer().columns());
    return CodeBlock.of("new $T($N, $L, $L)", RuntimeNames.LINEAR_ROWS, method.array(view.buffer()), method.code(view.offset()), stride);
  }

  /** Whether a reduction adds up the rows of a matrix that lie side by side. */
  static boolean isSumOfRows(Launch.Reduction reduction) {
    View operand = reduction.operand();
    return reduction.combine() == Launch.Combine.SUM && reduction.axis().equals(Optional.of(0)) && operand.dims().size() == 2
        && operand.strides().get(1).equals(Size.ONE) && operand.buffer().floats() && reduction.result().isDense();
  }

  /** {@code result[c] = Σ rows operand[row, c]}, for each row of the launch. */
  void sumOfRows(Launch.Reduction reduction) {
    View operand = reduction.operand();
    View result = reduction.result();
    String columns = method.code(operand.dims().get(1));
    String start = method.fresh("start");
    method.body.beginControlFlow("for (int r = from; r < to; r++)");
    method.body.addStatement("final int $N = $L", start, method.start(result, method.row(result.buffer())));
    method.body.addStatement("$T.fill($N, $N, $N + $L, 0.0f)", java.util.Arrays.class, method.array(result.buffer()), start, start, columns);
    method.body.addStatement("$T.functions().addRows($N, $L, $L, $L, $N, $N, $L)", RuntimeNames.KERNELS, method.array(operand.buffer()),
        method.start(operand, method.row(operand.buffer())), method.code(operand.strides().get(0)), method.code(operand.dims().get(0)),
        method.array(result.buffer()), start, columns);
    method.body.endControlFlow();
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
