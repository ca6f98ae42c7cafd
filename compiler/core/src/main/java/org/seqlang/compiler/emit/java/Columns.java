package org.seqlang.compiler.emit.java;

import java.util.List;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scalar;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.Statement;
import org.seqlang.compiler.schedule.View;

/**
 * Which launches can be divided by the columns of their rows, that is along the first axis of what they compute, so that no
 * part reads what another one writes.
 */
final class Columns {

  private final ProgramNames names;

  Columns(ProgramNames names) {
    this.names = names;
  }

  /** Whether a launch can be divided so; segments have rows enough. */
  boolean divide(Launch launch) {
    if (launch.space().kind() == Space.Kind.SEGMENTS) {
      return false;
    }
    if (launch instanceof Launch.MatrixProduct) {
      return true;
    }
    if (launch instanceof Launch.RowLoop loop) {
      return !loop.dims().isEmpty() && areApart(List.of(loop));
    }
    boolean sums = launch instanceof Launch.Contraction || launch instanceof Launch.Reduction;
    return sums && Accesses.writes(launch).stream().allMatch(written -> !written.dims().isEmpty()
        && Accesses.reads(launch).stream().noneMatch(read -> isOneMemory(read, written)));
  }

  /** The sizes along which a launch is divided. */
  static List<Size> dims(Launch launch) {
    return launch instanceof Launch.RowLoop loop ? loop.dims() : Accesses.writes(launch).get(0).dims();
  }

  /** Whether neither of these loops, run one after another, reads at a place of the first axis what is written at another one. */
  boolean areApart(List<Launch.RowLoop> loops) {
    List<View> stores = loops.stream().flatMap(loop -> loop.statements().stream()).flatMap(s -> s.store().stream()).toList();
    return stores.stream().noneMatch(store -> store.strides().get(0).equals(Size.ZERO))
        && loops.stream().flatMap(loop -> LanePlan.loads(loop).stream())
            .allMatch(load -> stores.stream().allMatch(store -> !isOneMemory(load.view(), store) || isThere(load, store)));
  }

  private boolean isOneMemory(View one, View other) {
    return names.field(one.buffer()).equals(names.field(other.buffer()));
  }

  /** Whether a load is of the element that the store is of. */
  private static boolean isThere(Scalar.Load load, View store) {
    if (!(load.row() instanceof Scalar.Row.Same) || !load.view().equals(store)) {
      return false;
    }
    for (int i = 0; i < load.coordinates().size(); i++) {
      if (!(load.coordinates().get(i) instanceof Scalar.Coordinate.Loop own) || own.axis() != i) {
        return false;
      }
    }
    return true;
  }
}
