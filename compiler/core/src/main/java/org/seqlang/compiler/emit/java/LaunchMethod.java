package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.seqlang.compiler.emit.loop.LoopBody;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** A method of a program. Fields that the body uses are read into locals first, so that the loops run over plain locals. */
final class LaunchMethod extends LoopBody {

  private final ProgramNames names;
  private final Map<String, CodeBlock> locals = new LinkedHashMap<>();

  private final List<MethodSpec> pieces = new ArrayList<>();
  private final boolean divided;
  private final Predicate<Buffer> ofBlock;
  private final boolean based;

  /** @param divided whether the method does a part of the columns of its rows */
  LaunchMethod(ProgramNames names, Space space, boolean inTimeLoop, boolean divided) {
    this(names, space, inTimeLoop, divided, buffer -> false, false);
  }

  /**
   * @param divided whether the method does a part of the columns of its rows
   * @param ofBlock which buffers hold some steps at a time
   * @param based whether the method is told where the step at hand begins in those
   */
  LaunchMethod(ProgramNames names, Space space, boolean inTimeLoop, boolean divided, Predicate<Buffer> ofBlock, boolean based) {
    super(JavaDialect.INSTANCE, space, inTimeLoop, names.locals());
    this.names = names;
    this.divided = divided;
    this.ofBlock = ofBlock;
    this.based = based;
  }

  /** Whether the method does a part of the columns of its rows. */
  boolean isDivided() {
    return divided;
  }

  /** Makes the variables between which the first axis of a row's elements is gone through. */
  void columns(List<Size> dims) {
    if (divided) {
      String bound = dims.size() == 1 ? "column" : "row";
      String size = code(dims.get(0));
      body.addStatement("final int left = $T.$L($L, part, parts)", RuntimeNames.PARALLEL, bound, size);
      body.addStatement("final int right = $T.$L($L, part + 1, parts)", RuntimeNames.PARALLEL, bound, size);
    }
  }

  @Override
  public String loop(int axis, Size size, boolean innermost) {
    return divided && axis == 0 ? dialect().column("i0", "left", "right") : super.loop(axis, size, innermost);
  }

  @Override
  public String array(Buffer buffer) {
    String field = names.field(buffer);
    locals.putIfAbsent(field, CodeBlock.of("final $T $N = this.$N", buffer.floats() ? float[].class : int[].class, field, field));
    return field;
  }

  @Override
  protected String size(Symbol symbol) {
    String field = names.size(symbol);
    locals.putIfAbsent(field, CodeBlock.of("final int $N = this.$N", field, field));
    return field;
  }

  /** The layout of a ragged size, as a local. */
  String steps(Symbol time) {
    String field = names.steps(time);
    locals.putIfAbsent(field, CodeBlock.of("final $T $N = this.$N", RuntimeNames.STEPS, field, field));
    return field;
  }

  @Override
  protected String table(Symbol time, Table table) {
    String local = names.table(time, table.hint());
    String steps = steps(time);
    locals.putIfAbsent(local, CodeBlock.of("final int[] $N = $N.$L()", local, steps, table.accessor()));
    return local;
  }

  @Override
  protected String table(Space segments, SegmentTable table) {
    String field = names.segments(segments);
    String local = table.hint() + "_" + field;
    locals.putIfAbsent(local, CodeBlock.of("final int[] $N = this.$N.$L()", local, field, table.accessor()));
    return local;
  }

  @Override
  protected String positionOf(Symbol time, String example) {
    return steps(time) + ".position(" + example + ")";
  }

  @Override
  protected String rowOf(Symbol time, String example, String step) {
    return steps(time) + ".row(" + example + ", " + step + ")";
  }

  @Override
  public String base(Symbol time) {
    String steps = steps(time);
    String local = names.table(time, "base");
    locals.putIfAbsent(local, CodeBlock.of("final int $N = $N.offset(t)", local, steps));
    return local;
  }

  @Override
  public String base(Buffer buffer) {
    return ofBlock.test(buffer) ? "base" : super.base(buffer);
  }

  /** Whether neighbouring rows of the launch are neighbours in the buffer, or all the same one. */
  boolean followsRows(View view, Scalar.Row which) {
    if (!(which instanceof Scalar.Row.Same)) {
      return false;
    }
    String row = rowOf(view, which, "");
    return row.equals("r") || row.equals("0") || row.matches("\\(\\w+ \\+ r\\)");
  }

  /** A name for a loop that stands in a method of its own. */
  String pieceName() {
    return names.fresh("piece" + names.next());
  }

  void addPiece(MethodSpec piece) {
    pieces.add(piece);
  }

  /** The loops of this method that are methods themselves. */
  List<MethodSpec> pieces() {
    return pieces;
  }

  MethodSpec build(String name, CodeBlock documentation) {
    List<String> parameters = new ArrayList<>(List.of("from", "to"));
    if (inTimeLoop()) {
      parameters.add("t");
    }
    if (based) {
      parameters.add("base");
    }
    if (divided) {
      parameters.addAll(List.of("part", "parts"));
    }
    return build(name, documentation, parameters);
  }

  MethodSpec build(String name, CodeBlock documentation, List<String> parameters) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addJavadoc(documentation);
    parameters.forEach(parameter -> method.addParameter(int.class, parameter));
    locals.values().forEach(method::addStatement);
    return method.addCode(body.build()).build();
  }
}
