package org.seqlang.compiler.pass;

import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.op.Broadcast;

/** Operations that put a time dimension in front. */
final class Times {

  private Times() {}

  /** The same value at every step. */
  static Broadcast steady(Size time, Type step) {
    return new Broadcast(step.over(time).dims(), IntStream.rangeClosed(1, step.rank()).boxed().toList());
  }
}
