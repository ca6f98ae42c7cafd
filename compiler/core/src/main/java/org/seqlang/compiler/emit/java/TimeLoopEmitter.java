package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;

/**
 * Step by step through time; the rows at hand are those of {@code from} to {@code to} whose examples have not ended:
 *
 * <pre>
 * for (int t = 0; t &lt; stepsT.steps(); t++) {
 *   final int n = Math.min(to, stepsT.active(t));
 *   if (n &lt;= from) {
 *     break;
 *   }
 *   matrixProduct5(from, n, t, stepsT.offset(t), 0, 1);
 *   rowLoop6(from, n, t, 0, 1);
 * }
 * </pre>
 */
final class TimeLoopEmitter {

  private final LaunchMethod method;
  private final Launch.TimeLoop loop;
  private final List<PhaseEmitter.Call> calls;
  private final String steps;
  private final boolean few;
  private final String first;

  TimeLoopEmitter(LaunchMethod method, Launch.TimeLoop loop, List<PhaseEmitter.Call> calls) {
    this.method = method;
    this.loop = loop;
    this.calls = calls;
    this.steps = method.steps(loop.time());
    this.few = isOfFew(loop);
    this.first = few ? "first" : "from";
  }

  void emit() {
    loop(CodeBlock.of(""), CodeBlock.of(""), CodeBlock.of("$N.offset(t)", steps));
  }

  /**
   * With products of a block of steps in the place of those of all steps:
   *
   * <pre>
   * final StepBlocks blocks = StepBlocks.of(stepsT.offsets(), from, to, false);
   * for (int t = 0; t &lt; stepsT.steps(); t++) {
   *   …
   *   if (blocks.begin(t)) {
   *     blocks.multiply(x, 0, input, packed2.matrix(), bias, 0, product, 0, 4 * hidden);
   *   }
   *   matrixProduct5(from, n, t, blocks.base(), 0, 1);
   * </pre>
   */
  void emitInBlocks(List<Launch.MatrixProduct> products, PackedWeights packed) {
    CodeBlock.Builder begin = CodeBlock.builder().beginControlFlow("if (blocks.begin(t))");
    products.forEach(product -> begin.addStatement(new ProductEmitter(method).ofBlock(product, "blocks", packed.field(product))));
    loop(CodeBlock.builder().addStatement("final $T blocks = $T.of($N.offsets(), $L, $L, $L)", RuntimeNames.STEP_BLOCKS,
        RuntimeNames.STEP_BLOCKS, steps, first, few ? "first + 1" : "to", loop.reverse()).build(), begin.endControlFlow().build(),
        CodeBlock.of("blocks.base()"));
  }

  /** @param base where the step at hand begins in products of blocks */
  private void loop(CodeBlock before, CodeBlock begin, CodeBlock base) {
    if (few) {
      method.body.beginControlFlow("for (int first = from; first < to; first++)");
    }
    method.body.add(before);
    if (loop.reverse()) {
      method.body.beginControlFlow("for (int t = $N.steps() - 1; t >= 0; t--)", steps);
    } else {
      method.body.beginControlFlow("for (int t = 0; t < $N.steps(); t++)", steps);
    }
    method.body.addStatement("final int n = $T.min($L, $N.active(t))", Math.class, few ? "first + 1" : "to", steps);
    method.body.beginControlFlow("if (n <= $L)", first).addStatement(loop.reverse() ? "continue" : "break").endControlFlow();
    method.body.add(begin);
    calls.forEach(call -> method.body.addStatement("$L", step(call, base)));
    method.body.endControlFlow();
    if (few) {
      method.body.endControlFlow();
    }
  }

  /** Whether an example's state is a matrix, so that it stays in a cache only while no other example is at work, and no product gains from more. */
  private static boolean isOfFew(Launch.TimeLoop loop) {
    return loop.body().stream().noneMatch(launch -> launch instanceof Launch.MatrixProduct)
        && loop.body().stream().anyMatch(launch -> launch instanceof Launch.RowLoop rows && rows.dims().size() > 1);
  }

  /** The call for the examples at hand, or for the segments of those. */
  private CodeBlock step(PhaseEmitter.Call call, CodeBlock base) {
    CodeBlock at = call.based() ? CodeBlock.of("t, $L", base) : CodeBlock.of("t");
    if (call.space().kind() == Space.Kind.SEGMENTS) {
      String starts = method.starts(call.space());
      return CodeBlock.of("$N($N[$L], $N[n], $L)", call.method(), starts, first, starts, at);
    }
    return CodeBlock.of("$N($L, n, $L$L)", call.method(), first, at, call.divided() ? ", 0, 1" : "");
  }
}
