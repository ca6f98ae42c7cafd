package org.seqlang.compiler.emit.loop;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/**
 * A function under construction that works on the rows {@code from} to {@code to} of a launch; in a time loop also on a step
 * {@code t}. Knows which row of each buffer belongs to the row {@code r} at hand.
 */
public abstract class LoopBody {

  /** A table of the layout of a ragged size. */
  public enum Table {
    /** For each position its example. */
    ORDER("order", "order"),
    /** For each row its example. */
    EXAMPLES("exampleOf", "rowExamples"),
    /** For each row its step. */
    STEPS("stepOf", "rowSteps"),
    /** For each example its length. */
    LENGTHS("lengthOf", "lengths");

    private final String hint;
    private final String accessor;

    Table(String hint, String accessor) {
      this.hint = hint;
      this.accessor = accessor;
    }

    /** What a variable with the table is called. */
    public String hint() {
      return hint;
    }

    /** The runtime's method that gives it. */
    public String accessor() {
      return accessor;
    }
  }

  /** A table of segments. */
  public enum SegmentTable {
    /** For each position its first row. */
    STARTS("startOf", "starts"),
    /** For each row its position. */
    POSITIONS("positionOf", "positions"),
    /** For each row its example. */
    EXAMPLES("exampleOf", "examples"),
    /** For each row its step. */
    STEPS("stepOf", "steps"),
    /** For each row its row among the steps. */
    ROWS("rowOf", "rows");

    private final String hint;
    private final String accessor;

    SegmentTable(String hint, String accessor) {
      this.hint = hint;
      this.accessor = accessor;
    }

    public String hint() {
      return hint;
    }

    public String accessor() {
      return accessor;
    }
  }

  /** The code so far. */
  public final CodeBlock.Builder body = CodeBlock.builder();

  private final Dialect dialect;
  private final Space space;
  private final boolean inTimeLoop;
  private final NameAllocator allocator;

  protected LoopBody(Dialect dialect, Space space, boolean inTimeLoop, NameAllocator allocator) {
    this.dialect = dialect;
    this.space = space;
    this.inTimeLoop = inTimeLoop;
    this.allocator = allocator;
  }

  /** The array of a buffer, as a variable. */
  public abstract String array(Buffer buffer);

  /** The head of the loop over an axis of a row's elements. */
  public String loop(int axis, Size size, boolean innermost) {
    return dialect.loop("i" + axis, code(size), innermost);
  }

  /** The value of a model's size, as a variable. */
  protected abstract String size(Symbol symbol);

  /** A table, as a variable. */
  protected abstract String table(Symbol time, Table table);

  /** A table, as a variable. */
  protected abstract String table(Space segments, SegmentTable table);

  /** The position of an example in the order of a ragged size. */
  protected abstract String positionOf(Symbol time, String example);

  /** The row of a step of an example in a buffer over steps. */
  protected abstract String rowOf(Symbol time, String example, String step);

  /** The first row of the step at hand in a buffer over steps; only in a time loop. */
  public abstract String base(Symbol time);

  /** The same for one buffer over the steps of the loop at hand. */
  public String base(Buffer buffer) {
    return base(buffer.space().time().orElseThrow());
  }

  public final Dialect dialect() {
    return dialect;
  }

  /** A new variable. */
  public final String fresh(String hint) {
    return allocator.newName(hint);
  }

  public final Space space() {
    return space;
  }

  public final boolean inTimeLoop() {
    return inTimeLoop;
  }

  public final String code(Size size) {
    return Sizes.code(size, this::size);
  }

  public final String times(String index, Size stride) {
    return Sizes.times(index, stride, this::size);
  }

  /** Where row {@code r} stands among the positions of the loop that the segments belong to. */
  private String position() {
    return table(space, SegmentTable.POSITIONS) + "[r]";
  }

  /** The example that row {@code r} belongs to. */
  public final String example() {
    return switch (space.kind()) {
      case SHARED -> "0";
      case EXAMPLES -> "r";
      case POSITIONS -> table(space.time().orElseThrow(), Table.ORDER) + "[r]";
      case STEPS -> table(space.time().orElseThrow(), Table.EXAMPLES) + "[r]";
      case SEGMENTS -> table(space, SegmentTable.EXAMPLES) + "[r]";
    };
  }

  /** The step that row {@code r} belongs to. */
  public final String step() {
    return switch (space.kind()) {
      case STEPS -> table(space.time().orElseThrow(), Table.STEPS) + "[r]";
      case SEGMENTS -> table(space, SegmentTable.STEPS) + "[r]";
      case POSITIONS -> inTimeLoop ? "t" : "0";
      default -> "0";
    };
  }

  /** The length of the example of row {@code r}. */
  public final String length(Symbol time) {
    return table(time, Table.LENGTHS) + "[" + example() + "]";
  }

  /** The row of a buffer that belongs to row {@code r}. */
  public final String row(Buffer buffer) {
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
          : positionOf(to.time().get(), example());
      case STEPS -> stepsRow(buffer);
      case SHARED, SEGMENTS -> throw new IllegalStateException("no row of " + to + " belongs to one of " + space);
    };
  }

  /** Whether the rows at hand are ordered for a loop over this time. */
  private boolean isLoop(Symbol time) {
    return space.equals(Space.positions(time)) || space.by().equals(Optional.of(time));
  }

  private String stepsRow(Buffer buffer) {
    Space to = buffer.space();
    Symbol time = to.time().orElseThrow();
    if (inTimeLoop && isLoop(time)) {
      return "(" + base(buffer) + " + " + (space.kind() == Space.Kind.SEGMENTS ? position() : "r") + ")";
    }
    if (!inTimeLoop && space.kind() == Space.Kind.SEGMENTS && space.time().equals(to.time())) {
      return table(space, SegmentTable.ROWS) + "[r]";
    }
    throw new IllegalStateException("rows of " + to + " cannot be found from rows of " + space);
  }

  /** Whether the rows are steps of another size than the loop's. */
  public final boolean isOfAnotherTime() {
    return inTimeLoop && space.kind() == Space.Kind.SEGMENTS;
  }

  /** For each position where its segment begins. */
  public final String starts(Space segments) {
    return table(segments, SegmentTable.STARTS);
  }

  /** Whether a view has a row for each step of a time; in a time loop that is only so for segments. */
  public final boolean isOver(View view, Symbol time) {
    Space of = view.buffer().space();
    return of.time().equals(Optional.of(time))
        && (of.kind() == Space.Kind.SEGMENTS || of.kind() == Space.Kind.STEPS && !inTimeLoop);
  }

  /** A row of the example's in a buffer over its steps, at a step. */
  public final String row(Buffer buffer, Symbol time, String step) {
    Space to = buffer.space();
    if (!to.isOverTime()) {
      return row(buffer);
    }
    if (to.kind() == Space.Kind.STEPS) {
      return rowOf(time, example(), step);
    }
    String position = space.kind() == Space.Kind.SEGMENTS ? position()
        : isLoop(to.by().orElseThrow()) ? "r" : positionOf(to.by().get(), example());
    return "(" + starts(to) + "[" + position + "]" + (step.equals("0") ? "" : " + " + step) + ")";
  }

  /** {@code row * columns + offset}. */
  public final String start(View view, String row) {
    return Sizes.sum(List.of(times(row, view.buffer().columns()), code(view.offset())));
  }

  /** The index of an element of row {@code r}. */
  public final String index(View view, String row, List<String> coordinates) {
    List<String> terms = new ArrayList<>();
    terms.add(start(view, row));
    for (int i = 0; i < coordinates.size(); i++) {
      terms.add(times(coordinates.get(i), view.strides().get(i)));
    }
    return Sizes.sum(terms);
  }

  /** The row of a view's buffer that a load takes. */
  public final String rowOf(View view, Scalar.Row row, String computedStep) {
    if (row instanceof Scalar.Row.First first) {
      return row(view.buffer(), first.time(), "0");
    }
    if (row instanceof Scalar.Row.Last last) {
      return row(view.buffer(), last.time(), length(last.time()) + " - 1");
    }
    if (row instanceof Scalar.Row.Beside beside) {
      CodeBlock at = beside.behind()
          ? dialect.smaller(step() + " + 1", length(beside.time()) + " - 1") : dialect.larger(step() + " - 1", "0");
      return row(view.buffer(), beside.time(), at.toString());
    }
    if (row instanceof Scalar.Row.At at) {
      return row(view.buffer(), at.time(), computedStep);
    }
    return row(view.buffer());
  }
}
