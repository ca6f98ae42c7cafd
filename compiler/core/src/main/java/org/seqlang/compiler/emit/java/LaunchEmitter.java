package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seqlang.compiler.emit.loop.ContractionEmitter;
import org.seqlang.compiler.emit.loop.Costs;
import org.seqlang.compiler.emit.loop.Description;
import org.seqlang.compiler.emit.loop.ReductionEmitter;
import org.seqlang.compiler.emit.loop.RowLoopEmitter;
import org.seqlang.compiler.emit.loop.ScatterEmitter;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Launches as methods, and the calls that run them. */
final class LaunchEmitter {

  private final ProgramNames names;
  private final TypeSpec.Builder type;
  private final List<MethodSpec> methods = new ArrayList<>();
  private final Map<Launch.MatrixProduct, String> packed = new IdentityHashMap<>();
  private final RowChains chains;
  private int count;

  LaunchEmitter(Schedule schedule, ProgramNames names, TypeSpec.Builder type) {
    this.chains = new RowChains(schedule);
    this.names = names;
    this.type = type;
  }

  void addMethods() {
    methods.forEach(type::addMethod);
  }

  /** Emits the methods of the launches and returns the calls. */
  CodeBlock run(List<Launch> launches) {
    CodeBlock.Builder calls = CodeBlock.builder();
    chains.divide(launches).forEach(chain -> calls.add(chain.size() == 1 ? call(chain.get(0)) : callChain(chain)));
    return calls.build();
  }

  private CodeBlock callChain(List<Launch> chain) {
    Size cost = chain.stream().map(Costs::ofRow).reduce(Size.ZERO, Size::plus);
    return parallel(CodeBlock.builder(), emit(chain, false), ProgramEmitter.rows(names, chain.get(0).space()), cost);
  }

  /** The method of several launches in one. */
  private String emit(List<Launch> chain, boolean inTimeLoop) {
    count++;
    String name = names.fresh("rowChain" + count);
    LaunchMethod method = new LaunchMethod(names, chain.get(0).space(), inTimeLoop);
    new RowChainEmitter(method, chains.chain(chain)).emit();
    String what = chain.stream().map(Description::of).distinct().collect(Collectors.joining("\n"));
    add(method, name, CodeBlock.of("$L\n", what));
    return name;
  }

  private void add(LaunchMethod method, String name, CodeBlock documentation) {
    methods.add(method.build(name, documentation));
    method.pieces().forEach(this::piece);
  }

  /** Brings the packed copies of parameters up to date; copies of computed weights are made before their launch. */
  CodeBlock packing(List<Launch> launches) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Launch.MatrixProduct product : products(launches)) {
      if (product.weight().buffer().source() == Buffer.Source.PARAMETER) {
        code.addStatement("$N.refresh($N, $L)", packed.get(product), names.parameter(product.weight().buffer()),
            packArguments(product));
      }
    }
    return code.build();
  }

  private static List<Launch.MatrixProduct> products(List<Launch> launches) {
    List<Launch.MatrixProduct> products = new ArrayList<>();
    for (Launch launch : launches) {
      if (launch instanceof Launch.MatrixProduct product) {
        products.add(product);
      } else if (launch instanceof Launch.TimeLoop loop) {
        products.addAll(products(loop.body()));
      }
    }
    return products;
  }

  private String packArguments(Launch.MatrixProduct product) {
    List<Size> dims = product.weight().dims();
    Size k = product.transposed() ? dims.get(1) : dims.get(0);
    Size n = product.transposed() ? dims.get(0) : dims.get(1);
    return String.join(", ", code(product.weight().offset()), Boolean.toString(product.transposed()), code(k), code(n));
  }

  private static Size elements(List<Size> dims) {
    return dims.stream().reduce(Size.ONE, Size::times);
  }

  private String code(Size size) {
    return Sizes.code(size, names::size);
  }

  private CodeBlock packComputed(List<Launch> launches) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Launch.MatrixProduct product : products(launches)) {
      if (product.weight().buffer().source() != Buffer.Source.PARAMETER) {
        code.addStatement("$N.pack($N, $L)", packed.get(product), names.field(product.weight().buffer()),
            packArguments(product));
      }
    }
    return code.build();
  }

  private CodeBlock call(Launch launch) {
    String method = emit(launch, false);
    CodeBlock.Builder code = CodeBlock.builder().add(packComputed(List.of(launch)));
    String rows = ProgramEmitter.rows(names, launch.space());
    if (launch instanceof Launch.OuterSum) {
      return code.addStatement("$N(0, $L)", method, rows).build();
    } else if (launch instanceof Launch.ColumnSum sum) {
      return parallel(code, method, code(elements(sum.operand().dims())), Size.of(64));
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      clear(scatter, code);
      return code.addStatement("$N(0, $L)", method, rows).build();
    } else if (launch instanceof Launch.LinearScan) {
      return code.addStatement("$N(0, $L)", method, rows).build();
    } else if (launch instanceof Launch.TimeLoop loop) {
      range(method);
      return code.addStatement("$T.ranges(balance($N, $L), $N)", RuntimeNames.PARALLEL, names.steps(loop.time()),
          code(Costs.ofRow(loop)), method).build();
    } else if (launch.space().isShared()) {
      return code.addStatement("$N(0, 1)", method).build();
    }
    return parallel(code, method, rows, Costs.ofRow(launch));
  }

  private CodeBlock parallel(CodeBlock.Builder code, String method, String rows, Size cost) {
    range(method);
    return code.addStatement("$T.rows($L, grain($L), $N)", RuntimeNames.PARALLEL, rows, code(cost), method).build();
  }

  /** The method as an object that is made once. */
  private void range(String method) {
    type.addField(FieldSpec.builder(RuntimeNames.ROW_RANGE, method, PRIVATE, FINAL).initializer("this::$N", method).build());
  }

  private void clear(Launch.ScatterAdd scatter, CodeBlock.Builder code) {
    if (scatter.zero()) {
      Buffer buffer = scatter.result().buffer();
      String rows = ProgramEmitter.rows(names, buffer.space());
      code.addStatement("$T.fill($N, 0, $L * $L, 0.0f)", java.util.Arrays.class, names.field(buffer), rows,
          Sizes.factor(buffer.columns(), names::size));
    }
  }

  private String emit(Launch launch, boolean inTimeLoop) {
    count++;
    String name = names.fresh(hint(launch) + count);
    LaunchMethod method = new LaunchMethod(names, launch.space(), inTimeLoop);
    ProductEmitter products = new ProductEmitter(method);
    String rows = launch.space().isShared() ? "1" : "to";
    if (launch instanceof Launch.RowLoop loop) {
      (LanePlan.fits(loop, inTimeLoop) ? new LaneLoopEmitter(method, loop) : new RowLoopEmitter(method, loop)).emit();
    } else if (launch instanceof Launch.Reduction reduction && ProductEmitter.isSumOfRows(reduction)) {
      products.sumOfRows(reduction);
    } else if (launch instanceof Launch.Reduction reduction) {
      new ReductionEmitter(method, reduction).emit();
    } else if (launch instanceof Launch.MatrixProduct product) {
      String field = names.fresh("packed" + count);
      packed.put(product, field);
      type.addField(FieldSpec.builder(RuntimeNames.PACKED_WEIGHT, field, PRIVATE, FINAL)
          .initializer("new $T()", RuntimeNames.PACKED_WEIGHT).build());
      products.matrixProduct(product, field);
    } else if (launch instanceof Launch.OuterSum outer) {
      products.outerSum(outer, rows);
    } else if (launch instanceof Launch.ColumnSum sum) {
      products.columnSum(sum, ProgramEmitter.rows(names, sum.space()));
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      new ScatterEmitter(method, scatter).emit();
    } else if (launch instanceof Launch.Contraction contraction) {
      new ContractionEmitter(method, contraction).emit();
    } else if (launch instanceof Launch.LinearScan scan) {
      linearScan(method, scan);
    } else {
      timeLoop(method, (Launch.TimeLoop) launch);
    }
    add(method, name, CodeBlock.of("$L\n", Description.of(launch)));
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

  /** One call of the kernel, which divides the work among threads. */
  private static void linearScan(LaunchMethod method, Launch.LinearScan scan) {
    method.body.addStatement("new $T($N.offsets(), $L, $L, $L).run($L, $L, $N, $L)", RuntimeNames.LINEAR_RECURRENCE,
        method.steps(scan.time()), method.code(elements(scan.result().dims())), scan.reverse(), scan.transposed(),
        rows(method, scan.a()), rows(method, scan.b()), method.array(scan.initial().buffer()), rows(method, scan.result()));
  }

  private static CodeBlock rows(LaunchMethod method, View view) {
    String stride = view.buffer().space().isShared() ? "0" : method.code(view.buffer().columns());
    return CodeBlock.of("new $T($N, $L, $L)", RuntimeNames.LINEAR_ROWS, method.array(view.buffer()), method.code(view.offset()), stride);
  }

  /** Step by step; the rows at hand are those of {@code from} to {@code to} whose examples have not ended. */
  private void timeLoop(LaunchMethod method, Launch.TimeLoop loop) {
    String steps = method.steps(loop.time());
    List<CodeBlock> calls = chains.divide(loop.body()).stream()
        .map(chain -> chain.size() == 1 ? step(chain.get(0), method, first(loop)) : CodeBlock.of("$N($L, n, t)", emit(chain, true), first(loop))).toList();
    boolean few = isOfFew(loop);
    if (few) {
      method.body.beginControlFlow("for (int first = from; first < to; first++)");
    }
    String first = first(loop);
    if (loop.reverse()) {
      method.body.beginControlFlow("for (int t = $N.steps() - 1; t >= 0; t--)", steps);
    } else {
      method.body.beginControlFlow("for (int t = 0; t < $N.steps(); t++)", steps);
    }
    method.body.addStatement("final int n = $T.min($L, $N.active(t))", Math.class, few ? "first + 1" : "to", steps);
    method.body.beginControlFlow("if (n <= $L)", first).addStatement(loop.reverse() ? "continue" : "break").endControlFlow();
    calls.forEach(call -> method.body.addStatement("$L", call));
    method.body.endControlFlow();
    if (few) {
      method.body.endControlFlow();
    }
  }

  private static String first(Launch.TimeLoop loop) {
    return isOfFew(loop) ? "first" : "from";
  }

  /** Whether an example's state is a matrix, so that it stays in a cache only while no other example is at work, and no product gains from more. */
  private static boolean isOfFew(Launch.TimeLoop loop) {
    return loop.body().stream().noneMatch(launch -> launch instanceof Launch.MatrixProduct)
        && loop.body().stream().anyMatch(launch -> launch instanceof Launch.RowLoop rows && rows.dims().size() > 1);
  }

  /** The call for the examples at hand, or for the segments of those. */
  private CodeBlock step(Launch launch, LaunchMethod method, String first) {
    String name = emit(launch, true);
    if (launch.space().kind() != Space.Kind.SEGMENTS) {
      return CodeBlock.of("$N($L, n, t)", name, first);
    }
    String starts = method.starts(launch.space());
    return CodeBlock.of("$N($N[$L], $N[n], t)", name, starts, first, starts);
  }
}
