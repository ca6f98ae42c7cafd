package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private String table(Space segments, String hint, String method) {
    String field = names.segments(segments);
    String local = hint + "_" + field;
    locals.putIfAbsent(local, CodeBlock.of("final int[] $N = this.$N.$L()", local, field, method));
    return local;
  }

  /** Where row {@code r} stands among the positions of the loop that the segments belong to. */
  private String position() {
    return table(space, "positionOf", "positions") + "[r]";
  }

  /** The example that row {@code r} belongs to. */
  String example() {
    return switch (space.kind()) {
      case SHARED -> "0";
      case EXAMPLES -> "r";
      case POSITIONS -> table(space.time().orElseThrow(), "order", "order") + "[r]";
      case STEPS -> table(space.time().orElseThrow(), "exampleOf", "rowExamples") + "[r]";
      case SEGMENTS -> table(space, "exampleOf", "examples") + "[r]";
    };
  }

  /** The step that row {@code r} belongs to. */
  String step() {
    return switch (space.kind()) {
      case STEPS -> table(space.time().orElseThrow(), "stepOf", "rowSteps") + "[r]";
      case SEGMENTS -> table(space, "stepOf", "steps") + "[r]";
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
      case POSITIONS -> isLoop(to.time().orElseThrow()) && space.kind() == Space.Kind.SEGMENTS ? position()
          : steps(to.time().get()) + ".position(" + example() + ")";
      case STEPS -> stepsRow(to);
      case SHARED, SEGMENTS -> throw new IllegalStateException("no row of " + to + " belongs to one of " + space);
    };
  }

  /** Whether the rows at hand are ordered for a loop over this time. */
  private boolean isLoop(Symbol time) {
    return space.equals(Space.positions(time)) || space.by().equals(Optional.of(time));
  }

  private String stepsRow(Space to) {
    Symbol time = to.time().orElseThrow();
    if (inTimeLoop && isLoop(time)) {
      return "(" + base(time) + " + " + (space.kind() == Space.Kind.SEGMENTS ? position() : "r") + ")";
    }
    if (!inTimeLoop && space.kind() == Space.Kind.SEGMENTS && space.time().equals(to.time())) {
      return table(space, "rowOf", "rows") + "[r]";
    }
    throw new IllegalStateException("rows of " + to + " cannot be found from rows of " + space);
  }

  /** Whether the rows are steps of another size than the loop's. */
  boolean isOfAnotherTime() {
    return inTimeLoop && space.kind() == Space.Kind.SEGMENTS;
  }

  /** For each position where its segment begins. */
  String starts(Space segments) {
    return table(segments, "startOf", "starts");
  }

  /** Whether a view has a row for each step of a time; in a time loop that is only so for segments. */
  boolean isOver(View view, Symbol time) {
    Space of = view.buffer().space();
    return of.time().equals(Optional.of(time))
        && (of.kind() == Space.Kind.SEGMENTS || of.kind() == Space.Kind.STEPS && !inTimeLoop);
  }

  /** A row of the example's in a buffer over its steps, at a step. */
  String row(Buffer buffer, Symbol time, String step) {
    Space to = buffer.space();
    if (!to.isOverTime()) {
      return row(buffer);
    }
    if (to.kind() == Space.Kind.STEPS) {
      return steps(time) + ".row(" + example() + ", " + step + ")";
    }
    String starts = starts(to);
    String position = space.kind() == Space.Kind.SEGMENTS ? position()
        : isLoop(to.by().orElseThrow()) ? "r" : steps(to.by().get()) + ".position(" + example() + ")";
    return "(" + starts + "[" + position + "]" + (step.equals("0") ? "" : " + " + step) + ")";
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
      return row(view.buffer(), first.time(), "0");
    }
    if (row instanceof Scalar.Row.Last last) {
      return row(view.buffer(), last.time(), length(last.time()) + " - 1");
    }
    if (row instanceof Scalar.Row.Beside beside) {
      return row(view.buffer(), beside.time(), beside.behind() ? "Math.min(" + step() + " + 1, " + length(beside.time()) + " - 1)"
          : "Math.max(" + step() + " - 1, 0)");
    }
    if (row instanceof Scalar.Row.At at) {
      return row(view.buffer(), at.time(), computedStep);
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
