package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqlang.compiler.emit.loop.ContractionEmitter;
import org.seqlang.compiler.emit.loop.Description;
import org.seqlang.compiler.emit.loop.ReductionEmitter;
import org.seqlang.compiler.emit.loop.RowLoopEmitter;
import org.seqlang.compiler.emit.loop.ScatterEmitter;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Neighbours;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Launches as methods, and the calls that run them. */
final class LaunchEmitter {

  private final ProgramNames names;
  private final TypeSpec.Builder type;
  private final List<MethodSpec> methods = new ArrayList<>();
  private final PackedWeights packed;
  private final Columns columns;
  private final RowChains chains;
  private final BlockedProducts blocked;
  private final LoopCalls loops;
  private final RowSums sums;
  private int count;

  LaunchEmitter(Schedule schedule, ProgramNames names, TypeSpec.Builder type) {
    this.chains = new RowChains(schedule);
    this.blocked = new BlockedProducts(schedule);
    this.sums = new RowSums(schedule);
    this.names = names;
    this.columns = new Columns(names);
    this.packed = new PackedWeights(names, type);
    this.type = type;
    this.loops = new LoopCalls(names, type, methods, packed, blocked);
  }

  void addMethods() {
    methods.forEach(type::addMethod);
  }

  /** Emits the methods of the launches and returns the calls. */
  CodeBlock run(List<Launch> launches) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<List<Launch>> chained = sums.gather(chains.divide(blocked.others(launches)));
    for (int i = 0; i < chained.size();) {
      List<Launch> neighbours = neighbours(launches, chained.get(i));
      if (neighbours.size() > 1) {
        code.add(sideBySide(neighbours));
        i += neighbours.size();
        continue;
      }
      int end = i;
      while (end < chained.size() && chained.get(end).stream().allMatch(LaunchEmitter::isOfRows)) {
        end++;
      }
      List<List<Launch>> together = chained.subList(i, Math.max(i + 1, end));
      boolean divided = together.size() > 1 && together.stream().flatMap(List::stream).anyMatch(Launch.MatrixProduct.class::isInstance);
      if (divided) {
        code.add(together(together));
      } else {
        together.forEach(chain -> code.add(call(emit(chain, false, false))));
      }
      i += together.size();
    }
    return code.build();
  }

  /** Time loops that begin with one, follow one another in the schedule, and need nothing of each other. */
  private static List<Launch> neighbours(List<Launch> launches, List<Launch> chain) {
    int at = launches.indexOf(chain.get(0));
    return at < 0 ? List.of() : launches.subList(at, at + Neighbours.count(launches, at));
  }

  private CodeBlock sideBySide(List<Launch> neighbours) {
    List<String> called = neighbours.stream().map(loop -> emit(loop, false, false)).toList();
    return CodeBlock.builder().add(packed.ofComputed(neighbours))
        .add(loops.sideBySide(neighbours.stream().map(Launch.TimeLoop.class::cast).toList(), called, names.fresh("sideBySide" + count))).build();
  }

  /** Whether a launch computes rows of examples, each for itself, and needs nothing done before. */
  private static boolean isOfRows(Launch launch) {
    boolean rows = launch.space().isShared() || launch.space().kind() == Space.Kind.EXAMPLES;
    return rows && (launch instanceof Launch.RowLoop || launch instanceof Launch.Reduction || launch instanceof Launch.Contraction
        || launch instanceof Launch.MatrixProduct product && product.weight().buffer().source() == Buffer.Source.PARAMETER);
  }

  /** Chains one after another, and as phases of one job where there are too few rows to keep all threads busy. */
  private CodeBlock together(List<List<Launch>> chained) {
    List<PhaseEmitter.Call> calls = chained.stream().map(chain -> emit(chain, false, divides(chain))).toList();
    CodeBlock.Builder apart = CodeBlock.builder();
    calls.forEach(call -> apart.add(call(call)));
    PhaseEmitter phases = new PhaseEmitter(names, calls);
    String name = loops.phases(phases, names.fresh("phases" + count), Optional.empty());
    Size cost = calls.stream().map(PhaseEmitter.Call::cost).reduce(Size.ZERO, Size::plus);
    String parts = names.fresh("parts" + count);
    return CodeBlock.builder()
        .addStatement("final int $N = columnParts(examples, $L, $L)", parts, phases.count(), code(cost))
        .beginControlFlow("if ($N > 1)", parts)
        .addStatement("$T.phases($L, $N, $N)", RuntimeNames.PARALLEL, phases.count(), parts, name)
        .nextControlFlow("else").add(apart.build()).endControlFlow().build();
  }

  /** Whether threads can divide the columns; those of a chain pass whole rows on. */
  private boolean divides(List<Launch> chain) {
    return chain.size() == 1 && columns.divide(chain.get(0))
        && !(chain.get(0) instanceof Launch.Reduction reduction && ProductEmitter.isSumOfRows(reduction));
  }

  /** Brings the packed copies of parameters up to date. */
  CodeBlock packing(List<Launch> launches) {
    return packed.ofParameters(launches);
  }

  private String code(Size size) {
    return Sizes.code(size, names::size);
  }

  private CodeBlock call(PhaseEmitter.Call emitted) {
    Launch launch = emitted.launches().get(0);
    String method = emitted.method();
    CodeBlock.Builder code = CodeBlock.builder().add(packed.ofComputed(emitted.launches()));
    String rows = ProgramEmitter.rows(names, launch.space());
    boolean together = emitted.launches().size() > 1 && RowSums.isSum(launch);
    if (together || launch instanceof Launch.OuterSum || launch instanceof Launch.LinearScan) {
      return code.addStatement("$N(0, $L)", method, rows).build();
    } else if (launch instanceof Launch.ColumnSum sum) {
      return parallel(code, method, code(sum.operand().elements()), Size.of(64));
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      clear(scatter, code);
      return code.addStatement("$N(0, $L)", method, rows).build();
    } else if (launch instanceof Launch.TimeLoop loop) {
      return code.add(loops.call(loop, method)).build();
    } else if (launch.space().isShared()) {
      return code.addStatement("$N(0, 1)", method).build();
    }
    return parallel(code, method, rows, emitted.cost());
  }

  private CodeBlock parallel(CodeBlock.Builder code, String method, String rows, Size cost) {
    loops.range(method);
    return code.addStatement("$T.rows($L, grain($L), $N)", RuntimeNames.PARALLEL, rows, code(cost), method).build();
  }

  private void clear(Launch.ScatterAdd scatter, CodeBlock.Builder code) {
    if (scatter.zero()) {
      Buffer buffer = scatter.result().buffer();
      String rows = ProgramEmitter.rows(names, buffer.space());
      code.addStatement("$T.fill($N, 0, $L * $L, 0.0f)", java.util.Arrays.class, names.field(buffer), rows,
          Sizes.factor(buffer.columns(), names::size));
    }
  }

  private PhaseEmitter.Call emit(List<Launch> chain, boolean inTimeLoop, boolean divided) {
    return new PhaseEmitter.Call(chain, chain.size() > 1 ? emitChain(chain, inTimeLoop) : emit(chain.get(0), inTimeLoop, divided), divided,
        inTimeLoop && blocked.areRead(chain));
  }

  /** The method of several launches in one. */
  private String emitChain(List<Launch> chain, boolean inTimeLoop) {
    count++;
    boolean ofSums = RowSums.isSum(chain.get(0));
    String name = names.fresh((ofSums ? "sumsOverRows" : "rowChain") + count);
    LaunchMethod method = method(chain, inTimeLoop, false);
    if (ofSums) {
      RowSums.emit(method, chain);
    } else {
      new RowChainEmitter(method, chains.chain(chain)).emit();
    }
    String what = chain.stream().map(Description::of).distinct().collect(Collectors.joining("\n"));
    add(method, name, CodeBlock.of("$L\n", what));
    return name;
  }

  private LaunchMethod method(List<Launch> launches, boolean inTimeLoop, boolean divided) {
    return new LaunchMethod(names, launches.get(0).space(), inTimeLoop, divided, blocked::isOfBlock, inTimeLoop && blocked.areRead(launches));
  }

  private void add(LaunchMethod method, String name, CodeBlock documentation) {
    methods.add(method.build(name, documentation));
    method.pieces().forEach(this::piece);
  }

  private String emit(Launch launch, boolean inTimeLoop, boolean divided) {
    count++;
    String name = names.fresh(hint(launch) + count);
    LaunchMethod method = method(List.of(launch), inTimeLoop, divided);
    if (!(launch instanceof Launch.MatrixProduct)) {
      method.columns(divided ? Columns.dims(launch) : List.of());
    }
    ProductEmitter products = new ProductEmitter(method);
    String rows = launch.space().isShared() ? "1" : "to";
    if (launch instanceof Launch.RowLoop loop) {
      (LanePlan.fits(loop, inTimeLoop) ? new LaneLoopEmitter(method, loop) : new RowLoopEmitter(method, loop)).emit();
    } else if (launch instanceof Launch.Reduction reduction && ProductEmitter.isSumOfRows(reduction)) {
      products.sumOfRows(reduction);
    } else if (launch instanceof Launch.Reduction reduction) {
      new ReductionEmitter(method, reduction).emit();
    } else if (launch instanceof Launch.MatrixProduct product) {
      products.matrixProduct(product, packed.add(product, "packed" + count));
    } else if (launch instanceof Launch.OuterSum outer) {
      products.outerSum(outer, rows);
    } else if (launch instanceof Launch.ColumnSum sum) {
      products.columnSum(sum, ProgramEmitter.rows(names, sum.space()));
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      new ScatterEmitter(method, scatter).emit();
    } else if (launch instanceof Launch.Contraction contraction) {
      new ContractionEmitter(method, contraction).emit();
    } else if (launch instanceof Launch.LinearScan scan) {
      products.linearScan(scan);
    } else {
      timeLoop(method, name, (Launch.TimeLoop) launch);
    }
    add(method, name, CodeBlock.of("$L\n", Description.of(launch)));
    if (divided && !inTimeLoop) {
      methods.add(MethodSpec.methodBuilder(name).addModifiers(PRIVATE).addParameter(int.class, "from").addParameter(int.class, "to")
          .addStatement("$N(from, to, 0, 1)", name).build());
    }
    return name;
  }

  private void piece(MethodSpec piece) {
    methods.add(piece);
    ClassName kind = piece.parameters().size() > 2 ? RuntimeNames.ROW_PIECE : RuntimeNames.PIECE;
    type.addField(FieldSpec.builder(kind, piece.name(), PRIVATE, FINAL).initializer("this::$N", piece.name()).build());
  }

  private static String hint(Launch launch) {
    String kind = launch.getClass().getSimpleName();
    return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
  }

  /** Step by step: with what was computed for all steps before, and, where the loop can do that itself, for a block of steps at a time. */
  private void timeLoop(LaunchMethod method, String name, Launch.TimeLoop loop) {
    List<PhaseEmitter.Call> launches = chains.divide(loop.body()).stream().map(chain -> emit(chain, true, divides(chain))).toList();
    if (launches.stream().anyMatch(PhaseEmitter.Call::divided)) {
      loops.divide(loop, new PhaseEmitter(names, launches));
    }
    new TimeLoopEmitter(method, loop, launches).emit();
    List<PhaseEmitter.Call> inputs = blocked.of(loop).stream().map(product -> emit(List.of(product), false, false)).toList();
    if (!inputs.isEmpty()) {
      String inBlocks = names.fresh(name + "Blocks");
      LaunchMethod ofBlocks = new LaunchMethod(names, loop.space(), true, false);
      new TimeLoopEmitter(ofBlocks, loop, launches).emitInBlocks(blocked.of(loop), packed);
      methods.add(ofBlocks.build(inBlocks, CodeBlock.of("$L, with products of some steps at a time\n", Description.of(loop)), List.of("from", "to")));
      CodeBlock.Builder before = CodeBlock.builder();
      inputs.forEach(input -> before.add(call(input)));
      loops.inBlocks(loop, inBlocks, inputs, before.build());
    }
  }
}
