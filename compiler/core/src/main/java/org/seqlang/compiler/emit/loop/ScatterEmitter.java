package org.seqlang.compiler.emit.loop;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/** Adds each row to the row of its index; all rows in order, so that rows that share an index are added up in one order. */
public final class ScatterEmitter {

  private final LoopBody method;
  private final Launch.ScatterAdd scatter;

  public ScatterEmitter(LoopBody method, Launch.ScatterAdd scatter) {
    this.method = method;
    this.scatter = scatter;
  }

  public void emit() {
    if (method.inTimeLoop() && scatter.zero()) {
      clear();
    }
    int rank = scatter.index().dims().size();
    List<String> lead = new ArrayList<>();
    method.body.beginControlFlow("$L", method.dialect().rows(false));
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

  /** In a loop the result is cleared at every step. */
  private void clear() {
    View result = scatter.result();
    method.body.beginControlFlow("$L", method.dialect().rows(false));
    List<String> at = Loops.open(method, result.dims());
    method.body.addStatement("$N[$L] = $L", method.array(result.buffer()),
        method.index(result, method.row(result.buffer()), at), method.dialect().literal(0));
    Loops.close(method, at.size() + 1);
    method.body.add(method.dialect().barrier());
  }

  private void inner(List<String> lead) {
    View result = scatter.result();
    List<String> from = new ArrayList<>(lead);
    List<String> to = new ArrayList<>(List.of("at"));
    int rest = result.dims().size() - 1;
    for (int i = 0; i < rest; i++) {
      String name = "i" + (lead.size() + i);
      method.body.beginControlFlow(
          "$L", method.dialect().loop(name, method.code(result.dims().get(i + 1)), i == rest - 1));
      from.add(name);
      to.add(name);
    }
    if (rest == 0) {
      method.body.beginControlFlow("$L", method.dialect().loop("only", "1", true));
    }
    method.body.addStatement("$N[$L] += $N[$L]", method.array(result.buffer()),
        method.index(result, method.row(result.buffer()), to), method.array(scatter.operand().buffer()),
        method.index(scatter.operand(), method.row(scatter.operand().buffer()), from));
    Loops.close(method, Math.max(1, rest));
  }
}
