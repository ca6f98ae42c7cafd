package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.compiler.emit.loop.Costs;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;

/** The calls of time loops: by threads that divide examples or columns, in blocks of steps, or loops side by side. */
final class LoopCalls {

  private final ProgramNames names;
  private final TypeSpec.Builder type;
  private final List<MethodSpec> methods;
  private final PackedWeights packed;
  private final BlockedProducts blocked;
  private final Map<Launch.TimeLoop, PhaseEmitter> phases = new IdentityHashMap<>();
  private final Map<Launch.TimeLoop, Blocks> blocks = new IdentityHashMap<>();

  /**
   * A loop that can compute products of its inputs itself.
   *
   * @param method that does both
   * @param inputs the products
   * @param before calls that compute them before the loop
   */
  private record Blocks(String method, List<PhaseEmitter.Call> inputs, CodeBlock before) {}

  LoopCalls(ProgramNames names, TypeSpec.Builder type, List<MethodSpec> methods, PackedWeights packed, BlockedProducts blocked) {
    this.names = names;
    this.type = type;
    this.methods = methods;
    this.packed = packed;
    this.blocked = blocked;
  }

  /** Threads can divide the columns of a loop's launches. */
  void divide(Launch.TimeLoop loop, PhaseEmitter emitter) {
    phases.put(loop, emitter);
  }

  /** A method computes the products of a loop's inputs, and the loop. */
  void inBlocks(Launch.TimeLoop loop, String method, List<PhaseEmitter.Call> inputs, CodeBlock before) {
    blocks.put(loop, new Blocks(method, inputs, before));
  }

  /** The method as an object that is made once. */
  void range(String method) {
    type.addField(FieldSpec.builder(RuntimeNames.ROW_RANGE, method, PRIVATE, FINAL).initializer("this::$N", method).build());
  }

  /** Adds the method of phases, and an object for it. */
  String phases(PhaseEmitter emitter, String name, Optional<Launch.TimeLoop> loop) {
    methods.add(emitter.method(name, loop));
    type.addField(FieldSpec.builder(RuntimeNames.PHASES, name, PRIVATE, FINAL).initializer("this::$N", name).build());
    return name;
  }

  private String code(Size size) {
    return Sizes.code(size, names::size);
  }

  /** A loop. */
  CodeBlock call(Launch.TimeLoop loop, String method) {
    String steps = names.steps(loop.time());
    Size cost = Costs.ofRow(loop);
    range(method);
    CodeBlock.Builder code = CodeBlock.builder();
    PhaseEmitter divided = phases.get(loop);
    if (divided == null) {
      code.addStatement("$T.ranges(balance($N, $L), $N)", RuntimeNames.PARALLEL, steps, code(cost), method);
    } else {
      String name = phases(divided, names.fresh(method + "Phase"), Optional.of(loop));
      code.addStatement("loop($N, $L, $N, $L, $N)", steps, code(cost), method, divided.count(), name);
    }
    return blocks.containsKey(loop) ? inBlocks(loop, code.build()) : code.build();
  }

  /** {@code if (inBlocks(stepsT, packed1, packed2)) … else …}. */
  private CodeBlock inBlocks(Launch.TimeLoop loop, CodeBlock plain) {
    Blocks own = blocks.get(loop);
    range(own.method());
    Size cost = own.inputs().stream().map(PhaseEmitter.Call::cost).reduce(Costs.ofRow(loop), Size::plus);
    String steps = names.steps(loop.time());
    String weights = Stream.concat(blocked.of(loop).stream(), PackedWeights.products(loop.body()).stream()).map(packed::field)
        .collect(Collectors.joining(", "));
    return CodeBlock.builder().beginControlFlow("if (inBlocks($N, $L))", steps, weights)
        .addStatement("$T.ranges(balance($N, $L), $N)", RuntimeNames.PARALLEL, steps, code(cost), own.method()).nextControlFlow("else")
        .add(own.before()).add(plain).endControlFlow().build();
  }

  /**
   * Loops that need nothing of each other: side by side where each alone would keep one thread busy, else one after another.
   *
   * <pre>
   * if (isOfOneThread(stepsT, 4 * hidden * hidden, 2) &amp;&amp; isOfOneThread(stepsT, 4 * hidden * hidden, 2)) {
   *   Parallel.rows(2, 1, sideBySide3);
   * } else {
   *   loop(stepsT, 4 * hidden * hidden, timeLoop3, 2, timeLoop3Phase);
   *   loop(stepsT, 4 * hidden * hidden, timeLoop5, 2, timeLoop5Phase);
   * }
   * </pre>
   */
  CodeBlock sideBySide(List<Launch.TimeLoop> loops, List<String> loopMethods, String name) {
    List<String> conditions = new ArrayList<>();
    CodeBlock.Builder before = CodeBlock.builder();
    CodeBlock.Builder apart = CodeBlock.builder();
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(PRIVATE).addParameter(int.class, "from")
        .addParameter(int.class, "to").addJavadoc("Time loops that need nothing of each other.\n")
        .beginControlFlow("for (int loop = from; loop < to; loop++)").beginControlFlow("switch (loop)");
    for (int i = 0; i < loops.size(); i++) {
      Launch.TimeLoop loop = loops.get(i);
      int divisions = phases.containsKey(loop) ? phases.get(loop).count() : 0;
      conditions.add("isOfOneThread(" + names.steps(loop.time()) + ", " + code(Costs.ofRow(loop)) + ", " + divisions + ")");
      Optional.ofNullable(blocks.get(loop)).ifPresent(own -> before.add(own.before()));
      apart.add(call(loop, loopMethods.get(i)));
      method.addStatement((i < loops.size() - 1 ? "case " + i : "default") + " -> $N(0, examples)", loopMethods.get(i));
    }
    methods.add(method.endControlFlow().endControlFlow().build());
    range(name);
    return CodeBlock.builder().beginControlFlow("if ($L)", String.join("\n    && ", conditions)).add(before.build())
        .addStatement("$T.rows($L, 1, $N)", RuntimeNames.PARALLEL, loops.size(), name).nextControlFlow("else")
        .add(apart.build()).endControlFlow().build();
  }
}
