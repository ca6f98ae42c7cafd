package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;

/** Finds the {@linkplain RowChain chains} among launches. */
final class RowChains {

  private final Map<Buffer, Integer> readers = new HashMap<>();
  private final Set<Buffer> results = new HashSet<>();

  RowChains(Schedule schedule) {
    schedule.forward().forEach(this::count);
    schedule.backward().forEach(this::count);
    schedule.results().forEach(port -> results.add(port.view().buffer()));
  }

  private void count(Launch launch) {
    if (launch instanceof Launch.TimeLoop loop) {
      loop.body().forEach(this::count);
    } else {
      buffersRead(launch).forEach(buffer -> readers.merge(buffer, 1, Integer::sum));
    }
  }

  private static Set<Buffer> buffersRead(Launch launch) {
    Set<Buffer> buffers = new HashSet<>();
    Accesses.reads(launch).forEach(view -> buffers.add(view.buffer()));
    return buffers;
  }

  /** The launches in their order, those of a chain together. */
  List<List<Launch>> divide(List<Launch> launches) {
    List<List<Launch>> divided = new ArrayList<>();
    Growing chain = new Growing();
    for (Launch launch : launches) {
      if (!chain.takes(launch)) {
        chain.addTo(divided);
        chain = new Growing();
        if (!chain.takes(launch)) {
          divided.add(List.of(launch));
        }
      }
    }
    chain.addTo(divided);
    return divided;
  }

  RowChain chain(List<Launch> launches) {
    Map<Buffer, Integer> here = new HashMap<>();
    launches.forEach(launch -> buffersRead(launch).forEach(buffer -> here.merge(buffer, 1, Integer::sum)));
    return new RowChain(launches, buffer -> buffer.source() == Buffer.Source.PLANNED && !results.contains(buffer)
        && readers.getOrDefault(buffer, 0).equals(here.getOrDefault(buffer, 0)));
  }

  /** How wide the rows of a chain are. */
  static Optional<Size> columns(List<Launch> launches) {
    return launches.stream().flatMap(launch -> columns(launch).stream()).findFirst();
  }

  private static Optional<Size> columns(Launch launch) {
    if (launch instanceof Launch.RowLoop loop) {
      return loop.dims().stream().findFirst();
    }
    return launch instanceof Launch.Reduction reduction ? Optional.of(reduction.operand().dims().get(0))
        : Optional.of(((Launch.Contraction) launch).left().dims().get(0));
  }

  /** A chain so far. */
  private static final class Growing {

    private final List<Launch> launches = new ArrayList<>();
    private final Set<View> stored = new HashSet<>();
    private final Set<Buffer> written = new HashSet<>();
    private final Set<RowChain.Number> numbersRead = new HashSet<>();

    /** Adds a launch, if it can be added. */
    boolean takes(Launch launch) {
      boolean fits = !launch.space().isShared() && launch.space().kind() != Space.Kind.SEGMENTS
          && (launches.isEmpty() || launches.get(0).space().equals(launch.space()))
          && isOfRow(launch) && isAsWide(launch) && Accesses.reads(launch).stream().allMatch(this::isAtHand)
          && Accesses.writes(launch).stream().noneMatch(view -> numbersRead.contains(RowChain.Number.of(view)) && isNumber(view));
      if (fits) {
        launches.add(launch);
        Accesses.reads(launch).stream().filter(view -> isNumber(view) && !written.contains(view.buffer()))
            .forEach(view -> numbersRead.add(RowChain.Number.of(view)));
        Accesses.writes(launch).forEach(view -> {
          stored.add(view);
          written.add(view.buffer());
        });
      }
      return fits;
    }

    void addTo(List<List<Launch>> divided) {
      boolean isChain = launches.size() > 1
          && launches.stream().anyMatch(launch -> launch instanceof Launch.RowLoop loop && !loop.dims().isEmpty());
      if (isChain) {
        divided.add(List.copyOf(launches));
      } else {
        launches.forEach(launch -> divided.add(List.of(launch)));
      }
    }

    private boolean isAsWide(Launch launch) {
      Optional<Size> columns = columns(launches);
      return columns.isEmpty() || columns(launch).isEmpty() || columns.equals(columns(launch));
    }

    /** Whether a view lies in memory, or is just what the chain has made. */
    private boolean isAtHand(View view) {
      return !written.contains(view.buffer()) || stored.contains(view)
          || isNumber(view) && stored.stream().anyMatch(made -> isNumber(made) && RowChain.Number.of(made).equals(RowChain.Number.of(view)));
    }

    private static boolean isNumber(View view) {
      return view.strides().stream().allMatch(Size.ZERO::equals);
    }

    private static boolean isOfRow(Launch launch) {
      if (launch instanceof Launch.RowLoop loop) {
        return (loop.dims().isEmpty() ? isOfNumbers(loop) : loop.dims().size() == 1 && LanePlan.fits(loop, false) && LanePlan.isOfBlocks(loop))
            && LanePlan.loads(loop).stream().allMatch(load -> load.row() instanceof Scalar.Row.Same)
            && Accesses.writes(loop).stream().noneMatch(view -> view.buffer().space().isShared());
      } else if (launch instanceof Launch.Reduction reduction) {
        return reduction.axis().isPresent() && reduction.combine() != Launch.Combine.ARGMAX && isVector(reduction.operand())
            && reduction.result().dims().isEmpty();
      }
      return launch instanceof Launch.Contraction product && product.time().isEmpty() && product.labels().isEmpty()
          && product.summed().size() == 1 && isVector(product.left()) && isVector(product.right());
    }

    private static boolean isVector(View view) {
      return view.buffer().floats() && view.strides().equals(List.of(Size.ONE));
    }

    private static boolean isOfNumbers(Launch.RowLoop loop) {
      return LanePlan.isOfNumbers(loop) && LanePlan.loads(loop).stream().allMatch(load -> isNumber(load.view()) && load.coordinates().stream()
          .allMatch(Scalar.Coordinate.Loop.class::isInstance));
    }
  }
}
