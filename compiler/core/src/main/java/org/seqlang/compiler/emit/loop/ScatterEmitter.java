package org.seqlang.compiler.emit.loop;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/**
 * Adds each row to the row of its index; all rows in order, so that rows that share an index are added up in one order. Workers divide
 * the columns.
 */
public final class ScatterEmitter {

  private final LoopBody method;
  private final Launch.ScatterAdd scatter;
  private final String rows;
  private final boolean byColumns;

  public ScatterEmitter(LoopBody method, Launch.ScatterAdd scatter) {
    this(method, scatter, "for (int r = from; r < to; r++)", false);
  }

  private ScatterEmitter(LoopBody method, Launch.ScatterAdd scatter, String rows, boolean byColumns) {
    this.method = method;
    this.scatter = scatter;
    this.rows = rows;
    this.byColumns = byColumns;
  }

  /** All rows of the columns {@code from} to {@code to}. */
  public static ScatterEmitter byColumns(LoopBody method, Launch.ScatterAdd scatter, String rows) {
    return new ScatterEmitter(method, scatter, "for (int r = 0; r < " + rows + "; r++)", true);
  }

  /** How many columns there are to divide. */
  public static Size columns(Launch.ScatterAdd scatter) {
    List<Size> dims = scatter.result().dims();
    return dims.size() < 2 ? Size.ONE : dims.get(dims.size() - 1);
  }

  public void emit() {
    if (method.inTimeLoop() && scatter.zero()) {
      clear();
    }
    int rank = scatter.index().dims().size();
    List<String> lead = new ArrayList<>();
    method.body.beginControlFlow("$L", rows);
    for (int i = 0; i < rank; i++) {
      lead.add("i" + i);
      method.body.beginControlFlow("$L", method.dialect().loop("i" + i, method.code(scatter.index().dims().get(i)), false));
    }
    String index = method.index(scatter.index(), method.row(scatter.index().buffer()), lead);
    method.body.addStatement("$L int at = $N[$L]", method.dialect().constant(), method.array(scatter.index().buffer()), index);
    scatter.padding().ifPresent(padding -> method.body.beginControlFlow("if (at != $L)", method.code(padding)));
    inner(lead);
    scatter.padding().ifPresent(padding -> method.body.endControlFlow());
    Loops.close(method, rank + 1);
  }

  /** In a loop the result is cleared at every step: each column by the worker that adds to it. */
  private void clear() {
    View result = scatter.result();
    int rank = result.dims().size();
    method.body.beginControlFlow("$L", rows);
    List<String> at = new ArrayList<>();
    if (rank == 1) {
      method.body.beginControlFlow("$L", column("only", 0));
    }
    for (int i = 0; i < rank; i++) {
      at.add("i" + i);
      method.body.beginControlFlow("$L", i > 0 && i == rank - 1 ? column("i" + i, i)
          : method.dialect().loop("i" + i, method.code(result.dims().get(i)), false));
    }
    method.body.addStatement("$N[$L] = $L", method.array(result.buffer()),
        method.index(result, method.row(result.buffer()), at), method.dialect().literal(0));
    Loops.close(method, rank + (rank == 1 ? 2 : 1));
  }

  /** The head of the loop over the columns, which are the axis {@code axis} of the result. */
  private String column(String name, int axis) {
    if (byColumns) {
      return method.dialect().column(name, "from", "to");
    }
    return method.dialect().column(name, "0", axis == 0 ? "1" : method.code(scatter.result().dims().get(axis)));
  }

  private void inner(List<String> lead) {
    View result = scatter.result();
    List<String> from = new ArrayList<>(lead);
    List<String> to = new ArrayList<>(List.of("at"));
    int rest = result.dims().size() - 1;
    for (int i = 0; i < rest; i++) {
      String name = "i" + (lead.size() + i);
      method.body.beginControlFlow("$L", i == rest - 1 ? column(name, i + 1)
          : method.dialect().loop(name, method.code(result.dims().get(i + 1)), false));
      from.add(name);
      to.add(name);
    }
    if (rest == 0) {
      method.body.beginControlFlow("$L", column("only", 0));
    }
    method.body.addStatement("$N[$L] += $N[$L]", method.array(result.buffer()),
        method.index(result, method.row(result.buffer()), to), method.array(scatter.operand().buffer()),
        method.index(scatter.operand(), method.row(scatter.operand().buffer()), from));
    Loops.close(method, Math.max(1, rest));
  }
}
