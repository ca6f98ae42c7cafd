package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;
import org.seqlang.compiler.schedule.View;

/**
 * A {@link RowChain} as small loops over whole rows, several at once where they are short. What goes from one loop to the next stays in
 * short arrays:
 *
 * <pre>
 * final int n = 4 * hidden;
 * final int h = Math.max(1, Scratch.WIDTH / n);
 * final float[][] scratch = Scratch.arrays(4, Math.max(Scratch.WIDTH, n));
 * …
 * for (int r = from; r &lt; to; r += h) {
 *   final int m = Math.min(h, to - r);
 *   Scratch.read(product, at1, n, m, n, x1);
 *   for (int j = 0; j &lt; m; j++) {
 *     y1[j] = Kernels.functions().sum(x1, j * n, n);
 *   }
 *   Scratch.run(piece1, scratch, m, n);
 * </pre>
 */
final class RowChainEmitter extends LaneLoopEmitter {

  private final RowChain chain;
  private final Map<RowChain.Number, String> numbers = new HashMap<>();
  /** What the numbers are called in a loop that goes row by row. */
  private final Map<String, String> ofRow = new HashMap<>();
  private final Map<String, String> asked = new TreeMap<>();
  private final CodeBlock.Builder once = CodeBlock.builder();
  private final Map<Scalar.Local, String> locals = new HashMap<>();
  private final String most;
  private final String number;
  private boolean inNumbers;

  RowChainEmitter(LaunchMethod method, RowChain chain) {
    super(method, chain.loop(), new LanePlan(chain.loop(), chain.asked()), "0", isOfBlocks(method, chain));
    this.chain = chain;
    this.most = blocks ? method.fresh("h") : "1";
    this.number = method.fresh("j");
  }

  private static boolean isOfBlocks(LaunchMethod method, RowChain chain) {
    return chain.views().stream().allMatch(view -> method.followsRows(view, new Scalar.Row.Same()));
  }

  @Override
  public void emit() {
    String width = method.code(loop.dims().get(0));
    method.body.addStatement("final int $N = $L", columns, width);
    if (blocks) {
      method.body.addStatement("final int $N = $T.max(1, $T.WIDTH / $N)", most, Math.class, RuntimeNames.SCRATCH, columns);
    }
    chain.parts().forEach(this::part);
    List<String> names = arrays.declare(method, scratch,
        CodeBlock.of(", $T.max($T.WIDTH, $N)", Math.class, RuntimeNames.SCRATCH, columns), this::code);
    CodeBlock code = loops.code(names);
    method.body.add(once.build());
    if (blocks) {
      method.body.beginControlFlow("for (int r = from; r < to; r += $N)", most);
      method.body.addStatement("final int $N = $T.min($N, to - r)", rows, Math.class, most);
    } else {
      method.body.beginControlFlow("for (int r = from; r < to; r++)");
    }
    method.body.add(row.build()).add(copiesIn.build()).add(code).endControlFlow();
  }

  private void part(RowChain.Part part) {
    if (part instanceof RowChain.Lane lane) {
      if (plan.isKept(lane.statement().target()) || lane.statement().store().isPresent()) {
        lane(lane.statement());
      }
    } else if (part instanceof RowChain.Numbers made) {
      numbers(made.statements());
    } else {
      folded((RowChain.Folded) part);
    }
  }

  /** {@code y2[j] = y1[j] / size[0];}. */
  private void numbers(List<Statement> statements) {
    inNumbers = true;
    CodeBlock.Builder code = rowByRow();
    for (Statement statement : statements) {
      boolean truth = statement.element() instanceof Element.Bool;
      CodeBlock value = truth ? truth(statement.value()) : code(statement.value());
      String name = method.fresh(statement.target().toString());
      code.addStatement("final $L $N = $L", typeOf(statement.element()), name, value);
      locals.put(statement.target(), name);
      statement.store().ifPresent(view -> keep(code, view, CodeBlock.of("$N", name)));
    }
    loops.add(code.endControlFlow().build());
    inNumbers = false;
  }

  private CodeBlock.Builder rowByRow() {
    return CodeBlock.builder().beginControlFlow("for (int $N = 0; $N < $L; $N++)", number, number, rows, number);
  }

  /** {@code y1[j] = Kernels.functions().sum(v1, j * n, n);}. */
  private void folded(RowChain.Folded folded) {
    List<CodeBlock> operands = folded.operands().stream().map(this::operand).toList();
    CodeBlock value;
    View result;
    if (folded.launch() instanceof Launch.Reduction reduction) {
      String function = reduction.combine() == Launch.Combine.SUM ? "sum" : "max";
      value = CodeBlock.of("$T.functions().$L($L, $N)", RuntimeNames.KERNELS, function, operands.get(0), columns);
      result = reduction.result();
    } else {
      value = CodeBlock.of("$T.dotFloat($L, $L, $N)", RuntimeNames.VECTORS, operands.get(0), operands.get(1), columns);
      result = ((Launch.Contraction) folded.launch()).result();
    }
    CodeBlock.Builder code = rowByRow();
    keep(code, result, value);
    loops.add(code.endControlFlow().build());
  }

  /** The array, and where the row begins in it. */
  private CodeBlock operand(RowChain.Operand operand) {
    return operand.made().isPresent() ? CodeBlock.of("$N, $N * $N", arrays.made.get(operand.made().get()), number, columns)
        : CodeBlock.of("$N, $L", method.array(operand.view().buffer()), ofRow(operand.view()));
  }

  /** Where the row's part of a view begins. */
  private String ofRow(View view) {
    String stride = stride(view);
    String further = stride.equals("0") ? "0" : stride.equals("1") ? number : number + " * " + factor(stride);
    return Sizes.sum(List.of(start(view, new Scalar.Row.Same()), further));
  }

  private static String factor(String size) {
    return size.contains(" ") ? "(" + size + ")" : size;
  }

  /** Notes a number of the row, and writes it where somebody reads it. */
  private void keep(CodeBlock.Builder code, View view, CodeBlock value) {
    String array = method.fresh("y");
    arrays.numbers.add(array);
    numbers.put(RowChain.Number.of(view), array);
    code.addStatement("$N[$N] = $L", array, number, value);
    if (chain.isKept(view.buffer())) {
      code.addStatement("$N[$L] = $N[$N]", method.array(view.buffer()), ofRow(view), array, number);
    }
  }

  /** The array with a number of each row, copied from memory where the chain does not make it. */
  private String number(View view) {
    return numbers.computeIfAbsent(RowChain.Number.of(view), key -> {
      String array = method.fresh("y");
      arrays.numbers.add(array);
      copiesIn.addStatement("$T.spread($N, $L, $L, $L, 1, $N)", RuntimeNames.SCRATCH, method.array(view.buffer()),
          start(view, new Scalar.Row.Same()), stride(view), rows, array);
      return array;
    });
  }

  @Override
  protected void loop(Scalar value, String name) {
    asked.clear();
    super.loop(value, name);
  }

  @Override
  protected void put(CodeBlock code, boolean ofArrays) {
    if (asked.isEmpty()) {
      super.put(code, ofArrays);
    } else {
      loops.loopOfRows(at, rows, columns, code, ofArrays ? Optional.of(Set.copyOf(used)) : Optional.empty(), Map.copyOf(asked));
    }
  }

  @Override
  protected String load(Scalar.Load load) {
    if (inNumbers) {
      return number(load.view()) + "[" + number + "]";
    }
    if (LanePlan.isLane(loop, load)) {
      return element(laneOf(load));
    }
    String array = number(load.view());
    return asked.computeIfAbsent(array, key -> ofRow.computeIfAbsent(key, of -> method.fresh("z")));
  }

  @Override
  protected String local(Scalar.Local id) {
    return inNumbers ? locals.get(id) : super.local(id);
  }

  /** A vector that is the same for all rows is copied once. */
  @Override
  protected String laneOf(Scalar.Load load) {
    if (!load.view().buffer().space().isShared()) {
      return super.laneOf(load);
    }
    return arrays.read.computeIfAbsent(load, known -> {
      String name = method.fresh("x");
      once.addStatement("$T.read($N, $L, 0, $L, $N, $N)", RuntimeNames.SCRATCH, method.array(load.view().buffer()),
          method.code(load.view().offset()), most, columns, name);
      return name;
    });
  }

  @Override
  protected String spread(Scalar.Load load) {
    return arrays.read.computeIfAbsent(load, known -> {
      String name = method.fresh("x");
      loops.statement("$T.spread($N, 0, 1, $L, $N, $N)", RuntimeNames.SCRATCH, number(load.view()), rows, columns, name);
      return name;
    });
  }
}
