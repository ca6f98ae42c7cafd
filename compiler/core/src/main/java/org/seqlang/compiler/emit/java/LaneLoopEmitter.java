package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.emit.loop.RowLoopEmitter;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;
import org.seqlang.compiler.schedule.View;

/**
 * A row loop as several small ones over a piece of some rows, which the JVM's compiler vectorises:
 *
 * <pre>
 * final float[][] scratch = Scratch.arrays(3);
 * final float[] x1 = scratch[0];
 * …
 * final int w = Math.min(Scratch.WIDTH, hidden);
 * final int h = Scratch.WIDTH / w;
 * for (int r = from; r &lt; to; r += h) {
 *   final int m = Math.min(h, to - r);
 *   final int at1 = r * (4 * hidden);
 *   for (int c = 0; c &lt; hidden; c += w) {
 *     final int n = Math.min(w, hidden - c);
 *     Scratch.read(states, at2 + c, hidden, m, n, x1);
 *     Kernels.functions().sigmoid(gates, at1 + c, 4 * hidden, m, n, v1);
 *     for (int i = 0; i &lt; m * n; i++) {
 *       v2[i] = v1[i] * x1[i];
 *     }
 *     Scratch.write(v2, m, n, stack, at3 + c, hidden);
 * </pre>
 *
 * <p>Where the rows do not follow one another in all buffers, or something depends on the row, a row at a time: {@code h} and {@code m}
 * are 1 then.
 */
final class LaneLoopEmitter extends RowLoopEmitter {

  private final LanePlan plan;
  private final Map<Scalar.Load, String> read = new LinkedHashMap<>();
  private final Map<Scalar.Local, String> made = new LinkedHashMap<>();
  private final CodeBlock.Builder copiesIn = CodeBlock.builder();
  private final CodeBlock.Builder loops = CodeBlock.builder();
  private CodeBlock.Builder body = CodeBlock.builder();
  private final Map<Scalar.Local, String> inlined = new HashMap<>();

  private final boolean blocks;
  private final String from;
  private final String columns;
  private final String rows;
  private final String at;

  LaneLoopEmitter(LaunchMethod method, Launch.RowLoop loop) {
    super(method, loop);
    this.plan = new LanePlan(loop);
    this.blocks = LanePlan.isOfBlocks(loop) && LanePlan.loads(loop).stream().allMatch(this::followsRows)
        && loop.statements().stream().allMatch(s -> s.store().map(v -> followsRows(v, new Scalar.Row.Same())).orElse(true));
    this.from = method.fresh("c");
    this.columns = method.fresh("n");
    this.rows = blocks ? method.fresh("m") : "1";
    this.at = method.fresh("i");
  }

  private boolean followsRows(Scalar.Load load) {
    return followsRows(load.view(), load.row());
  }

  /** Whether neighbouring rows of the launch are neighbours in the buffer, or all the same one. */
  private boolean followsRows(View view, Scalar.Row which) {
    if (!(which instanceof Scalar.Row.Same)) {
      return false;
    }
    String row = method.rowOf(view, which, "");
    return row.equals("r") || row.equals("0") || row.matches("\\(\\w+ \\+ r\\)");
  }

  /** From row to row of a view. */
  private String stride(View view) {
    return !blocks || view.buffer().space().isShared() ? "0" : method.code(view.buffer().columns());
  }

  @Override
  public void emit() {
    String all = method.code(loop.dims().get(0));
    loop.statements().stream().filter(s -> plan.isKept(s.target())).forEach(this::lane);
    declareScratch();
    CodeBlock step = CodeBlock.of("$T.WIDTH", RuntimeNames.SCRATCH);
    if (blocks) {
      String wide = method.fresh("w");
      String high = method.fresh("h");
      method.body.addStatement("final int $N = $T.min($T.WIDTH, $L)", wide, Math.class, RuntimeNames.SCRATCH, all);
      method.body.addStatement("final int $N = $T.WIDTH / $N", high, RuntimeNames.SCRATCH, wide);
      method.body.beginControlFlow("for (int r = from; r < to; r += $N)", high);
      method.body.addStatement("final int $N = $T.min($N, to - r)", rows, Math.class, high);
      step = CodeBlock.of("$N", wide);
    } else {
      method.body.beginControlFlow("for (int r = from; r < to; r++)");
    }
    method.body.add(row.build()).beginControlFlow("for (int $N = 0; $N < $L; $N += $L)", from, from, all, from, step);
    method.body.addStatement("final int $N = $T.min($L, $L - $N)", columns, Math.class, step, all, from);
    method.body.add(copiesIn.build()).add(loops.build()).endControlFlow().endControlFlow();
  }

  private void declareScratch() {
    String scratch = method.fresh("scratch");
    Set<String> arrays = new LinkedHashSet<>(read.values());
    arrays.addAll(made.values());
    method.body.addStatement("final float[][] $N = $T.arrays($L)", scratch, RuntimeNames.SCRATCH, arrays.size());
    int next = 0;
    for (String name : arrays) {
      method.body.addStatement("final float[] $N = $N[$L]", name, scratch, next++);
    }
  }

  /** One value: its loop, and the copy to where it is stored. */
  private void lane(Statement statement) {
    if (statement.value() instanceof Scalar.Local same && plan.isKept(same) && statement.store().isPresent()) {
      copyOut(made.get(same), statement.store().get());
      made.put(statement.target(), made.get(same));
      return;
    }
    if (statement.value() instanceof Scalar.Load load && LanePlan.isLane(load) && statement.store().isPresent()) {
      String source = laneOf(load);
      copyOut(source, statement.store().get());
      made.put(statement.target(), source);
      return;
    }
    String name = method.fresh(statement.target().toString());
    if (LanePlan.isOfStretch(statement.value())) {
      stretch((Scalar.Apply) statement.value(), name);
    } else {
      loop(statement.value(), name);
    }
    made.put(statement.target(), name);
    statement.store().ifPresent(view -> copyOut(name, view));
  }

  private void loop(Scalar value, String name) {
    body = CodeBlock.builder();
    inlined.clear();
    CodeBlock code = code(value);
    String count = blocks ? rows + " * " + columns : columns;
    loops.beginControlFlow("for (int $N = 0; $N < $L; $N++)", at, at, count, at).add(body.build())
        .addStatement("$N[$N] = $L", name, at, code).endControlFlow();
  }

  /** A costly function of all numbers at once: of what was made, of what lies in memory, or of what a loop makes first. */
  private void stretch(Scalar.Apply apply, String name) {
    Scalar operand = apply.operands().get(0);
    CodeBlock source = CodeBlock.of("$N, 0, $N", name, columns);
    if (operand instanceof Scalar.Local local && plan.isKept(local)) {
      source = CodeBlock.of("$N, 0, $N", made.get(local), columns);
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(load)
        && !read.containsKey(load) && !LanePlan.isStored(loop, load.view().buffer())) {
      source = memory(load.view(), load.row());
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(load)) {
      source = CodeBlock.of("$N, 0, $N", laneOf(load), columns);
    } else {
      loop(operand, name);
    }
    loops.addStatement("$T.functions().$L($L, $L, $N, $N)", RuntimeNames.KERNELS, FunctionCode.name(apply.function()), source,
        rows, columns, name);
  }

  /** The array, where the piece begins, and the distance from row to row. */
  private CodeBlock memory(View view, Scalar.Row which) {
    return CodeBlock.of("$N, $L, $L", method.array(view.buffer()), Sizes.sum(List.of(start(view, which), from)), stride(view));
  }

  private void copyOut(String source, View target) {
    loops.addStatement("$T.write($N, $L, $N, $L)", RuntimeNames.SCRATCH, source, rows, columns,
        memory(target, new Scalar.Row.Same()));
  }

  /** The array that holds a piece of what is read. */
  private String laneOf(Scalar.Load load) {
    return read.computeIfAbsent(load, known -> {
      String name = method.fresh("x" + (read.size() + 1));
      copiesIn.addStatement("$T.read($L, $L, $N, $N)", RuntimeNames.SCRATCH, memory(load.view(), load.row()), rows, columns, name);
      return name;
    });
  }

  /** The array that holds, for each row, one number as often as the piece has columns. */
  private String spread(Scalar.Load load) {
    return read.computeIfAbsent(load, known -> {
      String name = method.fresh("x" + (read.size() + 1));
      copiesIn.addStatement("$T.spread($N, $L, $L, $L, $N, $N)", RuntimeNames.SCRATCH, method.array(load.view().buffer()),
          start(load.view(), load.row()), stride(load.view()), rows, columns, name);
      return name;
    });
  }

  @Override
  protected String coordinate(int axis) {
    return "(" + from + " + " + at + ")";
  }

  @Override
  protected String load(Scalar.Load load) {
    if (LanePlan.isLane(load)) {
      return laneOf(load) + "[" + at + "]";
    }
    boolean ofRow = blocks && !load.view().buffer().space().isShared();
    return ofRow ? spread(load) + "[" + at + "]" : super.load(load);
  }

  /** An array's element, or a value that is computed in the loop at hand. */
  @Override
  protected String local(Scalar.Local id) {
    if (plan.isKept(id)) {
      return made.get(id) + "[" + at + "]";
    }
    String known = inlined.get(id);
    if (known != null) {
      return known;
    }
    Statement statement = plan.statement(id);
    boolean truth = statement.element() instanceof Element.Bool;
    CodeBlock value = truth ? truth(statement.value()) : code(statement.value());
    String name = method.fresh(id.toString());
    body.addStatement("final $L $N = $L", typeOf(statement.element()), name, value);
    inlined.put(id, name);
    return name;
  }
}
