package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Statement;
import org.seqlang.compiler.schedule.View;

/**
 * Launches that follow one another and work on the same rows, as one: row loops of one width, and numbers that each row has one of,
 * such as its sums. What one makes and a later one reads is handed over, and is not written where nobody else reads it.
 */
final class RowChain {

  /** A step of the chain. */
  sealed interface Part {}

  /** A value along the row. */
  record Lane(Statement statement) implements Part {}

  /** Numbers of each row from others. */
  record Numbers(List<Statement> statements) implements Part {}

  /** A number of each row from all elements of one vector or two: a sum, the largest, or the sum of products. */
  record Folded(Launch launch, List<Operand> operands) implements Part {}

  /** What is folded: what the chain has made, or what lies in memory. */
  record Operand(Optional<Scalar.Local> made, View view) {}

  /** A number of each row, by where it is kept. */
  record Number(Buffer buffer, Size offset) {
    static Number of(View view) {
      return new Number(view.buffer(), view.offset());
    }
  }

  private final List<Launch> launches;
  private final Predicate<Buffer> isReadHereOnly;
  private final List<Part> parts = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final Set<Scalar.Local> asked = new HashSet<>();
  private final Map<View, Scalar.Local> lanes = new HashMap<>();
  private final Map<Scalar.Local, Scalar.Local> same = new HashMap<>();
  /** What is read before the chain writes it, or from elsewhere. */
  private final Set<Buffer> fromMemory = new HashSet<>();

  /** @param isReadHereOnly whether no other launch reads a buffer, nor anybody else */
  RowChain(List<Launch> launches, Predicate<Buffer> isReadHereOnly) {
    this.launches = launches;
    this.isReadHereOnly = isReadHereOnly;
    Set<Buffer> written = new HashSet<>();
    for (Launch launch : launches) {
      Accesses.reads(launch).stream().map(View::buffer).filter(buffer -> !written.contains(buffer)).forEach(fromMemory::add);
      Accesses.writes(launch).forEach(view -> written.add(view.buffer()));
    }
    launches.forEach(this::add);
  }

  /** All that is read from memory or written there. */
  List<View> views() {
    List<View> views = new ArrayList<>();
    launches.forEach(launch -> {
      views.addAll(Accesses.reads(launch));
      views.addAll(Accesses.writes(launch));
    });
    return views;
  }

  List<Part> parts() {
    return parts;
  }

  /** Values along the row that must be there as a whole. */
  Set<Scalar.Local> asked() {
    return asked;
  }

  /** All values along the row, as one loop. */
  Launch.RowLoop loop() {
    return new Launch.RowLoop(launches.get(0).space(), List.of(RowChains.columns(launches).orElseThrow()), statements, launches.get(0).origin());
  }

  /** Whether somebody reads a buffer from memory. */
  boolean isKept(Buffer buffer) {
    return fromMemory.contains(buffer) || !isReadHereOnly.test(buffer);
  }

  private void add(Launch launch) {
    if (launch instanceof Launch.RowLoop loop && loop.dims().isEmpty()) {
      parts.add(new Numbers(loop.statements()));
    } else if (launch instanceof Launch.RowLoop loop) {
      loop.statements().forEach(this::add);
    } else if (launch instanceof Launch.Reduction reduction) {
      parts.add(new Folded(launch, List.of(operand(reduction.operand()))));
    } else {
      Launch.Contraction product = (Launch.Contraction) launch;
      parts.add(new Folded(launch, List.of(operand(product.left()), operand(product.right()))));
    }
  }

  private Operand operand(View view) {
    Optional<Scalar.Local> made = Optional.ofNullable(lanes.get(view));
    made.ifPresent(asked::add);
    return new Operand(made, view);
  }

  private void add(Statement statement) {
    Scalar value = handedOver(statement.value());
    Optional<View> store = statement.store().filter(view -> isKept(view.buffer()));
    Scalar.Local target = statement.target();
    if (value instanceof Scalar.Local known) {
      same.put(target, known);
      target = known;
    }
    if (!(value instanceof Scalar.Local known) || store.isPresent()) {
      Statement next = new Statement(statement.target(), statement.element(), value, store, statement.origin());
      statements.add(next);
      parts.add(new Lane(next));
      if (value instanceof Scalar.Local known) {
        asked.add(known);
      }
    }
    Scalar.Local made = target;
    statement.store().ifPresent(view -> lanes.put(view, made));
  }

  /** The same with what the chain has made in the place of what it would read again. */
  private Scalar handedOver(Scalar scalar) {
    if (scalar instanceof Scalar.Local local) {
      return same.getOrDefault(local, local);
    } else if (scalar instanceof Scalar.Load load) {
      return lanes.containsKey(load.view()) ? lanes.get(load.view()) : load;
    } else if (scalar instanceof Scalar.Apply apply) {
      return new Scalar.Apply(apply.function(), apply.operands().stream().map(this::handedOver).toList());
    }
    return scalar;
  }
}
