package org.seqlang.compiler.emit.opencl;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.emit.loop.ContractionEmitter;
import org.seqlang.compiler.emit.loop.Costs;
import org.seqlang.compiler.emit.loop.Description;
import org.seqlang.compiler.emit.loop.ReductionEmitter;
import org.seqlang.compiler.emit.loop.RowLoopEmitter;
import org.seqlang.compiler.emit.loop.ScatterEmitter;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** A schedule as a file of OpenCL C. */
public final class KernelEmitter {

  private final Schedule schedule;
  private final KernelNames names;
  private final StringBuilder file = new StringBuilder();
  private final List<Kernels.Packed> packed = new ArrayList<>();
  private final Map<Launch.MatrixProduct, Launch.MatrixProduct> stepProducts;
  private final Map<Launch.MatrixProduct, ProductCode.Packing> whole = new HashMap<>();
  private int count;

  private KernelEmitter(Schedule schedule) {
    this.schedule = schedule;
    this.names = new KernelNames(schedule);
    this.stepProducts = StepProducts.of(schedule);
  }

  /** @param title what the file's first line says */
  public static Kernels emit(Schedule schedule, String title) {
    KernelEmitter emitter = new KernelEmitter(schedule);
    emitter.file.append("// ").append(title).append("\n");
    List<Kernels.Call> forward = emitter.calls(schedule.forward());
    List<Kernels.Call> backward = emitter.calls(schedule.backward());
    Map<Buffer, String> memory = new LinkedHashMap<>();
    schedule.memory().values().stream().distinct().forEach(home -> memory.put(home, emitter.names.memory(home)));
    return new Kernels(emitter.file.toString(), memory, emitter.packed, forward, backward);
  }

  private List<Kernels.Call> calls(List<Launch> launches) {
    List<Kernels.Call> calls = new ArrayList<>();
    for (Launch launch : launches) {
      if (launch instanceof Launch.LinearScan scan) {
        LinearScans.PHASES.forEach(phase -> calls.add(linearScan(scan, phase)));
        continue;
      }
      int before = packed.size();
      Kernels.Call call = kernel(launch);
      packed.subList(before, packed.size()).stream().filter(Kernels.Packed::computed)
          .forEach(weight -> calls.add(new Kernels.Call(weight.name(), new Kernels.Work.Pack(), List.of())));
      if (launch instanceof Launch.ScatterAdd scatter && scatter.zero()) {
        calls.add(new Kernels.Call(names.memory(scatter.result().buffer()), new Kernels.Work.Clear(), List.of()));
      }
      calls.add(call);
    }
    return calls;
  }

  /** Writes a launch's kernel. */
  private Kernels.Call kernel(Launch launch) {
    String name = name(launch);
    KernelFunction function = new KernelFunction(names, launch.space(), false);
    Kernels.Work work;
    if (launch instanceof Launch.TimeLoop loop) {
      timeLoop(function, loop);
      work = new Kernels.Work.Loop(loop.time(), loop.reverse(), Costs.ofRow(loop), loop.body().size());
    } else if (launch instanceof Launch.OuterSum outer) {
      outerSum(function, outer);
      work = new Kernels.Work.Outer(outer.left().dims().get(0), outer.right().dims().get(0));
    } else if (launch instanceof Launch.ColumnSum sum) {
      columnSum(function, sum);
      work = new Kernels.Work.Columns(elements(sum.operand()));
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      ScatterEmitter.byColumns(function, scatter, function.rows(launch.space())).emit();
      work = new Kernels.Work.Columns(ScatterEmitter.columns(scatter));
    } else if (launch instanceof Launch.MatrixProduct product) {
      ProductCode.Packing packing = pack(product, name);
      function.add(Argument.floats(packing.name(), false));
      function.body.addStatement(new ProductCode(function, "0").call("seq_product", product, packing, "count"));
      whole.put(product, packing);
      work = new Kernels.Work.Product(launch.space(), packing.n(), Costs.ofRow(launch));
    } else {
      body(function, launch);
      work = new Kernels.Work.Rows(launch.space(), Costs.ofRow(launch));
    }
    return written(launch, name, function, work);
  }

  private Kernels.Call linearScan(Launch.LinearScan scan, String phase) {
    KernelFunction function = new KernelFunction(names, scan.space(), false);
    LinearScans.emit(function, scan, phase);
    return written(scan, name(scan), function, new Kernels.Work.Rows(Space.steps(scan.time()), Costs.ofRow(scan)));
  }

  private Kernels.Call written(Launch launch, String name, KernelFunction function, Kernels.Work work) {
    file.append("\n/* ").append(Description.of(launch)).append(" */\n")
        .append("kernel void ").append(name).append("(\n    ").append(KernelFunction.declared(function.arguments()))
        .append(range(work)).append(") {\n").append(indented(begin(work))).append(indented(function.body.build().toString()))
        .append(work instanceof Kernels.Work.Loop ? "  seq_leave(team);\n" : "").append("}\n");
    return new Kernels.Call(name, work, KernelFunction.hostNames(function.arguments()));
  }

  /** What the host passes beside memory: how much there is to do, and what groups need to share it. */
  private static String range(Kernels.Work work) {
    if (work instanceof Kernels.Work.Loop) {
      return "global int* meeting,\n    const int size,\n    const int only,\n    const int room,\n    local float* tiles,\n"
          + "    global const int* restrict bounds,\n    const int first,\n    const int last";
    }
    return "local float* tiles,\n    const int count";
  }

  /** The lines that say which rows or columns are the work-group's. */
  private static String begin(Kernels.Work work) {
    if (work instanceof Kernels.Work.Loop) {
      return "const seq_team team = seq_join(meeting, size, only, room, tiles);\n"
          + "const int from = bounds[seq_index(team)];\nconst int to = bounds[seq_index(team) + 1];\n";
    }
    boolean whole = work instanceof Kernels.Work.Product || work instanceof Kernels.Work.Outer;
    return "const seq_team team = seq_alone(tiles);\n"
        + (whole ? "" : "const int from = BEGIN(count);\nconst int to = END(count);\n");
  }

  private void body(KernelFunction function, Launch launch) {
    if (launch instanceof Launch.RowLoop loop) {
      new RowLoopEmitter(function, loop).emit();
      if (function.body.build().toString().contains("seq_row(run")) {
        function.addRun();
      }
    } else if (launch instanceof Launch.Reduction reduction) {
      new ReductionEmitter(function, reduction).emit();
    } else if (launch instanceof Launch.Contraction contraction) {
      new ContractionEmitter(function, contraction).emit();
    } else if (launch instanceof Launch.ScatterAdd scatter) {
      new ScatterEmitter(function, scatter).emit();
    } else {
      throw new IllegalStateException(launch.getClass().getSimpleName() + " cannot run in a time loop");
    }
  }

  private ProductCode.Packing pack(Launch.MatrixProduct product, String name) {
    List<Size> dims = product.weight().dims();
    Size k = product.transposed() ? dims.get(1) : dims.get(0);
    Size n = product.transposed() ? dims.get(0) : dims.get(1);
    String weight = names.fresh("packed" + name.replaceAll("\\D", ""));
    packed.add(new Kernels.Packed(weight, names.memory(product.weight().buffer()), product.weight().offset(),
        product.transposed(), k, n, product.weight().buffer().source() != Buffer.Source.PARAMETER));
    return new ProductCode.Packing(weight, k, n);
  }

  /** A step of a product; where the loop does the product of whole sequences as well, its sums are the ones to begin with. */
  private void stepProduct(KernelFunction inner, Launch.MatrixProduct product, ProductCode.Packing weight) {
    ProductCode code = new ProductCode(inner, "from");
    Launch.MatrixProduct before = stepProducts.get(product);
    if (before == null) {
      inner.body.addStatement(code.call("seq_multiply", product, weight, "to - from"));
      return;
    }
    ProductCode.Packing other = whole.get(before);
    inner.add(Argument.floats(other.name(), false));
    String beside = inner.add(Argument.number("beside " + other.name(), "beside_" + other.name()));
    Launch.MatrixProduct begun = new Launch.MatrixProduct(product.space(), before.operand(), before.weight(), before.transposed(),
        before.init(), product.result(), before.origin());
    String both = inner.code(weight.k().times(weight.n()).plus(other.k().times(other.n())));
    inner.body.addStatement("const int begun = $L && NEAR($L)", beside, both);
    inner.body.addStatement("BESIDE(begun, $L)", code.call("seq_multiply", begun, other, "to - from"));
    inner.body.addStatement(code.call("seq_multiply", product, weight, "to - from",
        init -> "begun ? " + code.rows(product.result()) + " : " + init));
  }

  private void outerSum(KernelFunction function, Launch.OuterSum outer) {
    View a = outer.left();
    View b = outer.right();
    View c = outer.result();
    function.body.addStatement("seq_outer(team, $L + $L, $L, $L + $L, $L, $L, count, $L, $L + $L, $L, $L)",
        function.array(a.buffer()), function.code(a.offset()), function.code(a.buffer().columns()),
        function.array(b.buffer()), function.code(b.offset()), function.code(b.buffer().columns()),
        function.rows(outer.space()), function.code(b.dims().get(0)),
        function.array(c.buffer()), function.code(c.offset()), function.code(c.strides().get(0)), outer.accumulate() ? 1 : 0);
  }

  private void columnSum(KernelFunction function, Launch.ColumnSum sum) {
    View operand = sum.operand();
    function.body.addStatement("seq_columns(team, $L + $L, $L, $L, count, $L + $L, $L)",
        function.array(operand.buffer()), function.code(operand.offset()), function.code(operand.buffer().columns()),
        function.rows(sum.space()), function.array(sum.result().buffer()), function.code(sum.result().offset()),
        sum.accumulate() ? 1 : 0);
  }

  /** The steps from {@code first} to {@code last}, one after the other; each launch of a step is a function of its own. */
  private void timeLoop(KernelFunction function, Launch.TimeLoop loop) {
    String offsets = function.offsets(loop.time());
    CodeBlock.Builder weights = CodeBlock.builder();
    CodeBlock.Builder calls = CodeBlock.builder();
    for (int part = 0; part < loop.body().size(); part++) {
      calls.add(step(function, loop.body().get(part), part, weights));
    }
    if (!weights.isEmpty()) {
      function.body.addStatement("int used = SEQ_ROOM").add(weights.build());
    }
    function.body.beginControlFlow(
        loop.reverse() ? "for (int t = last - 1; t >= first; t--)" : "for (int t = first; t < last; t++)");
    function.body.addStatement("const int n = min(to, $L[t + 1] - $L[t])", offsets, offsets);
    function.body.beginControlFlow("if (n <= from)").addStatement(loop.reverse() ? "continue" : "break").endControlFlow();
    function.body.add(calls.build()).endControlFlow();
  }

  private CodeBlock step(KernelFunction loop, Launch launch, int part, CodeBlock.Builder weights) {
    String name = name(launch);
    KernelFunction inner = new KernelFunction(names, launch.space(), true);
    if (launch instanceof Launch.MatrixProduct product) {
      ProductCode.Packing weight = pack(product, name);
      inner.add(Argument.weight(weight.name()));
      stepProduct(inner, product, weight);
      loop.add(Argument.floats(weight.name(), false));
      weights.addStatement("const seq_weight $L = seq_hold(team, $L, $L, $L, &used)", kept(weight.name()), weight.name(),
          inner.code(weight.k()), inner.code(weight.n()));
    } else {
      body(inner, launch);
    }
    loop.take(inner.arguments());
    file.append("\n/* ").append(Description.of(launch)).append(" */\n")
        .append("void ").append(name).append("(\n    const seq_team team,\n    ").append(KernelFunction.declared(inner.arguments()))
        .append("const int from, const int to, const int t) {\n")
        .append(indented(inner.body.build().toString())).append("}\n");
    String end = "PART(" + part + ", n)";
    String range = "from, " + end;
    if (launch.space().kind() == Space.Kind.SEGMENTS) {
      String starts = loop.starts(launch.space());
      range = starts + "[from], " + starts + "[" + end + "]";
    }
    String passed = KernelFunction.passed(inner.arguments(), KernelEmitter::kept);
    return CodeBlock.builder().addStatement("$L(team, $L$L, t)", name, passed, range).addStatement("SYNC").build();
  }

  /** What a packed weight is called once it is near the group. */
  private static String kept(String weight) {
    return weight.replace("packed", "kept");
  }

  private String name(Launch launch) {
    String kind = launch.getClass().getSimpleName();
    return names.fresh(Character.toLowerCase(kind.charAt(0)) + kind.substring(1) + ++count);
  }

  private static Size elements(View view) {
    return view.dims().stream().reduce(Size.ONE, Size::times);
  }

  private static String indented(String code) {
    return code.isEmpty() ? "" : "  " + code.stripTrailing().replace("\n", "\n  ") + "\n";
  }
}
