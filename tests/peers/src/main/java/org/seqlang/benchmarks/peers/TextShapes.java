package org.seqlang.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.benchmarks.Workload;

/** The shapes of the text classifier's weights, in the order of {@link Workload#weights}. */
final class TextShapes {

  private TextShapes() {}

  static List<long[]> of(Workload workload) {
    long hidden = workload.hidden();
    List<long[]> shapes = new ArrayList<>();
    shapes.add(new long[] {workload.words(), Workload.EMBEDDING});
    for (long width : new long[] {Workload.EMBEDDING, 2 * hidden}) {
      for (int direction = 0; direction < 2; direction++) {
        shapes.add(new long[] {4 * hidden, width});
        shapes.add(new long[] {4 * hidden, hidden});
        shapes.add(new long[] {4 * hidden});
        shapes.add(new long[] {4 * hidden});
      }
    }
    shapes.add(new long[] {Workload.CLASSES, 2 * hidden});
    shapes.add(new long[] {Workload.CLASSES});
    return shapes;
  }
}
