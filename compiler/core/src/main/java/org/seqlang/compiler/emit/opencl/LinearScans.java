package org.seqlang.compiler.emit.opencl;

import java.util.List;
import org.seqlang.compiler.emit.loop.LoopBody;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/** Linear recurrences: kernels that call the prelude, one a phase. */
final class LinearScans {

  /** The prelude's functions, in the order in which they run; see {@code recurrence.cl} of the runtime. */
  static final List<String> PHASES = List.of("seq_compose", "seq_pass", "seq_steps");

  private LinearScans() {}

  static void emit(KernelFunction function, Launch.LinearScan scan, String phase) {
    Size columns = scan.result().dims().stream().reduce(Size.ONE, Size::times);
    String result = function.array(scan.result().buffer());
    function.body.addStatement("const seq_recurrence recurrence = {$L, $L, $L, $L, $L, $L, $L,\n$L, $L, $L, $L + $L, $L}",
        function.offsets(scan.time()), function.table(scan.time(), LoopBody.Table.ORDER),
        function.table(scan.time(), LoopBody.Table.LENGTHS), function.rows(scan.space()), function.code(columns),
        scan.reverse() ? 1 : 0, scan.transposed() ? 1 : 0, operand(function, scan.a()), operand(function, scan.b()),
        function.array(scan.initial().buffer()), result, function.code(scan.result().offset()),
        function.code(scan.result().buffer().columns()));
    function.body.addStatement("$L(recurrence)", phase);
  }

  /** Where the first row begins, and the distance from row to row. */
  private static String operand(KernelFunction function, View view) {
    return function.array(view.buffer()) + " + " + function.code(view.offset()) + ", "
        + (view.buffer().space().isShared() ? "0" : function.code(view.buffer().columns()));
  }
}
