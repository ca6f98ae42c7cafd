package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqlang.compiler.emit.loop.Loops;
import org.seqlang.compiler.emit.loop.RowLoopEmitter;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
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
 * <p>Of several dimensions, the innermost is dealt out so, within loops over the others. Where the rows do not follow one another in all buffers, or something depends on the row, a row at a time: {@code h} and {@code m}
 * are 1 then.
 */
class LaneLoopEmitter extends RowLoopEmitter {

  protected final LanePlan plan;
  protected final LaneArrays arrays = new LaneArrays();
  private final Map<Scalar.Load, String> numbers = new HashMap<>();
  private final CodeBlock.Builder ofLanes = CodeBlock.builder();
  protected final CodeBlock.Builder copiesIn = CodeBlock.builder();
  protected final LaneBody loops;
  private final boolean divided;
  protected final String scratch;
  private CodeBlock.Builder body = CodeBlock.builder();
  protected final Set<String> used = new HashSet<>();
  private boolean arraysOnly;
  private final Map<Scalar.Local, String> inlined = new HashMap<>();
  protected final boolean blocks;
  private final String from;
  protected final String columns;
  protected final String rows;
  protected final String at;

  LaneLoopEmitter(LaunchMethod method, Launch.RowLoop loop) {
    this(method, loop, new LanePlan(loop, Set.of()), method.fresh("c"), LanePlan.isOfBlocks(loop)
        && LanePlan.loads(loop).stream().allMatch(load -> method.followsRows(load.view(), load.row()))
        && loop.statements().stream().allMatch(s -> s.store().map(v -> method.followsRows(v, new Scalar.Row.Same())).orElse(true)));
  }

  /**
   * @param from the column at which a piece begins
   * @param blocks whether pieces are of several rows
   */
  protected LaneLoopEmitter(LaunchMethod method, Launch.RowLoop loop, LanePlan plan, String from, boolean blocks) {
    super(method, loop);
    this.plan = plan;
    this.divided = method.isDivided() && loop.dims().size() == 1;
    this.scratch = method.fresh("scratch");
    this.loops = new LaneBody(method, scratch);
    this.blocks = blocks;
    this.from = from;
    this.columns = method.fresh("n");
    this.rows = blocks ? method.fresh("m") : "1";
    this.at = method.fresh("i");
  }

  /** From row to row of a view. */
  protected String stride(View view) {
    return !blocks || view.buffer().space().isShared() ? "0" : method.code(view.buffer().columns());
  }

  @Override
  public void emit() {
    List<Size> outer = loop.dims().subList(0, loop.dims().size() - 1);
    String end = divided ? "right" : method.code(loop.dims().get(outer.size()));
    loop.statements().stream().filter(s -> plan.isKept(s.target())).forEach(this::lane);
    List<String> arrays = this.arrays.declare(method, scratch, this::code);
    CodeBlock step = CodeBlock.of("$T.WIDTH", RuntimeNames.SCRATCH);
    if (blocks) {
      String wide = method.fresh("w");
      String high = method.fresh("h");
      String all = divided ? "Math.max(1, right - left)" : end;
      method.body.addStatement("final int $N = $T.min($T.WIDTH, $L)", wide, Math.class, RuntimeNames.SCRATCH, all);
      method.body.addStatement("final int $N = $T.WIDTH / $N", high, RuntimeNames.SCRATCH, wide);
      method.body.beginControlFlow("for (int r = from; r < to; r += $N)", high);
      method.body.addStatement("final int $N = $T.min($N, to - r)", rows, Math.class, high);
      step = CodeBlock.of("$N", wide);
    } else {
      method.body.beginControlFlow("for (int r = from; r < to; r++)");
    }
    method.body.add(row.build());
    Loops.open(method, outer);
    method.body.add(ofLanes.build()).beginControlFlow("for (int $N = $L; $N < $L; $N += $L)", from, divided ? "left" : "0", from, end, from, step);
    method.body.addStatement("final int $N = $T.min($L, $L - $N)", columns, Math.class, step, end, from);
    method.body.add(copiesIn.build()).add(loops.code(arrays)).endControlFlow();
    Loops.close(method, outer.size());
    method.body.endControlFlow();
  }

  /** One value: its loop, and the copy to where it is stored. */
  protected void lane(Statement statement) {
    if (statement.value() instanceof Scalar.Local same && plan.isKept(same) && statement.store().isPresent()) {
      copyOut(arrays.made.get(same), statement.store().get());
      arrays.made.put(statement.target(), arrays.made.get(same));
      return;
    }
    if (statement.value() instanceof Scalar.Load load && LanePlan.isLane(loop, load) && statement.store().isPresent()) {
      String source = laneOf(load);
      copyOut(source, statement.store().get());
      arrays.made.put(statement.target(), source);
      return;
    }
    String name = method.fresh(statement.target().toString());
    Optional<Choice> choice = plan.choice(statement);
    if (choice.isPresent()) {
      choose(choice.get(), name);
    } else if (LanePlan.isOfStretch(statement.value())) {
      stretch((Scalar.Apply) statement.value(), name);
    } else {
      loop(statement.value(), name);
    }
    arrays.made.put(statement.target(), name);
    statement.store().ifPresent(view -> copyOut(name, view));
  }

  protected void loop(Scalar value, String name) {
    body = CodeBlock.builder();
    inlined.clear();
    used.clear();
    used.add(name);
    arraysOnly = plan.isOfArrays(value);
    CodeBlock code = code(value);
    body.addStatement("$N[$N] = $L", name, at, code);
    put(body.build(), arraysOnly);
  }

  /** Adds a loop over a piece. */
  protected void put(CodeBlock code, boolean ofArrays) {
    if (ofArrays) {
      loops.loop(at, count(), code, Set.copyOf(used));
    } else {
      loops.loopInPlace(at, count(), code);
    }
  }

  private void choose(Choice choice, String name) {
    loops.statement("$T.functions().choose($T.$L, $L, $L, $N)", RuntimeNames.KERNELS, RuntimeNames.COMPARISON, choice.comparison(),
        choice.operands().stream().map(this::arrayOf).collect(Collectors.joining(", ")), count(), name);
  }

  /** An array with a piece of an operand. */
  private String arrayOf(Scalar operand) {
    if (operand instanceof Scalar.Load load) {
      return LanePlan.isLane(loop, load) ? laneOf(load) : spread(load);
    }
    return operand instanceof Scalar.Local local ? arrays.made.get(local) : arrays.literals.computeIfAbsent(operand, known -> method.fresh("k" + (arrays.literals.size() + 1)));
  }

  /** How many numbers a piece has. */
  protected String count() {
    return blocks ? rows + " * " + columns : columns;
  }

  /** A costly function of all numbers at once: of what was made, of what lies in memory, or of what a loop makes first. */
  private void stretch(Scalar.Apply apply, String name) {
    Scalar operand = apply.operands().get(0);
    CodeBlock source = CodeBlock.of("$N, 0, $N", name, columns);
    if (operand instanceof Scalar.Local local && plan.isKept(local)) {
      source = CodeBlock.of("$N, 0, $N", arrays.made.get(local), columns);
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(loop, load)
        && !arrays.read.containsKey(load) && !LanePlan.isStored(loop, load.view().buffer())) {
      source = memory(load);
    } else if (operand instanceof Scalar.Load load && LanePlan.isLane(loop, load)) {
      source = CodeBlock.of("$N, 0, $N", laneOf(load), columns);
    } else {
      loop(operand, name);
    }
    loops.statement("$T.functions().$L($L, $L, $N, $N)", RuntimeNames.KERNELS, FunctionCode.name(apply.function()), source,
        rows, columns, name);
  }

  protected CodeBlock memory(Scalar.Load load) {
    return memory(load.view(), load.row(), LanePlan.axes(load));
  }

  /** The array, where the piece begins, and the distance from row to row. */
  private CodeBlock memory(View view, Scalar.Row which, List<Integer> axes) {
    return CodeBlock.of("$N, $L, $L", method.array(view.buffer()), Sizes.sum(List.of(lane(view, which, axes), from)), stride(view));
  }

  /** Where a view's elements of the outer coordinates at hand begin. */
  private String lane(View view, Scalar.Row which, List<Integer> axes) {
    List<String> terms = new ArrayList<>(List.of(start(view, which)));
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) < loop.dims().size() - 1) {
        terms.add(method.times("i" + axes.get(i), view.strides().get(i)));
      }
    }
    return Sizes.sum(terms);
  }

  private void copyOut(String source, View target) {
    loops.statement("$T.write($N, $L, $N, $L)", RuntimeNames.SCRATCH, source, rows, columns,
        memory(target, new Scalar.Row.Same(), IntStream.range(0, target.dims().size()).boxed().toList()));
  }

  /** The array that holds a piece of what is read. */
  protected String laneOf(Scalar.Load load) {
    return arrays.read.computeIfAbsent(load, known -> {
      String name = method.fresh("x" + (arrays.read.size() + 1));
      copiesIn.addStatement("$T.read($L, $L, $N, $N)", RuntimeNames.SCRATCH, memory(load), rows, columns, name);
      return name;
    });
  }

  /** The array that holds, for each row, one number as often as the piece has columns. */
  protected String spread(Scalar.Load load) {
    return arrays.read.computeIfAbsent(load, known -> {
      String name = method.fresh("x" + (arrays.read.size() + 1));
      copiesIn.addStatement("$T.spread($N, $L, $L, $L, $N, $N)", RuntimeNames.SCRATCH, method.array(load.view().buffer()),
          lane(load.view(), load.row(), LanePlan.axes(load)), stride(load.view()), rows, columns, name);
      return name;
    });
  }

  @Override
  protected String coordinate(int axis) {
    return axis < loop.dims().size() - 1 ? super.coordinate(axis) : "(" + from + " + " + at + ")";
  }

  @Override
  protected String load(Scalar.Load load) {
    if (LanePlan.isLane(loop, load)) {
      return element(laneOf(load));
    }
    if (loop.dims().size() == 1 && blocks && !load.view().buffer().space().isShared()) {
      return element(spread(load));
    }
    arraysOnly = false;
    return loop.dims().size() > 1 ? number(load) : super.load(load);
  }

  protected String element(String array) {
    used.add(array);
    return array + "[" + at + "]";
  }

  /** A number that stays the same along the innermost loop, read before it. */
  private String number(Scalar.Load load) {
    return numbers.computeIfAbsent(load, known -> {
      String name = method.fresh("y" + (numbers.size() + 1));
      String type = load.view().buffer().floats() ? "float" : "int";
      ofLanes.addStatement("final $L $N = $N[$L]", type, name, method.array(load.view().buffer()), lane(load.view(), load.row(), LanePlan.axes(load)));
      return name;
    });
  }

  /** An array's element, or a value that is computed in the loop at hand. */
  @Override
  protected String local(Scalar.Local id) {
    if (plan.isKept(id)) {
      return element(arrays.made.get(id));
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
