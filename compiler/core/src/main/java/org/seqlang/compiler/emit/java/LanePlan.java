package org.seqlang.compiler.emit.java;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;

/**
 * How the statements of a row loop are dealt out to small loops, each over arrays that are read and written at one index, so
 * that the JVM's compiler vectorises them: a loop for each value that is stored, that is used more than once, or that takes
 * a costly function. Cheap values that are used once are computed where they are used.
 */
final class LanePlan {

  /** Below so many columns, copying costs more than it gains. */
  private static final int FEWEST = 16;
  private static final int COSTLY = 4;

  private final Map<Scalar.Local, Statement> statements = new HashMap<>();
  private final Set<Scalar.Local> kept = new HashSet<>();

  /** @param asked values that have arrays of their own in any case */
  LanePlan(Launch.RowLoop loop, Set<Scalar.Local> asked) {
    kept.addAll(asked);
    Map<Scalar.Local, Integer> uses = new HashMap<>();
    for (Statement statement : loop.statements()) {
      statements.put(statement.target(), statement);
      locals(statement.value()).forEach(local -> uses.merge(local, 1, Integer::sum));
    }
    for (Statement statement : loop.statements()) {
      boolean truth = statement.element() instanceof Element.Bool;
      boolean trivial = !(statement.value() instanceof Scalar.Apply || statement.value() instanceof Scalar.Keep);
      boolean shared = uses.getOrDefault(statement.target(), 0) > 1 && !trivial;
      if (!truth && (statement.store().isPresent() || shared || isCostly(statement.value()))) {
        kept.add(statement.target());
      }
    }
    for (Statement statement : loop.statements()) {
      choice(statement).ifPresent(choice -> {
        kept.add(statement.target());
        choice.operands().stream().filter(Scalar.Local.class::isInstance).forEach(operand -> kept.add((Scalar.Local) operand));
      });
    }
  }

  /** The choice that a statement is, where all its numbers are floats that can have arrays. */
  Optional<Choice> choice(Statement statement) {
    return Choice.of(statement, statements);
  }

  /** Whether a value has an array of its own. */
  boolean isKept(Scalar.Local local) {
    return kept.contains(local);
  }

  Statement statement(Scalar.Local local) {
    return statements.get(local);
  }

  /**
   * Whether a row loop can be dealt out, and is worth it; of several dimensions only with a costly function, since memory is slower.
   *
   * @param nearby whether what it works on lies in a cache
   */
  static boolean fits(Launch.RowLoop loop, boolean nearby) {
    int dims = loop.dims().size();
    return dims > 0 && isWide(loop.dims().get(dims - 1))
        && loop.statements().stream().allMatch(LanePlan::isFloatOrTruth)
        && loads(loop).stream().allMatch(load -> isLane(loop, load) || isOfLane(loop, load) && !isStored(loop, load.view().buffer()))
        && loop.statements().stream().allMatch(s -> s.store().map(view -> view.strides().get(dims - 1).equals(Size.ONE)).orElse(true))
        && loop.statements().stream().allMatch(s -> fitsKeep(s.value(), dims))
        && readsBeforeWrites(loop)
        && (dims == 1 || (nearby || loop.statements().stream().anyMatch(s -> isCostly(s.value()))) && readsWhatItWrites(loop));
  }

  /** Whether a loop without dimensions works on floats in memory alone. */
  static boolean isOfNumbers(Launch.RowLoop loop) {
    return loop.statements().stream().allMatch(s -> isFloatOrTruth(s) && isOfMemory(s.value()))
        && loads(loop).stream().allMatch(load -> load.view().buffer().floats());
  }

  /** Whether several rows can be computed at once: nothing but numbers in memory depends on the row or the column. */
  static boolean isOfBlocks(Launch.RowLoop loop) {
    return loop.dims().size() == 1 && loop.statements().stream().allMatch(s -> isOfMemory(s.value()))
        && loads(loop).stream().allMatch(load -> load.view().buffer().floats());
  }

  private static boolean isOfMemory(Scalar scalar) {
    if (scalar instanceof Scalar.Apply apply) {
      return apply.operands().stream().allMatch(LanePlan::isOfMemory);
    }
    return scalar instanceof Scalar.Load || scalar instanceof Scalar.Local || scalar instanceof Scalar.Literal
        || scalar instanceof Scalar.SizeValue;
  }

  /** Whether a value is computed from numbers in memory alone. */
  boolean isOfArrays(Scalar scalar) {
    if (scalar instanceof Scalar.Apply apply) {
      return apply.operands().stream().allMatch(this::isOfArrays);
    }
    boolean known = scalar instanceof Scalar.Local local && (isKept(local) || isOfArrays(statements.get(local).value()));
    return known || scalar instanceof Scalar.Load || scalar instanceof Scalar.Literal;
  }

  /** Whether the runtime computes the value of many numbers at once. */
  static boolean isOfStretch(Scalar scalar) {
    return scalar instanceof Scalar.Apply apply && switch (apply.function()) {
      case TANH, SIGMOID, EXP -> true;
      default -> false;
    };
  }

  private static boolean isWide(Size size) {
    return size.constant().isEmpty() || size.constant().get() >= FEWEST;
  }

  private static boolean isFloatOrTruth(Statement statement) {
    return statement.element() instanceof Element.Float
        || statement.element() instanceof Element.Bool && statement.store().isEmpty();
  }

  private static boolean fitsKeep(Scalar scalar, int dims) {
    if (scalar instanceof Scalar.Keep keep) {
      return dims == 1 && keep.dims().size() == 1;
    }
    return !(scalar instanceof Scalar.Apply apply) || apply.operands().stream().allMatch(operand -> fitsKeep(operand, dims));
  }

  /** Whether a row loop writes to a buffer. */
  static boolean isStored(Launch.RowLoop loop, Buffer buffer) {
    return loop.statements().stream().anyMatch(s -> s.store().filter(view -> view.buffer().equals(buffer)).isPresent());
  }

  /** Floats that lie side by side along the innermost loop. */
  static boolean isLane(Launch.RowLoop loop, Scalar.Load load) {
    return load.view().buffer().floats() && isOfLoop(load) && stride(loop, load).equals(Size.ONE);
  }

  /** The same number all along the innermost loop. */
  private static boolean isOfLane(Launch.RowLoop loop, Scalar.Load load) {
    return isOfLoop(load) && stride(loop, load).equals(Size.ZERO);
  }

  /** Whether where it is read depends on the loop's coordinates and the row alone. */
  private static boolean isOfLoop(Scalar.Load load) {
    return !(load.row() instanceof Scalar.Row.At)
        && load.coordinates().stream().allMatch(coordinate -> coordinate instanceof Scalar.Coordinate.Loop);
  }

  /** Which of the loop's coordinates go along the dimensions of what is read. */
  static List<Integer> axes(Scalar.Load load) {
    return load.coordinates().stream().map(c -> ((Scalar.Coordinate.Loop) c).axis()).toList();
  }

  /** How far apart neighbours along the innermost loop are. */
  private static Size stride(Launch.RowLoop loop, Scalar.Load load) {
    Size stride = Size.ZERO;
    for (int i = 0; i < load.coordinates().size(); i++) {
      if (((Scalar.Coordinate.Loop) load.coordinates().get(i)).axis() == loop.dims().size() - 1) {
        stride = stride.plus(load.view().strides().get(i));
      }
    }
    return stride;
  }

  /** Whether what is both read and written is the same element of the loop each time, so that no round of an outer loop meets another's. */
  private static boolean readsWhatItWrites(Launch.RowLoop loop) {
    for (Scalar.Load load : loads(loop)) {
      for (Statement statement : loop.statements()) {
        boolean meets = statement.store().map(view -> view.buffer().equals(load.view().buffer())).orElse(false);
        if (meets && !(load.row() instanceof Scalar.Row.Same && load.view().equals(statement.store().get()) && isInOrder(load))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isInOrder(Scalar.Load load) {
    for (int i = 0; i < load.coordinates().size(); i++) {
      if (!(load.coordinates().get(i) instanceof Scalar.Coordinate.Loop own) || own.axis() != i) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all that is read may be read before anything is written: what a row both reads and writes is one and the same
   * place, and read first.
   */
  private static boolean readsBeforeWrites(Launch.RowLoop loop) {
    Set<Buffer> written = new HashSet<>();
    Set<Scalar.Load> read = new HashSet<>();
    for (Statement statement : loop.statements()) {
      for (Scalar.Load load : loads(statement.value())) {
        if (read.add(load) && written.contains(load.view().buffer())) {
          return false;
        }
      }
      if (statement.store().isPresent()) {
        written.add(statement.store().get().buffer());
      }
    }
    return true;
  }

  /** All loads, in the order in which they are met. */
  static Set<Scalar.Load> loads(Launch.RowLoop loop) {
    Set<Scalar.Load> all = new LinkedHashSet<>();
    loop.statements().forEach(statement -> all.addAll(loads(statement.value())));
    return all;
  }

  private static Set<Scalar.Load> loads(Scalar scalar) {
    Set<Scalar.Load> all = new LinkedHashSet<>();
    if (scalar instanceof Scalar.Load load) {
      all.add(load);
      load.coordinates().forEach(c -> {
        if (c instanceof Scalar.Coordinate.Computed computed) {
          all.addAll(loads(computed.index()));
        }
      });
    } else if (scalar instanceof Scalar.Apply apply) {
      apply.operands().forEach(operand -> all.addAll(loads(operand)));
    } else if (scalar instanceof Scalar.Keep keep) {
      all.addAll(loads(keep.rate()));
    } else if (scalar instanceof Scalar.CoordinateIs is) {
      all.addAll(loads(is.index()));
    } else if (scalar instanceof Scalar.StepIs is && is.step() instanceof Scalar.Row.At at) {
      all.addAll(loads(at.step()));
    }
    return all;
  }

  private static Set<Scalar.Local> locals(Scalar scalar) {
    Set<Scalar.Local> all = new LinkedHashSet<>();
    if (scalar instanceof Scalar.Local local) {
      all.add(local);
    } else if (scalar instanceof Scalar.Apply apply) {
      apply.operands().forEach(operand -> all.addAll(locals(operand)));
    } else if (scalar instanceof Scalar.Keep keep) {
      all.addAll(locals(keep.rate()));
    } else if (scalar instanceof Scalar.CoordinateIs is) {
      all.addAll(locals(is.index()));
    } else if (scalar instanceof Scalar.StepIs is && is.step() instanceof Scalar.Row.At at) {
      all.addAll(locals(at.step()));
    }
    return all;
  }

  private static boolean isCostly(Scalar scalar) {
    return cost(scalar) >= COSTLY;
  }

  private static int cost(Scalar scalar) {
    if (scalar instanceof Scalar.Keep) {
      return COSTLY;
    }
    if (!(scalar instanceof Scalar.Apply apply)) {
      return 0;
    }
    return cost(apply.function()) + apply.operands().stream().mapToInt(LanePlan::cost).sum();
  }

  private static int cost(ScalarFunction function) {
    return switch (function) {
      case POWER, EXP, LOG, TANH, SIGMOID, SOFTPLUS, SIN, COS, ERF -> COSTLY;
      default -> 1;
    };
  }
}
