package org.seqlang.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed set of daemon threads that share the ranges of one job at a time with the thread that brings it.
 *
 * <p>A job is published by raising {@code generation}. Each range has a claim: {@code 2 * generation} is open and
 * {@code 2 * generation + 1} is taken, so that a worker that comes late, with an old generation in hand, can claim
 * nothing. Worker w tries range w first: the same rows meet the same core's cache again. The caller runs what nobody
 * has begun, so a sleeping worker costs no more than the caller's own time. Idle workers spin for {@link #SPIN_NANOS}
 * and then park. A job allocates nothing.
 */
final class Crew {
  private static final long SPIN_NANOS = 50_000;
  private static final int SPINS_BETWEEN_CLOCKS = 64;

  private final Worker[] workers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicReference<Thread> waiting = new AtomicReference<>();

  // The job: written by the holder of `busy` before it opens the claims, read only by who has claimed a range.
  private int[] starts = {};
  private RowRange body = (from, to) -> {};
  private volatile AtomicLongArray claims = new AtomicLongArray(0);
  private volatile long generation;

  /** Makes {@code threads - 1} workers; the caller of a job is the last one. */
  Crew(int threads) {
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * Splits the rows evenly into at most {@code parts} ranges and runs them; true unless the crew is at work already.
   */
  boolean tryRows(int rows, int parts, RowRange work) {
    if (!enter()) {
      return false;
    }
    try {
      prepare(parts);
      for (int i = 0; i <= parts; i++) {
        starts[i] = (int) ((long) rows * i / parts);
      }
      share(parts, work);
    } finally {
      busy.set(false);
    }
    return true;
  }

  /** Runs the ranges between neighbouring bounds; true unless the crew is at work already. */
  boolean tryRanges(int[] bounds, RowRange work) {
    if (!enter()) {
      return false;
    }
    try {
      prepare(bounds.length - 1);
      System.arraycopy(bounds, 0, starts, 0, bounds.length);
      share(bounds.length - 1, work);
    } finally {
      busy.set(false);
    }
    return true;
  }

  /** Nobody who works for a crew may wait for one: a job inside a job would wait for itself. */
  private boolean enter() {
    return !(Thread.currentThread() instanceof Worker) && busy.compareAndSet(false, true);
  }

  private void prepare(int parts) {
    if (claims.length() < parts) {
      claims = new AtomicLongArray(parts);
      starts = new int[parts + 1];
    }
  }

  private void share(int parts, RowRange work) {
    long next = generation + 1;
    body = work;
    unfinished.set(parts);
    AtomicLongArray open = claims;
    for (int i = 0; i < open.length(); i++) {
      open.set(i, i < parts ? 2 * next : 2 * next + 1);
    }
    generation = next;
    for (int i = 0; i < Math.min(workers.length, parts - 1); i++) {
      workers[i].wake();
    }
    help(0, next);
    awaitOthers();
    body = (from, to) -> {};
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new IllegalStateException("a range of rows threw a checked exception", thrown);
    }
  }

  /** Runs every range of the generation that is still open, the one numbered {@code first} first. */
  private void help(int first, long current) {
    AtomicLongArray open = claims;
    int count = open.length();
    for (int i = 0; i < count; i++) {
      int range = (first + i) % count;
      if (open.get(range) == 2 * current && open.compareAndSet(range, 2 * current, 2 * current + 1)) {
        runRange(range);
      }
    }
  }

  private void runRange(int range) {
    try {
      body.run(starts[range], starts[range + 1]);
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(waiting.get());
      }
    }
  }

  private void awaitOthers() {
    long deadline = 0;
    for (int spins = 1; unfinished.get() > 0; spins++) {
      Thread.onSpinWait();
      if (spins % SPINS_BETWEEN_CLOCKS == 0) {
        long now = System.nanoTime();
        if (deadline == 0) {
          deadline = now + SPIN_NANOS;
        } else if (now - deadline > 0) {
          parkUntilFinished();
        }
      }
    }
  }

  private void parkUntilFinished() {
    waiting.set(Thread.currentThread());
    while (unfinished.get() > 0) {
      LockSupport.park(this);
    }
    waiting.set(null);
  }

  /** One of the threads: waits for the next generation, helps, waits again. */
  private final class Worker extends Thread {
    private final int number;
    private volatile boolean parked;

    Worker(int number) {
      super(null, null, "seqlang-" + number, 0, false);
      this.number = number;
      setDaemon(true);
      setContextClassLoader(Crew.class.getClassLoader());
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      long seen = 0;
      while (true) {
        seen = awaitAfter(seen);
        help(number, seen);
      }
    }

    private long awaitAfter(long seen) {
      long deadline = System.nanoTime() + SPIN_NANOS;
      for (int spins = 1; generation == seen; spins++) {
        Thread.onSpinWait();
        if (spins % SPINS_BETWEEN_CLOCKS == 0 && System.nanoTime() - deadline > 0) {
          parked = true;
          while (generation == seen) {
            LockSupport.park(Crew.this);
          }
          parked = false;
        }
      }
      return generation;
    }
  }
}
