package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which buffers share memory. Two planned buffers of one space, width and kind share where one is done before the other
 * begins; a launch never writes memory that it reads through another buffer. Loops that may run side by side share nothing.
 */
final class BufferPlan {

  private BufferPlan() {}

  /** The memory behind each buffer that some launch touches. */
  static Map<Buffer, Buffer> plan(
      List<Buffer> buffers, List<Schedule.Port> results, List<Launch> forward, List<Launch> backward) {
    Map<Buffer, int[]> lives = new HashMap<>();
    live(backward, live(forward, 0, lives), lives);
    Set<Buffer> pinned = new HashSet<>();
    results.forEach(port -> pinned.add(port.view().buffer()));

    Map<Buffer, Buffer> memory = new LinkedHashMap<>();
    List<Buffer> homes = new ArrayList<>();
    Map<Buffer, Integer> busyUntil = new HashMap<>();
    buffers.forEach(buffer -> memory.put(buffer, buffer));
    List<Buffer> byBirth = buffers.stream()
        .filter(b -> lives.containsKey(b) && b.source() == Buffer.Source.PLANNED && !pinned.contains(b))
        .sorted(Comparator.comparingInt((Buffer b) -> lives.get(b)[0]).thenComparingInt(Buffer::id)).toList();
    for (Buffer buffer : byBirth) {
      int[] life = lives.get(buffer);
      Buffer home = homes.stream()
          .filter(h -> fits(h, buffer) && busyUntil.get(h) < life[0]).findFirst().orElse(null);
      if (home == null) {
        home = buffer;
        homes.add(home);
      }
      busyUntil.put(home, life[1]);
      memory.put(buffer, home);
    }
    return memory;
  }

  private static boolean fits(Buffer home, Buffer buffer) {
    return home.space().equals(buffer.space()) && home.columns().equals(buffer.columns())
        && home.floats() == buffer.floats();
  }

  /**
   * Adds the first and the last moment at which a launch touches each buffer; a time loop is one moment, and so are neighbours that need nothing
   * of each other.
   *
   * @return the moment behind the last one
   */
  private static int live(List<Launch> launches, int first, Map<Buffer, int[]> lives) {
    int at = first;
    for (int i = 0, end; i < launches.size(); i = end, at++) {
      int now = at;
      end = i + Math.max(1, Neighbours.count(launches, i));
      for (Launch launch : launches.subList(i, end)) {
        List<View> views = new ArrayList<>(Accesses.reads(launch));
        views.addAll(Accesses.writes(launch));
        for (View view : views) {
          lives.merge(view.buffer(), new int[] {now, now}, (a, b) -> new int[] {a[0], now});
        }
      }
    }
    return at;
  }
}
