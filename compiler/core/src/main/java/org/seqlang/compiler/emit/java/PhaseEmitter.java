package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seqlang.compiler.emit.loop.Costs;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/**
 * Launches as phases that threads divide, each by its columns or by its rows, and between which they meet:
 *
 * <pre>
 * private void timeLoop4Phase(int phase, int part, int parts) {
 *   final Steps stepsT = this.stepsT;
 *   final int t = phase / 2;
 *   final int n = stepsT.active(t);
 *   switch (phase % 2) {
 *     case 0 -&gt; matrixProduct5(0, n, t, part, parts);
 *     default -&gt; rowLoop6(0, n, t, part, parts);
 *   }
 * }
 * </pre>
 *
 * <p>Launches that follow one another are one phase where each part needs only what it has made itself.
 */
final class PhaseEmitter {

  /**
   * A method of one launch, or of several over the same rows.
   *
   * @param divided whether threads can divide its columns; else they divide its rows
   * @param based whether it is told where the step at hand begins in products of blocks
   */
  record Call(List<Launch> launches, String method, boolean divided, boolean based) {

    Space space() {
      return launches.get(0).space();
    }

    /** What it takes for a row. */
    Size cost() {
      return launches.stream().map(Costs::ofRow).reduce(Size.ZERO, Size::plus);
    }

    private List<View> reads() {
      return launches.stream().flatMap(launch -> Accesses.reads(launch).stream()).toList();
    }

    private List<View> writes() {
      return launches.stream().flatMap(launch -> Accesses.writes(launch).stream()).toList();
    }
  }

  private final ProgramNames names;
  private final Columns columns;
  private final List<List<Call>> phases = new ArrayList<>();

  PhaseEmitter(ProgramNames names, List<Call> calls) {
    this.names = names;
    this.columns = new Columns(names);
    for (Call call : calls) {
      if (phases.isEmpty() || !follows(phases.get(phases.size() - 1), call)) {
        phases.add(new ArrayList<>());
      }
      phases.get(phases.size() - 1).add(call);
    }
  }

  /** How many phases there are, in one step. */
  int count() {
    return phases.size();
  }

  /** Whether a part of the launch needs nothing of the phase but what the same part makes there. */
  private boolean follows(List<Call> phase, Call next) {
    return phase.stream().allMatch(call -> isIndependent(call, next) || isBeside(call, next));
  }

  private boolean isIndependent(Call before, Call next) {
    Set<String> written = fields(before.writes());
    Set<String> writes = fields(next.writes());
    return Collections.disjoint(written, fields(next.reads())) && Collections.disjoint(written, writes)
        && Collections.disjoint(fields(before.reads()), writes);
  }

  private Set<String> fields(List<View> views) {
    return views.stream().map(view -> names.field(view.buffer())).collect(Collectors.toSet());
  }

  /** Whether both go through the same rows and columns in each part, and no place meets another. */
  private boolean isBeside(Call before, Call next) {
    if (before.divided != next.divided || !before.space().equals(next.space())) {
      return false;
    }
    if (!next.divided) {
      return next.space().kind() != Space.Kind.SEGMENTS;
    }
    if (before.launches.get(0) instanceof Launch.MatrixProduct first && next.launches.get(0) instanceof Launch.MatrixProduct second) {
      return second.init().filter(first.result()::equals).isPresent() && first.result().dims().equals(second.result().dims())
          && Collections.disjoint(fields(List.of(first.result(), second.result())), fields(List.of(first.operand(), second.operand())));
    }
    return before.launches.get(0) instanceof Launch.RowLoop first && next.launches.get(0) instanceof Launch.RowLoop second
        && first.dims().equals(second.dims()) && columns.areApart(List.of(first, second));
  }

  /**
   * The method.
   *
   * @param loop where the launches are those of a time loop's step
   */
  MethodSpec method(String name, Optional<Launch.TimeLoop> loop) {
    Space space = loop.map(Launch::space).orElse(Space.EXAMPLES);
    LaunchMethod method = new LaunchMethod(names, space, loop.isPresent(), false);
    String phase = "phase";
    if (loop.isPresent()) {
      String steps = method.steps(loop.get().time());
      method.body.addStatement("final int t = $L", loop.get().reverse()
          ? CodeBlock.of("$N.steps() - 1 - phase / $L", steps, count()) : CodeBlock.of("phase / $L", count()));
      method.body.addStatement("final int n = $N.active(t)", steps);
      phase = "phase % " + count();
    }
    method.body.beginControlFlow("switch ($L)", phase);
    for (int i = 0; i < phases.size(); i++) {
      method.body.beginControlFlow(i < phases.size() - 1 ? "case $L ->" : "default ->", i < phases.size() - 1 ? new Object[] {i} : new Object[0]);
      phases.get(i).forEach(call -> method.body.addStatement(call(call, method)));
      method.body.endControlFlow();
    }
    method.body.endControlFlow();
    return method.build(name, CodeBlock.of("A part of a phase$L.\n", loop.isPresent() ? " of the time loop" : ""),
        List.of("phase", "part", "parts"));
  }

  private CodeBlock call(Call call, LaunchMethod method) {
    Space space = call.space();
    String step = !method.inTimeLoop() ? "" : call.based ? ", t, " + method.steps(method.space().time().orElseThrow()) + ".offset(t)" : ", t";
    String rows = space.kind() == Space.Kind.SEGMENTS ? method.starts(space) + "[n]"
        : method.inTimeLoop() ? "n" : ProgramEmitter.rows(names, space);
    return call.divided ? CodeBlock.of("$N(0, $L$L, part, parts)", call.method, rows, step)
        : CodeBlock.of("$N($T.row($L, part, parts), $T.row($L, part + 1, parts)$L)", call.method, RuntimeNames.PARALLEL, rows,
            RuntimeNames.PARALLEL, rows, step);
  }
}
