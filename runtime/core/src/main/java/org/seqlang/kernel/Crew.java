package org.seqlang.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed set of daemon threads that share one job at a time with the thread that brings it: phases, one after another, each in as many
 * parts as the job has. Ranges of rows are a job of one phase.
 *
 * <p>Phases are numbered on from job to job, with a number left out between two. Each part has two numbers: {@code begun}, the phase that
 * it is claimed for next, and {@code done}, the phase that it has not ended yet. Claiming a part raises {@code begun} by one; so a
 * worker that comes late, with an old phase in hand, can claim nothing. When all parts are done with a phase, everybody goes on by
 * himself: nobody tells anybody.
 *
 * <p>Worker w takes part w: the same part of the work meets the same core's cache again. A part that nobody has begun is taken by whoever
 * finds it; only for a worker who is at hand one waits some microseconds. So a sleeping worker costs no more than the caller's own
 * time, and one that wakes up joins in. Idle workers spin for {@link #SPIN_NANOS} and then park. A job allocates nothing.
 */
final class Crew {
  private static final long SPIN_NANOS = 50_000;
  private static final int SPINS_BETWEEN_CLOCKS = 64;
  /** How often one looks whether a worker at hand begins its part before one takes it. */
  private static final int PATIENCE = 256;
  /** For so long nobody looks at what another one is about to write: that would take the line from its cache. */
  private static final int DISCRETION = 32;
  /** From part to part: what two threads write is not in neighbouring lines of the cache. */
  private static final int APART = 16;
  private static final int FIRST = APART;
  private static final int PARTS = APART + 1;
  private static final int END = 3 * APART;
  private static final Phases NOTHING = (phase, part, parts) -> {};

  private final Worker[] workers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicReference<Thread> waiting = new AtomicReference<>();
  /** For each worker whether it works on the job at hand, so that it may be waited for. */
  private final AtomicIntegerArray present;
  private final Phases ranges = (phase, part, parts) -> this.body.run(this.starts[part], this.starts[part + 1]);

  // The job: written by the holder of `busy` before it opens the claims, read only by who has claimed a part.
  private int[] starts = {};
  private RowRange body = (from, to) -> {};
  private Phases job = NOTHING;
  private volatile AtomicLongArray begun = new AtomicLongArray(0);
  private volatile AtomicLongArray done = new AtomicLongArray(0);
  /** The job's first phase, its parts, and the number behind its last phase, which workers look at all the time, apart. */
  private final AtomicLongArray order = new AtomicLongArray(4 * APART);

  /** Makes {@code threads - 1} workers; the caller of a job is the first one of the crew. */
  Crew(int threads) {
    workers = new Worker[threads - 1];
    present = new AtomicIntegerArray(2 * APART * threads);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * Splits the rows evenly into at most {@code parts} ranges and runs them; true unless the crew is at work already.
   */
  boolean tryRows(int rows, int count, RowRange work) {
    if (!enter()) {
      return false;
    }
    try {
      prepare(count);
      for (int i = 0; i <= count; i++) {
        starts[i] = (int) ((long) rows * i / count);
      }
      body = work;
      share(1, count, ranges);
    } finally {
      leave();
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
      body = work;
      share(1, bounds.length - 1, ranges);
    } finally {
      leave();
    }
    return true;
  }

  /** Runs phases in parts; true unless the crew is at work already. */
  boolean tryPhases(int phases, int count, Phases work) {
    if (!enter()) {
      return false;
    }
    try {
      prepare(count);
      share(phases, count, work);
    } finally {
      leave();
    }
    return true;
  }

  /** Nobody who works for a crew may wait for one: a job inside a job would wait for itself. */
  private boolean enter() {
    return !(Thread.currentThread() instanceof Worker) && busy.compareAndSet(false, true);
  }

  private void leave() {
    body = (from, to) -> {};
    job = NOTHING;
    busy.set(false);
  }

  private void prepare(int count) {
    if (starts.length <= count) {
      for (int i = 0; i < begun.length(); i++) {
        begun.set(i, Long.MAX_VALUE);
      }
      starts = new int[count + 1];
      done = closed(count);
      begun = closed(count);
    }
  }

  /** Numbers of parts that nobody can claim and nobody waits for. */
  private static AtomicLongArray closed(int count) {
    AtomicLongArray numbers = new AtomicLongArray(count * APART);
    for (int i = 0; i < numbers.length(); i++) {
      numbers.set(i, Long.MAX_VALUE);
    }
    return numbers;
  }

  private void share(int phases, int count, Phases work) {
    long number = order.get(END) + 1;
    job = work;
    order.lazySet(FIRST, number);
    order.lazySet(PARTS, count);
    AtomicLongArray open = begun;
    AtomicLongArray ended = done;
    for (int i = 0; i < count; i++) {
      ended.lazySet(i * APART, number);
      open.lazySet(i * APART, number);
    }
    order.set(END, number + phases);
    for (int i = 0; i < Math.min(workers.length, count - 1); i++) {
      workers[i].wake();
    }
    for (int i = 0; i < phases; i++) {
      help(0, number + i, false, open, ended, count);
    }
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new IllegalStateException("a part of a job threw a checked exception", thrown);
    }
  }

  /**
   * Takes the own part of a phase, then what nobody begins, and waits until all parts are done.
   *
   * @param last whether to wait only until all parts are begun
   */
  private void help(int own, long phase, boolean last, AtomicLongArray open, AtomicLongArray ended, int count) {
    if (own < count) {
      take(own, phase, open, ended, count);
    }
    long deadline = 0;
    int spins = 0;
    for (int part = 0; part < count;) {
      if (ended.get(part * APART) > phase || last && spins > DISCRETION && open.get(part * APART) > phase) {
        part++;
      } else if ((spins > PATIENCE || isAway(part)) && open.get(part * APART) == phase) {
        dismiss(part);
        take(part, phase, open, ended, count);
      } else {
        Thread.onSpinWait();
        if (++spins % SPINS_BETWEEN_CLOCKS == 0) {
          long now = System.nanoTime();
          if (deadline == 0) {
            deadline = now + SPIN_NANOS;
          } else if (now - deadline > 0) {
            nap(own, phase, ended, part);
          }
        }
      }
    }
  }

  /** Runs a part of a phase if nobody has begun it. */
  private void take(int part, long phase, AtomicLongArray open, AtomicLongArray ended, int count) {
    if (open.get(part * APART) != phase || !open.compareAndSet(part * APART, phase, phase + 1)) {
      return;
    }
    try {
      if (phase == order.get(FIRST) || failure.get() == null) {
        job.run((int) (phase - order.get(FIRST)), part, count);
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      ended.lazySet(part * APART, phase + 1);
      Thread asleep = waiting.get();
      if (asleep != null) {
        LockSupport.unpark(asleep);
      }
    }
  }

  /** Whether nobody is at hand whose part it is. */
  private boolean isAway(int part) {
    return part > workers.length || part > 0 && present.get(2 * APART * part) == 0;
  }

  /** Nobody waits again for who let others wait, until he is back. */
  private void dismiss(int part) {
    if (part > 0 && part <= workers.length) {
      present.lazySet(2 * APART * part, 0);
    }
  }

  /** Sleeps a little. Who ends a part wakes a caller whom he sees asleep. */
  private void nap(int own, long phase, AtomicLongArray ended, int part) {
    if (own == 0) {
      waiting.set(Thread.currentThread());
    }
    if (ended.get(part * APART) <= phase) {
      LockSupport.parkNanos(this, SPIN_NANOS);
    }
    if (own == 0) {
      waiting.set(null);
    }
  }

  /** One of the threads: waits for the next job, helps, waits again. */
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
        goThrough(seen);
        present.lazySet(2 * APART * number, 0);
      }
    }

    /** Goes through the phases that are left of the job that ends there. */
    private void goThrough(long last) {
      // Written the other way round: the parts are those of the job that begins there, and one that begins later is another one.
      int count = (int) order.get(PARTS);
      long phase = order.get(FIRST);
      if (phase >= last) {
        return;
      }
      AtomicLongArray open = begun;
      AtomicLongArray ended = done;
      if (number >= count || open.get(number * APART) != phase) {
        phase = last;
        for (int i = 0; i < count; i++) {
          phase = Math.min(phase, ended.get(i * APART));
        }
      }
      for (; phase < last; phase++) {
        if (present.get(2 * APART * number) == 0) {
          present.lazySet(2 * APART * number, 1);
        }
        help(number, phase, phase == last - 1, open, ended, count);
      }
    }

    private long awaitAfter(long seen) {
      long deadline = System.nanoTime() + SPIN_NANOS;
      for (int spins = 1; order.get(END) == seen; spins++) {
        Thread.onSpinWait();
        if (spins % SPINS_BETWEEN_CLOCKS == 0 && System.nanoTime() - deadline > 0) {
          parked = true;
          while (order.get(END) == seen) {
            LockSupport.park(Crew.this);
          }
          parked = false;
        }
      }
      return order.get(END);
    }
  }
}
