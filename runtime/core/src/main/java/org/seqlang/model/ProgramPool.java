package org.seqlang.model;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Programs at rest, so that several threads can run the same function at once and each finds warm memory.
 *
 * @param <P> the generated program
 */
public final class ProgramPool<P extends Program> {

  private final ConcurrentLinkedDeque<P> idle = new ConcurrentLinkedDeque<>();
  private final Supplier<P> maker;

  /** @param maker makes a program when none is at rest */
  public ProgramPool(Supplier<P> maker) {
    this.maker = maker;
  }

  /** A program for the caller alone, until it is released. */
  public P acquire() {
    P program = idle.pollFirst();
    return program != null ? program : maker.get();
  }

  /** Gives a program back. One that failed in the middle may be given back too: every run writes before it reads. */
  public void release(P program) {
    idle.addFirst(program);
  }
}
