package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/**
 * Which products over all steps a time loop can compute itself, some steps at a time: those that only the loop reads, each step its own
 * rows, and whose operands are the same until then.
 */
final class BlockedProducts {

  private final Schedule schedule;
  private final Map<Launch.TimeLoop, List<Launch.MatrixProduct>> products = new IdentityHashMap<>();
  private final Set<Launch> moved = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Buffer> results = new HashSet<>();

  BlockedProducts(Schedule schedule) {
    this.schedule = schedule;
    find(schedule.forward());
    find(schedule.backward());
  }

  private void find(List<Launch> launches) {
    for (int i = 0; i < launches.size(); i++) {
      if (launches.get(i) instanceof Launch.MatrixProduct product && isOfSteps(product)) {
        List<Launch> later = launches.subList(i + 1, launches.size());
        reader(product, later).ifPresent(loop -> {
          products.computeIfAbsent(loop, key -> new ArrayList<>()).add(product);
          moved.add(product);
          results.add(product.result().buffer());
        });
      }
    }
  }

  /** The products that a loop can compute. */
  List<Launch.MatrixProduct> of(Launch.TimeLoop loop) {
    return products.getOrDefault(loop, List.of());
  }

  /** Those among launches that no loop can compute. */
  List<Launch> others(List<Launch> launches) {
    return launches.stream().filter(launch -> !moved.contains(launch)).toList();
  }

  /** Whether a buffer holds the product of the block at hand alone, or that of all steps. */
  boolean isOfBlock(Buffer buffer) {
    return results.contains(buffer);
  }

  /** Whether launches of a loop's step read such a buffer. */
  boolean areRead(List<Launch> launches) {
    return launches.stream().flatMap(launch -> Accesses.reads(launch).stream()).anyMatch(view -> isOfBlock(view.buffer()));
  }

  private static boolean isOfSteps(Launch.MatrixProduct product) {
    Buffer result = product.result().buffer();
    return product.space().kind() == Space.Kind.STEPS && product.operand().buffer().space().equals(product.space())
        && result.space().equals(product.space()) && result.source() == Buffer.Source.PLANNED
        && product.weight().buffer().source() == Buffer.Source.PARAMETER
        && product.init().map(init -> init.buffer().space().isShared()).orElse(true);
  }

  /** The loop that alone reads a product, if that can compute it. */
  private Optional<Launch.TimeLoop> reader(Launch.MatrixProduct product, List<Launch> later) {
    Buffer result = product.result().buffer();
    List<Launch> users = Stream.concat(schedule.forward().stream(), schedule.backward().stream())
        .filter(launch -> launch != product && touches(launch, result)).toList();
    boolean leaves = schedule.results().stream().anyMatch(port -> port.view().buffer().equals(result));
    if (leaves || users.size() != 1 || !(users.get(0) instanceof Launch.TimeLoop loop) || !product.space().equals(Space.steps(loop.time()))) {
      return Optional.empty();
    }
    List<Launch> between = later.stream().takeWhile(launch -> launch != loop).toList();
    boolean stays = between.size() < later.size() && between.stream().noneMatch(launch -> writesTo(launch, product.operand()) || writesInit(launch, product));
    return stays && loop.body().stream().allMatch(launch -> fits(launch, product, loop.time())) ? Optional.of(loop) : Optional.empty();
  }

  private static boolean touches(Launch launch, Buffer buffer) {
    return Stream.concat(Accesses.reads(launch).stream(), Accesses.writes(launch).stream()).anyMatch(view -> view.buffer().equals(buffer));
  }

  private boolean writesInit(Launch launch, Launch.MatrixProduct product) {
    return product.init().isPresent() && writesTo(launch, product.init().get());
  }

  /** Whether a launch writes the memory that a view lies in, be it through another buffer. */
  private boolean writesTo(Launch launch, View view) {
    Buffer home = schedule.memory().get(view.buffer());
    return Accesses.writes(launch).stream().anyMatch(written -> schedule.memory().get(written.buffer()).equals(home));
  }

  /**
   * Whether a launch of a step is none that comes in the way. It may write the step's rows in the operand's memory, which have been
   * read when the step's block began.
   */
  private boolean fits(Launch launch, Launch.MatrixProduct product, Symbol time) {
    boolean inPlace = launch instanceof Launch.RowLoop || launch instanceof Launch.MatrixProduct;
    return !(launch instanceof Launch.TimeLoop) && !(launch instanceof Launch.LinearScan)
        && !writesTo(launch, product.result()) && !writesInit(launch, product)
        && (inPlace && launch.space().equals(Space.positions(time)) && writesRowsOf(launch, product.operand().buffer())
            || !writesTo(launch, product.operand()))
        && (!(launch instanceof Launch.RowLoop rows) || readsOwnRows(rows, product.result().buffer()));
  }

  /** Whether what a launch writes into the memory of a buffer lies there as the buffer's own rows do. */
  private boolean writesRowsOf(Launch launch, Buffer buffer) {
    Buffer home = schedule.memory().get(buffer);
    return Accesses.writes(launch).stream().map(View::buffer).filter(written -> schedule.memory().get(written).equals(home))
        .allMatch(written -> written.space().equals(buffer.space()) && written.columns().equals(buffer.columns()));
  }

  private static boolean readsOwnRows(Launch.RowLoop loop, Buffer buffer) {
    List<Scalar.Load> others = new ArrayList<>();
    Accesses.loads(loop, load -> {
      if (load.view().buffer().equals(buffer) && !(load.row() instanceof Scalar.Row.Same)) {
        others.add(load);
      }
    });
    return others.isEmpty();
  }
}
