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
 * A row loop as several small ones over a piece of the row, which the JVM's compiler vectorises:
 *
 * <pre>
 * final float[][] scratch = Scratch.arrays(3);
 * final float[] x1 = scratch[0];
 * …
 * for (int r = from; r &lt; to; r++) {
 *   final int at1 = r * (4 * hidden);
 *   for (int c = 0; c &lt; hidden; c += Scratch.WIDTH) {
 *     final int n = Math.min(Scratch.WIDTH, hidden - c);
 *     System.arraycopy(states, at2 + c, x1, 0, n);
 *     Kernels.functions().sigmoid(gates, at1 + c, v1, 0, n);
 *     for (int i = 0; i &lt; n; i++) {
 *       v2[i] = v1[i] * x1[i];
 *     }
 *     System.arraycopy(v2, 0, stack, at3 + c, n);
 * </pre>
 */
final class LaneLoopEmitter extends RowLoopEmitter {

  private final LanePlan plan;
  private final Map<Scalar.Load, String> read = new LinkedHashMap<>();
  private final Map<Scalar.Local, String> made = new LinkedHashMap<>();
  private final CodeBlock.Builder copiesIn = CodeBlock.builder();
  private final CodeBlock.Builder loops = CodeBlock.builder();
  private CodeBlock.Builder body = CodeBlock.builder();
  private final Map<Scalar.Local, String> inlined = new HashMap<>();

  private final String from;
  private final String count;
  private final String at;

  LaneLoopEmitter(LaunchMethod method, Launch.RowLoop loop) {
    super(method, loop);
    this.plan = new LanePlan(loop);
    this.from = method.fresh("c");
    this.count = method.fresh("n");
    this.at = method.fresh("i");
  }

  @Override
  public void emit() {
    String columns = method.code(loop.dims().get(0));
    loop.statements().stream().filter(s -> plan.isKept(s.target())).forEach(this::lane);
    declareScratch();
    method.body.beginControlFlow("for (int r = from; r < to; r++)").add(row.build());
    method.body.beginControlFlow("for (int $N = 0; $N < $L; $N += $T.WIDTH)", from, from, columns, from, RuntimeNames.SCRATCH);
    method.body.addStatement(
        "final int $N = $T.min($T.WIDTH, $L - $N)", count, Math.class, RuntimeNames.SCRATCH, columns, from);
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
    loops.beginControlFlow("for (int $N = 0; $N < $N; $N++)", at, at, count, at).add(body.build())
        .addStatement("$N[$N] = $L", name, at, code).endControlFlow();
  }

  /** A costly function of all numbers at once: of what was made, of what lies in memory, or of what a loop makes first. */
  private void stretch(Scalar.Apply apply, String name) {
    Scalar operand = apply.operands().get(0);
    String array = name;
    String offset = "0";
    if (operand instanceof Scalar.Local local && plan.isKept(local)) {
      array = made.get(local);
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(load)
        && !read.containsKey(load) && !LanePlan.isStored(loop, load.view().buffer())) {
      array = method.array(load.view().buffer());
      offset = Sizes.sum(List.of(start(load.view(), load.row()), from));
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(load)) {
      array = laneOf(load);
    } else {
      loop(operand, name);
    }
    loops.addStatement("$T.functions().$L($N, $L, $N, 0, $N)", RuntimeNames.KERNELS, FunctionCode.name(apply.function()), array,
        offset, name, count);
  }

  private void copyOut(String source, View target) {
    loops.addStatement("$T.arraycopy($N, 0, $N, $L, $N)", System.class, source, method.array(target.buffer()),
        Sizes.sum(List.of(start(target, new Scalar.Row.Same()), from)), count);
  }

  /** The array that holds a piece of what is read. */
  private String laneOf(Scalar.Load load) {
    return read.computeIfAbsent(load, known -> {
      String name = method.fresh("x" + (read.size() + 1));
      copiesIn.addStatement("$T.arraycopy($N, $L, $N, 0, $N)", System.class, method.array(load.view().buffer()),
          Sizes.sum(List.of(start(load.view(), load.row()), from)), name, count);
      return name;
    });
  }

  @Override
  protected String coordinate(int axis) {
    return "(" + from + " + " + at + ")";
  }

  @Override
  protected String load(Scalar.Load load) {
    return LanePlan.isLane(load) ? laneOf(load) + "[" + at + "]" : super.load(load);
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
