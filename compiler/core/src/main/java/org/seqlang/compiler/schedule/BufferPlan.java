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
 * begins; a launch never writes memory that it reads through another buffer.
 */
final class BufferPlan {

  private BufferPlan() {}

  /** The memory behind each buffer that some launch touches. */
  static Map<Buffer, Buffer> plan(
      List<Buffer> buffers, List<Schedule.Port> results, List<Launch> forward, List<Launch> backward) {
    List<Launch> all = new ArrayList<>(forward);
    all.addAll(backward);
    Map<Buffer, int[]> lives = lives(all);
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

  /** First and last launch that touches each buffer; a time loop is one launch. */
  private static Map<Buffer, int[]> lives(List<Launch> launches) {
    Map<Buffer, int[]> lives = new HashMap<>();
    for (int i = 0; i < launches.size(); i++) {
      int at = i;
      List<View> views = new ArrayList<>(Accesses.reads(launches.get(i)));
      views.addAll(Accesses.writes(launches.get(i)));
      for (View view : views) {
        lives.merge(view.buffer(), new int[] {at, at}, (a, b) -> new int[] {a[0], at});
      }
    }
    return lives;
  }
}
