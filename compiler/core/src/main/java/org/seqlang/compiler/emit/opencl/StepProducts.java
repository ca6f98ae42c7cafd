package org.seqlang.compiler.emit.opencl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/**
 * Products of whole sequences that a time loop can do as well, step by step: those that nothing but a product of the loop begins its sums
 * with. Where the weights of both fit into a core's cache, the sums then never leave it.
 */
final class StepProducts {

  private final Schedule schedule;
  private final List<Launch> all;

  private StepProducts(Schedule schedule) {
    this.schedule = schedule;
    this.all = Stream.concat(schedule.forward().stream(), schedule.backward().stream())
        .flatMap(launch -> launch instanceof Launch.TimeLoop loop ? loop.body().stream() : Stream.of(launch)).toList();
  }

  /** For each product of a loop that begins with the sums of one before the loop: the latter. */
  static Map<Launch.MatrixProduct, Launch.MatrixProduct> of(Schedule schedule) {
    StepProducts products = new StepProducts(schedule);
    Map<Launch.MatrixProduct, Launch.MatrixProduct> found = new HashMap<>();
    for (List<Launch> phase : List.of(schedule.forward(), schedule.backward())) {
      for (int i = 0; i < phase.size(); i++) {
        if (phase.get(i) instanceof Launch.TimeLoop loop) {
          products.find(phase.subList(0, i), loop, found);
        }
      }
    }
    return found;
  }

  private void find(List<Launch> before, Launch.TimeLoop loop, Map<Launch.MatrixProduct, Launch.MatrixProduct> found) {
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i) instanceof Launch.MatrixProduct whole && whole.space().equals(Space.steps(loop.time()))) {
        List<Launch> between = new ArrayList<>(before.subList(i + 1, before.size()));
        between.add(loop);
        loop.body().stream().filter(launch -> launch instanceof Launch.MatrixProduct).map(Launch.MatrixProduct.class::cast)
            .filter(product -> product.init().filter(whole.result()::equals).isPresent()
                && product.result().buffer().columns().equals(whole.result().buffer().columns()) && isOnlyUse(whole) && canWait(whole, between))
            .forEach(product -> found.put(product, whole));
      }
    }
  }

  private boolean isOnlyUse(Launch.MatrixProduct whole) {
    Buffer buffer = whole.result().buffer();
    return buffer.source() == Buffer.Source.PLANNED
        && all.stream().flatMap(launch -> Accesses.reads(launch).stream()).filter(view -> view.buffer().equals(buffer)).count() == 1
        && all.stream().flatMap(launch -> Accesses.writes(launch).stream()).filter(view -> view.buffer().equals(buffer)).count() == 1
        && schedule.results().stream().noneMatch(port -> port.view().buffer().equals(buffer));
  }

  /** Whether what the product reads is still there behind these launches. */
  private boolean canWait(Launch.MatrixProduct whole, List<Launch> between) {
    List<Buffer> read = Stream.concat(Stream.of(whole.operand()), whole.init().stream()).map(this::home).toList();
    return between.stream().flatMap(launch -> Accesses.writes(launch).stream()).map(this::home).noneMatch(read::contains);
  }

  private Buffer home(View view) {
    return schedule.memory().getOrDefault(view.buffer(), view.buffer());
  }
}
