package org.seqlang.compiler.emit.loop;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;
import org.seqlang.compiler.schedule.View;

/**
 * A row loop as Java:
 *
 * <pre>
 * for (int r = from; r &lt; to; r++) {
 *   final int gates_1 = r * (4 * hidden);
 *   for (int i0 = 0; i0 &lt; hidden; i0++) {
 *     final float v1 = Pointwise.sigmoid(gates[gates_1 + i0]);
 *     …
 * </pre>
 */
public class RowLoopEmitter {

  protected final LoopBody method;
  protected final Launch.RowLoop loop;
  protected final CodeBlock.Builder row = CodeBlock.builder();
  private final CodeBlock.Builder inner = CodeBlock.builder();
  private final Map<String, String> starts = new HashMap<>();
  private final Map<Scalar.Load, String> loaded = new HashMap<>();
  private final Map<Integer, String> keys = new HashMap<>();
  private final Map<Scalar.Local, String> names = new HashMap<>();

  public RowLoopEmitter(LoopBody method, Launch.RowLoop loop) {
    this.method = method;
    this.loop = loop;
  }

  public void emit() {
    loop.statements().forEach(this::statement);
    method.body.beginControlFlow("$L", Loops.rows(method, loop.dims())).add(row.build());
    Loops.open(method, loop.dims());
    method.body.add(inner.build());
    Loops.close(method, loop.dims().size());
    method.body.endControlFlow();
  }

  private void statement(Statement statement) {
    String target = local(statement.target());
    boolean truth = statement.element() instanceof Element.Bool;
    CodeBlock value = truth ? truth(statement.value()) : code(statement.value());
    boolean isCopy = statement.value() instanceof Scalar.Local || statement.value() instanceof Scalar.Literal;
    if (!isCopy) {
      inner.addStatement("$L $L $N = $L", method.dialect().constant(), typeOf(statement.element()), target,
          cast(statement.element(), value, statement.value()));
    }
    if (statement.store().isPresent()) {
      CodeBlock stored = isCopy ? value : CodeBlock.of("$N", target);
      store(statement.store().get(), statement.element(), stored, statement.value());
    } else if (isCopy) {
      inner.addStatement("$L $L $N = $L", method.dialect().constant(), typeOf(statement.element()), target,
          cast(statement.element(), value, statement.value()));
    }
  }

  /** The name of a statement's value. */
  protected String local(Scalar.Local id) {
    return names.computeIfAbsent(id, known -> method.fresh(known.toString()));
  }

  private void store(View view, Element element, CodeBlock value, Scalar source) {
    String index = index(view, new Scalar.Row.Same(), coordinates());
    CodeBlock stored = value;
    if (element instanceof Element.Bool) {
      stored = source instanceof Scalar.Literal literal
          ? CodeBlock.of(literal.value() != 0 ? "1" : "0") : CodeBlock.of("$L ? 1 : 0", value);
    } else if (source instanceof Scalar.Literal) {
      stored = cast(element, value, source);
    }
    inner.addStatement("$N[$L] = $L", method.array(view.buffer()), index, stored);
  }

  /** Where the loop stands on an axis. */
  protected String coordinate(int axis) {
    return "i" + axis;
  }

  private List<String> coordinates() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < loop.dims().size(); i++) {
      all.add("i" + i);
    }
    return all;
  }

  protected final String typeOf(Element element) {
    return element instanceof Element.Float ? "float" : element instanceof Element.Bool ? method.dialect().truth() : "int";
  }

  private CodeBlock cast(Element element, CodeBlock value, Scalar source) {
    return isWhole(element) && !isWhole(source) ? CodeBlock.of("(int) ($L)", value) : value;
  }

  private static boolean isWhole(Element element) {
    return element instanceof Element.Int || element instanceof Element.Index;
  }

  /** Whether the Java expression is of type {@code int}. */
  private boolean isWhole(Scalar scalar) {
    if (scalar instanceof Scalar.Load load) {
      return !load.view().buffer().floats();
    } else if (scalar instanceof Scalar.Local local) {
      return loop.statements().stream().anyMatch(s -> s.target().equals(local) && isWhole(s.element()));
    }
    return scalar instanceof Scalar.Apply apply && apply.function() == ScalarFunction.WHERE
        && isWhole(apply.operands().get(1)) && isWhole(apply.operands().get(2));
  }

  protected final CodeBlock code(Scalar scalar) {
    if (scalar instanceof Scalar.Local local) {
      return CodeBlock.of("$L", local(local));
    } else if (scalar instanceof Scalar.Literal literal) {
      return CodeBlock.of("$L", method.dialect().literal(literal.value()));
    } else if (scalar instanceof Scalar.SizeValue size) {
      return CodeBlock.of("(float) ($L)", method.code(size.size()));
    } else if (scalar instanceof Scalar.Length length) {
      return CodeBlock.of("(float) $L", method.length(length.time()));
    } else if (scalar instanceof Scalar.Load load) {
      return CodeBlock.of("$L", load(load));
    } else if (scalar instanceof Scalar.Apply apply) {
      return apply(apply);
    } else if (scalar instanceof Scalar.Keep keep) {
      return keep(keep);
    } else if (scalar instanceof Scalar.CoordinateIs is) {
      return CodeBlock.of("($L == $L)", coordinate(is.axis()), code(is.index()));
    }
    return stepIs((Scalar.StepIs) scalar);
  }

  /** A truth value that is made here is no number yet. */
  private CodeBlock apply(Scalar.Apply apply) {
    Scalar first = apply.operands().get(0);
    return apply.function() == ScalarFunction.TO_FLOAT && isTruth(first)
        ? method.dialect().apply(ScalarFunction.WHERE, List.of(truth(first), code(new Scalar.Literal(1)), code(new Scalar.Literal(0))))
        : method.dialect().apply(apply.function(), operands(apply));
  }

  /** Whether the expression is a truth value of the language it is written in. */
  private boolean isTruth(Scalar scalar) {
    if (scalar instanceof Scalar.Local local) {
      return loop.statements().stream().anyMatch(s -> s.target().equals(local) && s.element() instanceof Element.Bool);
    } else if (scalar instanceof Scalar.Apply apply) {
      return switch (apply.function()) {
        case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR, NOT -> true;
        case WHERE -> isTruth(apply.operands().get(1)) || isTruth(apply.operands().get(2));
        default -> false;
      };
    }
    return scalar instanceof Scalar.CoordinateIs || scalar instanceof Scalar.StepIs;
  }

  private List<CodeBlock> operands(Scalar.Apply apply) {
    List<CodeBlock> operands = new ArrayList<>();
    for (int i = 0; i < apply.operands().size(); i++) {
      boolean truth = switch (apply.function()) {
        case AND, OR, NOT -> true;
        case WHERE -> i == 0 || isTruth(apply);
        default -> false;
      };
      operands.add(truth ? truth(apply.operands().get(i)) : code(apply.operands().get(i)));
    }
    return operands;
  }

  /** A truth value: memory holds 0 or 1. */
  protected final CodeBlock truth(Scalar scalar) {
    if (scalar instanceof Scalar.Load load) {
      return CodeBlock.of("($L != 0)", load(load));
    }
    return scalar instanceof Scalar.Literal literal ? CodeBlock.of("$L", literal.value() != 0) : code(scalar);
  }

  private CodeBlock stepIs(Scalar.StepIs is) {
    if (is.step() instanceof Scalar.Row.First) {
      return CodeBlock.of("($L == 0)", method.step());
    } else if (is.step() instanceof Scalar.Row.Last last) {
      return CodeBlock.of("($L == $L - 1)", method.step(), method.length(last.time()));
    }
    return CodeBlock.of("($L == $L)", method.step(), code(((Scalar.Row.At) is.step()).step()));
  }

  /** {@code Randomness.keep(key, column, rate)} with the row's key computed once. */
  private CodeBlock keep(Scalar.Keep keep) {
    CodeBlock rate = code(keep.rate());
    String key = keys.computeIfAbsent(keep.site(), site -> {
      String name = method.fresh("key" + site);
      row.addStatement("$L int $N = $L", method.dialect().constant(), name,
          method.dialect().randomRow(site, method.example(), method.isOfAnotherTime() ? "t" : method.step()));
      return name;
    });
    List<Size> strides = View.rowMajor(keep.dims());
    List<String> terms = new ArrayList<>();
    if (method.isOfAnotherTime()) {
      terms.add(method.times(method.step(), keep.dims().stream().reduce(Size.ONE, Size::times)));
    }
    for (int i = 0; i < keep.dims().size(); i++) {
      terms.add(method.times(coordinate(i), strides.get(i)));
    }
    return method.dialect().keep(key, Sizes.sum(terms), rate);
  }

  /** A load, once for each element; where the element does not depend on the innermost coordinates, before the inner loops. */
  protected String load(Scalar.Load load) {
    String known = loaded.get(load);
    if (known != null) {
      return known;
    }
    List<String> coordinates = new ArrayList<>();
    boolean constantInRow = !(load.row() instanceof Scalar.Row.At);
    for (int i = 0; i < load.coordinates().size(); i++) {
      Scalar.Coordinate coordinate = load.coordinates().get(i);
      if (coordinate instanceof Scalar.Coordinate.Loop own) {
        coordinates.add("i" + own.axis());
        constantInRow &= load.view().strides().get(i).equals(Size.ZERO);
      } else {
        Scalar index = ((Scalar.Coordinate.Computed) coordinate).index();
        coordinates.add(code(index).toString());
        constantInRow = false;
      }
    }
    String element = method.array(load.view().buffer()) + "[" + index(load.view(), load.row(), coordinates) + "]";
    String name = method.fresh("x" + (loaded.size() + 1));
    boolean floats = load.view().buffer().floats();
    (constantInRow && !isStored(load.view()) ? row : inner)
        .addStatement("$L $L $N = $L", method.dialect().constant(), floats ? "float" : "int", name, element);
    loaded.put(load, name);
    return name;
  }

  private boolean isStored(View view) {
    return loop.statements().stream()
        .anyMatch(s -> s.store().isPresent() && s.store().get().buffer().equals(view.buffer()));
  }

  /** Where the row of a view begins; a local of the row where the row does not depend on the element. */
  protected final String start(View view, Scalar.Row which) {
    String computed = which instanceof Scalar.Row.At at ? code(at.step()).toString() : "";
    String start = method.start(view, method.rowOf(view, which, computed));
    if (start.equals("0") || which instanceof Scalar.Row.At) {
      return start;
    }
    return starts.computeIfAbsent(view.buffer().name() + ":" + start, key -> {
      String name = method.fresh("at" + (starts.size() + 1));
      row.addStatement("$L int $N = $L", method.dialect().constant(), name, start);
      return name;
    });
  }

  /** {@code start + i0 * stride}. */
  private String index(View view, Scalar.Row which, List<String> coordinates) {
    List<String> terms = new ArrayList<>();
    terms.add(start(view, which));
    for (int i = 0; i < coordinates.size(); i++) {
      terms.add(method.times(coordinates.get(i), view.strides().get(i)));
    }
    return Sizes.sum(terms);
  }
}
