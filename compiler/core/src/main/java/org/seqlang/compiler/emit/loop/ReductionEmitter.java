package org.seqlang.compiler.emit.loop;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/** Reductions along an axis of a row, or over the steps of an example. */
public final class ReductionEmitter {

  private final LoopBody method;
  private final Launch.Reduction reduction;

  public ReductionEmitter(LoopBody method, Launch.Reduction reduction) {
    this.method = method;
    this.reduction = reduction;
  }

  public void emit() {
    method.body.beginControlFlow("$L", Loops.rows(method, reduction.result().dims()));
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
    method.body.addStatement("$N[$L] = $L", method.array(result.buffer()), resultIndex(at), method.dialect().literal(0));
    close(at.size());
    method.body.beginControlFlow("for (int step = 0; step < $L; step++)", method.length(time));
    boolean ownRows = method.isOver(reduction.operand(), time);
    if (ownRows) {
      method.body.addStatement("$L int row = $L", method.dialect().constant(), method.row(reduction.operand().buffer(), time, "step"));
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
    boolean along = !overTime && operand.strides().get(reduction.axis().get()).equals(Size.ONE) && operand.buffer().floats();
    if (along && reduction.combine() != Launch.Combine.ARGMAX) {
      coordinates.set(reduction.axis().get(), "0");
      String start = method.index(operand, row, coordinates);
      method.body.addStatement("$N[$L] = $L", method.array(reduction.result().buffer()), resultIndex(at),
          reduction.combine() == Launch.Combine.SUM
              ? method.dialect().sum(array, start, count) : method.dialect().largest(array, start, count));
    } else {
      combine(array + "[" + method.index(operand, row, coordinates) + "]", count, at);
    }
    close(at.size());
  }

  private void combine(String element, String count, List<String> at) {
    String result = method.array(reduction.result().buffer()) + "[" + resultIndex(at) + "]";
    switch (reduction.combine()) {
      case SUM -> {
        method.body.addStatement("float sum = $L", method.dialect().literal(0));
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("sum += $L", element).endControlFlow().addStatement("$L = sum", result);
      }
      case MAX -> {
        method.body.addStatement("float best = $L", method.dialect().literal(Double.NEGATIVE_INFINITY));
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("best = $L", method.dialect().apply(
            ScalarFunction.MAXIMUM, List.of(CodeBlock.of("best"), CodeBlock.of("$L", element)))).endControlFlow();
        method.body.addStatement("$L = best", result);
      }
      case ARGMAX -> {
        method.body.addStatement("int at = 0").addStatement("float best = $L", method.dialect().literal(Double.NEGATIVE_INFINITY));
        method.body.beginControlFlow("for (int c = 0; c < $L; c++)", count);
        method.body.addStatement("$L float value = $L", method.dialect().constant(), element);
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
