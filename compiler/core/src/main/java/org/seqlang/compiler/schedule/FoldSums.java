package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;

/**
 * A product that something is added to begins its sums there: {@code p = x . w; y = p + z} becomes {@code y = z + x . w}, and a
 * pass over memory is saved. Most cells add a bias or the projected input to a product. And a product that is only copied is
 * written where the copy is wanted: into a state, most often.
 */
final class FoldSums {

  /** How many launches read a buffer. */
  private final Map<Buffer, Integer> readers = new HashMap<>();
  private final Set<Buffer> pinned = new HashSet<>();

  /** @param results looked at from outside */
  FoldSums(List<Launch> forward, List<Launch> backward, List<Schedule.Port> results) {
    forward.forEach(this::count);
    backward.forEach(this::count);
    results.forEach(port -> pinned.add(port.view().buffer()));
  }

  private void count(Launch launch) {
    if (launch instanceof Launch.TimeLoop loop) {
      loop.body().forEach(this::count);
    } else {
      Accesses.reads(launch).stream().map(View::buffer).distinct().forEach(buffer -> readers.merge(buffer, 1, Integer::sum));
    }
  }

  /** The launches, with sums begun where they can be. */
  List<Launch> fold(List<Launch> launches) {
    List<Launch> folded = new ArrayList<>();
    for (Launch launch : launches) {
      Launch next = launch instanceof Launch.TimeLoop loop
          ? new Launch.TimeLoop(loop.time(), loop.reverse(), fold(loop.body()), loop.origin()) : launch;
      if (next instanceof Launch.RowLoop loop) {
        next = folded(folded, loop).orElse(next);
      }
      folded.add(next);
    }
    return folded;
  }

  /** The product that does the loop's work; it is taken out of the launches before. */
  private Optional<Launch> folded(List<Launch> before, Launch.RowLoop loop) {
    List<Statement> stores = loop.statements().stream().filter(statement -> statement.store().isPresent()).toList();
    if (stores.size() != 1 || loop.dims().size() != 1 || loop.statements().size() > 2) {
      return Optional.empty();
    }
    View store = stores.get(0).store().get();
    Scalar value = value(stores.get(0).value(), loop);
    if (value instanceof Scalar.Load && loop.statements().get(0).value().equals(value)) {
      return folded(before, loop, value, Optional.empty(), store);
    }
    if (loop.statements().size() > 1 || !(value instanceof Scalar.Apply sum) || sum.function() != ScalarFunction.ADD) {
      return Optional.empty();
    }
    for (int k = 0; k < 2; k++) {
      Scalar other = sum.operands().get(1 - k);
      if (other instanceof Scalar.Load load && isDense(load)) {
        Optional<Launch> found = folded(before, loop, sum.operands().get(k), Optional.of(load.view()), store);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** What a statement's value stands for. */
  private static Scalar value(Scalar value, Launch.RowLoop loop) {
    return loop.statements().stream().filter(s -> s.target().equals(value)).map(Statement::value).findFirst().orElse(value);
  }

  private Optional<Launch> folded(List<Launch> before, Launch.RowLoop loop, Scalar operand, Optional<View> init, View store) {
    for (int i = before.size() - 1; i >= 0; i--) {
      if (before.get(i) instanceof Launch.MatrixProduct product && (init.isEmpty() || product.init().isEmpty())
          && isOnlyUse(product, loop, operand)
          && init.map(view -> isAnother(view, product) && isBeside(view.buffer().space(), product.space())).orElse(true)
          && canWait(product, before.subList(i + 1, before.size()), store)) {
        before.remove(i);
        return Optional.of(new Launch.MatrixProduct(product.space(), product.operand(), product.weight(), product.transposed(),
            init.or(product::init), store, product.origin()));
      }
    }
    return Optional.empty();
  }

  /** Whether it is not the product itself, which may be added to itself. */
  private static boolean isAnother(View view, Launch.MatrixProduct product) {
    return !view.buffer().equals(product.result().buffer());
  }

  private boolean isOnlyUse(Launch.MatrixProduct product, Launch.RowLoop loop, Scalar operand) {
    Buffer buffer = product.result().buffer();
    return product.space().equals(loop.space()) && operand.equals(Loads.same(product.result()))
        && readers.getOrDefault(buffer, 0) == 1 && !pinned.contains(buffer) && buffer.source() == Buffer.Source.PLANNED;
  }

  /** Whether the numbers of a row lie side by side. */
  private static boolean isDense(Scalar.Load load) {
    return load.equals(Loads.same(load.view())) && load.view().strides().equals(List.of(Size.ONE)) && load.view().buffer().floats();
  }

  /** Whether rows that follow one another in a launch's space do so in a buffer's. */
  private static boolean isBeside(Space space, Space rows) {
    return space.isShared() || space.equals(rows)
        || rows.kind() == Space.Kind.POSITIONS && space.kind() == Space.Kind.STEPS && space.time().equals(rows.time());
  }

  /** Whether the product may run behind these launches, and write to the store. */
  private static boolean canWait(Launch.MatrixProduct product, List<Launch> between, View store) {
    boolean untouched = between.stream().flatMap(launch -> Accesses.writes(launch).stream()).map(View::buffer)
        .noneMatch(buffer -> buffer.equals(product.operand().buffer()) || buffer.equals(product.weight().buffer()));
    return untouched && store.strides().equals(List.of(Size.ONE)) && !store.buffer().equals(product.operand().buffer());
  }
}
