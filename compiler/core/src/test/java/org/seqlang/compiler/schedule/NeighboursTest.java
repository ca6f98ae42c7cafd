package org.seqlang.compiler.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;

/** The loops of both directions stand side by side, forward and backward, and share no memory; those of layers do not. */
class NeighboursTest {

  private static Schedule schedule(String encoder) {
    String text = """
        import seq.nn.*
        model Trained(n: int) {
          encoder = %s
          objective train(xs: float[T, n], ys: float[T]) = mean((mean(encoder(xs)) - ys)^2 over T)
        }
        """.formatted(encoder);
    Graph graph = Pipeline.beforeGradients(Lower.graph(Sources.model(text), "train", Lower.Mode.TRAINING));
    return Scheduler.schedule(Pipeline.afterGradients(Differentiate.gradient(graph, List.of("xs"))));
  }

  /** How many loops stand side by side, most. */
  private static int most(List<Launch> launches) {
    return IntStream.range(0, launches.size()).map(i -> Neighbours.count(launches, i)).max().orElse(0);
  }

  @Test
  void directionsAreNeighbours() {
    for (int layers = 1; layers <= 2; layers++) {
      Schedule schedule = schedule("LSTM(n, n, layers = " + layers + ", bidirectional = true)");
      assertEquals(2, most(schedule.forward()));
      assertEquals(2, most(schedule.backward()));
      Stream.of(schedule.forward(), schedule.backward()).forEach(launches -> IntStream.range(0, launches.size())
          .filter(i -> Neighbours.count(launches, i) == 2)
          .forEach(i -> assertTrue(Collections.disjoint(written(schedule, launches.get(i)), written(schedule, launches.get(i + 1))))));
    }
  }

  private static Set<Buffer> written(Schedule schedule, Launch launch) {
    return Accesses.writes(launch).stream().map(view -> schedule.memory().get(view.buffer())).collect(Collectors.toSet());
  }

  @Test
  void layersAreNot() {
    Schedule schedule = schedule("GRU(n, n, layers = 3)");
    assertEquals(1, most(schedule.forward()));
    assertEquals(1, most(schedule.backward()));
  }
}
