package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/**
 * A method of a program under construction: the rows {@code from} to {@code to} of a launch. Fields that the body uses are read into
 * locals first, so that the loops run over plain locals.
 */
final class LaunchMethod {

  private final ProgramNames names;
  private final Space space;
  private final boolean inTimeLoop;
  private final Map<String, CodeBlock> locals = new LinkedHashMap<>();
  private final NameAllocator allocator;
  final CodeBlock.Builder body = CodeBlock.builder();

  LaunchMethod(ProgramNames names, Space space, boolean inTimeLoop) {
    this.names = names;
    this.allocator = names.locals();
    this.space = space;
    this.inTimeLoop = inTimeLoop;
  }

  /** A new local. */
  String fresh(String hint) {
    return allocator.newName(hint);
  }

  Space space() {
    return space;
  }

  boolean inTimeLoop() {
    return inTimeLoop;
  }

  /** The array of a buffer, as a local. */
  String array(Buffer buffer) {
    String field = names.field(buffer);
    locals.putIfAbsent(field, CodeBlock.of("final $T $N = this.$N", buffer.floats() ? float[].class : int[].class, field, field));
    return field;
  }

  /** The Java name of a model's size, as a local. */
  String size(Symbol symbol) {
    String field = names.size(symbol);
    locals.putIfAbsent(field, CodeBlock.of("final int $N = this.$N", field, field));
    return field;
  }

  String code(Size size) {
    return Sizes.code(size, this::size);
  }

  String times(String index, Size stride) {
    return Sizes.times(index, stride, this::size);
  }

  /** The layout of a ragged size, as a local. */
  String steps(Symbol time) {
    String field = names.steps(time);
    locals.putIfAbsent(field, CodeBlock.of("final $T $N = this.$N", RuntimeNames.STEPS, field, field));
    return field;
  }

  private String table(Symbol time, String hint, String method) {
    String local = names.table(time, hint);
    String steps = steps(time);
    locals.putIfAbsent(local, CodeBlock.of("final int[] $N = $N.$L()", local, steps, method));
    return local;
  }

  /** The example that row {@code r} belongs to. */
  String example() {
    return switch (space.kind()) {
      case SHARED -> "0";
      case EXAMPLES -> "r";
      case POSITIONS -> table(space.time().orElseThrow(), "order", "order") + "[r]";
      case STEPS -> table(space.time().orElseThrow(), "exampleOf", "rowExamples") + "[r]";
    };
  }

  /** The step that row {@code r} belongs to. */
  String step() {
    return switch (space.kind()) {
      case STEPS -> table(space.time().orElseThrow(), "stepOf", "rowSteps") + "[r]";
      case POSITIONS -> inTimeLoop ? "t" : "0";
      default -> "0";
    };
  }

  /** The length of the example of row {@code r}. */
  String length(Symbol time) {
    return table(time, "lengthOf", "lengths") + "[" + example() + "]";
  }

  /** The first row of the step at hand in a buffer over steps; only in a time loop. */
  String base(Symbol time) {
    String steps = steps(time);
    String local = names.table(time, "base");
    locals.putIfAbsent(local, CodeBlock.of("final int $N = $N.offset(t)", local, steps));
    return local;
  }

  /** The row of a buffer that belongs to row {@code r}. */
  String row(Buffer buffer) {
    Space to = buffer.space();
    if (to.isShared()) {
      return "0";
    }
    if (to.equals(space)) {
      return "r";
    }
    return switch (to.kind()) {
      case EXAMPLES -> example();
      case POSITIONS -> steps(to.time().orElseThrow()) + ".position(" + example() + ")";
      case STEPS -> stepsRow(to);
      case SHARED -> throw new IllegalStateException("handled above");
    };
  }

  private String stepsRow(Space to) {
    if (inTimeLoop && Space.positions(to.time().orElseThrow()).equals(space)) {
      return "(" + base(to.time().get()) + " + r)";
    }
    throw new IllegalStateException("rows of " + to + " cannot be found from rows of " + space);
  }

  /** A row of the example's, at a step. */
  String row(Symbol time, String step) {
    return steps(time) + ".row(" + example() + ", " + step + ")";
  }

  /** {@code row * columns + offset}. */
  String start(View view, String row) {
    return Sizes.sum(List.of(times(row, view.buffer().columns()), code(view.offset())));
  }

  /** The index of an element of row {@code r}. */
  String index(View view, String row, List<String> coordinates) {
    List<String> terms = new java.util.ArrayList<>();
    terms.add(start(view, row));
    for (int i = 0; i < coordinates.size(); i++) {
      terms.add(times(coordinates.get(i), view.strides().get(i)));
    }
    return Sizes.sum(terms);
  }

  /** An argument that is a row of another kind than the loop's own. */
  String rowOf(View view, Scalar.Row row, String computedStep) {
    if (row instanceof Scalar.Row.First first) {
      return row(first.time(), "0");
    }
    if (row instanceof Scalar.Row.Last last) {
      return row(last.time(), length(last.time()) + " - 1");
    }
    if (row instanceof Scalar.Row.Beside beside) {
      return row(beside.time(), beside.behind() ? "Math.min(" + step() + " + 1, " + length(beside.time()) + " - 1)"
          : "Math.max(" + step() + " - 1, 0)");
    }
    if (row instanceof Scalar.Row.At at) {
      return row(at.time(), computedStep);
    }
    return row(view.buffer());
  }

  void local(String name, CodeBlock declaration) {
    locals.putIfAbsent(name, declaration);
  }

  MethodSpec build(String name, CodeBlock documentation) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addJavadoc(documentation)
        .addParameter(int.class, "from").addParameter(int.class, "to");
    if (inTimeLoop) {
      method.addParameter(int.class, "t");
    }
    locals.values().forEach(method::addStatement);
    return method.addCode(body.build()).build();
  }
}
