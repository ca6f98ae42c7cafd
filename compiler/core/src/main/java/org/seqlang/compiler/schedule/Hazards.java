package org.seqlang.compiler.schedule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** When a loop may overwrite the state that it reads. */
final class Hazards {

  private Hazards() {}

  /**
   * The loop that computes a next state, where that loop may write it over the previous one: nothing later reads the
   * previous state, and the loop itself reads it only at the element at hand.
   */
  static Optional<Group> groupThatMayOverwrite(Location next, View carry, Entries step) {
    if (!(next instanceof Location.Grouped grouped) || grouped.group().entries != step) {
      return Optional.empty();
    }
    Group group = grouped.group();
    boolean fits = group.fits(carry.buffer().space(), carry.dims());
    return fits && !isReadAfter(group, carry, step) && readsInPlace(group, carry)
        ? Optional.of(group) : Optional.empty();
  }

  private static boolean isReadAfter(Group group, View carry, Entries step) {
    List<Launch> later = step.launchesFrom(group.index + 1);
    return later.stream().flatMap(launch -> Accesses.reads(launch).stream())
        .anyMatch(view -> view.buffer().equals(carry.buffer()));
  }

  private static boolean readsInPlace(Group group, View carry) {
    AtomicBoolean inPlace = new AtomicBoolean(true);
    Accesses.loads((Launch.RowLoop) group.launch(), load -> {
      if (load.view().buffer().equals(carry.buffer()) && !load.equals(Loads.same(carry))) {
        inPlace.set(false);
      }
    });
    return inPlace.get();
  }
}
