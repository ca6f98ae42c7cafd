package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Time loops that need nothing of each other, the two directions of a layer, become neighbours: what stands between two of them is done before both,
 * or, if it needs the first one, behind both. So threads may run them side by side.
 */
public final class Neighbours {

  private Neighbours() {}

  /** The launches in an order that does the same. */
  static List<Launch> of(List<Launch> launches) {
    List<Launch> ordered = new ArrayList<>(launches);
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i) instanceof Launch.TimeLoop) {
        int size = 1;
        for (int moved = bring(ordered, i, size); moved >= 0; moved = bring(ordered, i, size)) {
          i += moved;
          size++;
        }
        i += size - 1;
      }
    }
    return ordered;
  }

  /**
   * Brings the next loop to those at {@code i} and behind, if it needs none of them.
   *
   * @return how far the loops have moved, -1 if they have not been joined
   */
  private static int bring(List<Launch> ordered, int i, int size) {
    int next = i + size;
    while (next < ordered.size() && !(ordered.get(next) instanceof Launch.TimeLoop)) {
      next++;
    }
    if (next == ordered.size()) {
      return -1;
    }
    List<Launch> loops = new ArrayList<>(ordered.subList(i, i + size));
    List<Launch> before = new ArrayList<>();
    List<Launch> behind = new ArrayList<>();
    for (Launch launch : ordered.subList(i + size, next)) {
      boolean free = areIndependent(launch, loops) && areIndependent(launch, behind);
      (free ? before : behind).add(launch);
    }
    Launch loop = ordered.get(next);
    if (!areIndependent(loop, loops) || !areIndependent(loop, behind)) {
      return -1;
    }
    List<Launch> all = new ArrayList<>(before);
    all.addAll(loops);
    all.add(loop);
    all.addAll(behind);
    for (int k = 0; k < all.size(); k++) {
      ordered.set(i + k, all.get(k));
    }
    return before.size();
  }

  /** Whether neither a launch nor any of the others touches what the other one writes. */
  static boolean areIndependent(Launch launch, List<Launch> others) {
    return others.stream().allMatch(other -> areIndependent(launch, other));
  }

  private static boolean areIndependent(Launch one, Launch other) {
    return Collections.disjoint(written(one), touched(other)) && Collections.disjoint(written(other), touched(one));
  }

  private static Set<Buffer> written(Launch launch) {
    Set<Buffer> buffers = new HashSet<>();
    Accesses.writes(launch).forEach(view -> buffers.add(view.buffer()));
    return buffers;
  }

  private static Set<Buffer> touched(Launch launch) {
    Set<Buffer> buffers = written(launch);
    Accesses.reads(launch).forEach(view -> buffers.add(view.buffer()));
    return buffers;
  }

  /**
   * How many time loops, one after another and from a place on, need nothing of each other.
   *
   * @return 0 where there is no loop
   */
  public static int count(List<Launch> launches, int from) {
    int end = from;
    while (end < launches.size() && launches.get(end) instanceof Launch.TimeLoop
        && areIndependent(launches.get(end), launches.subList(from, end))) {
      end++;
    }
    return end - from;
  }
}
