package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/** Reductions along an axis of a row, or over the steps of an example. */
final class ReductionEmitter {

  private final LaunchMethod method;
  private final Launch.Reduction reduction;

  ReductionEmitter(LaunchMethod method, Launch.Reduction reduction) {
    this.method = method;
    this.reduction = reduction;
  }

  void emit() {
    method.body.beginControlFlow("for (int r = from; r < to; r++)");
    if (reduction.axis().isEmpty() && reduction.combine() == Launch.Combine.SUM) {
      sumOverTime(reduction.time().orElseThrow());
    } else {
      oneByOne();
    }
    method.body.endControlFlow();
  }

  /** Step by step, so that the inner loop runs along memory. */
  private void sumOverTime(Symbol time) {
    View result = reduction.result();
    List<String> at = open(result);
    method.body.addStatement("$N[$L] = 0.0f", method.array(result.buffer()), resultIndex(at));
    close(at.size());
    method.body.beginControlFlow("for (int step = 0; step < $L; step++)", method.length(time));
    boolean ownRows = method.isOver(reduction.operand(), time);
    if (ownRows) {
      method.body.addStatement("final int row = $L", method.row(reduction.operand().buffer(), time, "step"));
    }
    open(result);
    String row = ownRows ? "row" : method.row(reduction.operand().buffer());
    method.body.addStatement("$N[$L] += $N[$L]", method.array(result.buffer()), resultIndex(at),
        method.array(reduction.operand().buffer()), method.index(reduction.operand(), row, at));
    close(at.size());
    method.body.endControlFlow();
  }

  private void oneByOne() {
    View result = reduction.result();
    View operand = reduction.operand();
    List<String> at = open(result);
    String array = method.array(operand.buffer());
    boolean overTime = reduction.axis().isEmpty();
    List<String> coordinates = new ArrayList<>(at);
    if (!overTime) {
      coordinates.add(reduction.axis().get(), "c");
    }
    String count = overTime ? method.length(reduction.time().orElseThrow())
        : method.code(operand.dims().get(reduction.axis().get()));
    String row = overTime && method.isOver(operand, reduction.time().orElseThrow())
        ? method.row(operand.buffer(), reduction.time().get(), "c") : method.row(operand.buffer());
    String element = array + "[" + method.index(operand, row, coordinates) + "]";
    combine(element, count, at);
    close(at.size());
  }

  private void combine(String element, String count, List<String> at) {
    String result = method.array(reduction.result().buffer()) + "[" + resultIndex(at) + "]";
    switch (reduction.combine()) {
      case SUM -> {
        method.body.addStatement("float sum = 0.0f");
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("sum += $L", element).endControlFlow().addStatement("$L = sum", result);
      }
      case MAX -> {
        method.body.addStatement("float best = Float.NEGATIVE_INFINITY");
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("best = $T.max(best, $L)", Math.class, element).endControlFlow();
        method.body.addStatement("$L = best", result);
      }
      case ARGMAX -> {
        method.body.addStatement("int at = 0").addStatement("float best = Float.NEGATIVE_INFINITY");
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("final float value = $L", element);
        method.body.beginControlFlow("if (value > best)").addStatement("best = value").addStatement("at = c");
        method.body.endControlFlow().endControlFlow().addStatement("$L = at", result);
      }
    }
  }

  private String resultIndex(List<String> at) {
    return method.index(reduction.result(), method.row(reduction.result().buffer()), at);
  }

  private List<String> open(View view) {
    return Loops.open(method, view.dims());
  }

  private void close(int loops) {
    Loops.close(method, loops);
  }
}
