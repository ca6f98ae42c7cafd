package org.seqlang.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.seqlang.kernel.Kernels;

/** What the processors can do at most, measured: the roofline's two lines. */
final class Peak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  /** A tenth of a millisecond of them: a burst called more often is compiled into its caller, where a third of its speed is left. */
  private static final int PASSES = 1 << 16;
  /** 64 MB for each thread: more than caches of their own hold. */
  private static final int FLOATS = 1 << 24;

  private Peak() {}

  /** GFLOP/s of fused multiply-adds on all processors, within so many milliseconds. */
  static double arithmetic(long milliseconds) {
    return onAll(end -> {
      double operations = 0;
      float sum = 0;
      long start = threadTime();
      do {
        sum += burst(PASSES);
        operations += 2.0 * 12 * SPECIES.length() * PASSES;
      } while (System.nanoTime() < end);
      return operations / (threadTime() - start) + Math.min(0, sum);
    }, milliseconds);
  }

  /** GB/s of reads from memory on all processors, within so many milliseconds. */
  static double bandwidth(long milliseconds) {
    return onAll(end -> {
      float[] array = new float[FLOATS];
      double bytes = 0;
      float sum = total(array);
      long start = threadTime();
      do {
        sum += total(array);
        bytes += 4.0 * FLOATS;
      } while (System.nanoTime() < end);
      return bytes / (threadTime() - start) + sum;
    }, milliseconds);
  }

  /** Values of tanh in a nanosecond on all processors, of numbers in the nearest cache, within so many milliseconds. */
  static double functions(long milliseconds) {
    return onAll(end -> {
      float[] x = new float[512];
      float[] y = new float[512];
      double values = 0;
      long start = threadTime();
      do {
        for (int i = 0; i < 64; i++) {
          Kernels.functions().tanh(x, 0, x.length, 1, x.length, y);
        }
        values += 64 * x.length;
      } while (System.nanoTime() < end);
      return values / (threadTime() - start) + Math.min(0, y[0]);
    }, milliseconds);
  }

  /** Nanoseconds that this thread has run: what it is kept waiting for others says nothing about the processor. */
  private static long threadTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The sum of what each thread reaches until the given time. */
  private static double onAll(LongToDoubleFunction work, long milliseconds) {
    double[] reached = new double[Runtime.getRuntime().availableProcessors()];
    long end = System.nanoTime() + milliseconds * 1_000_000;
    Thread[] threads = IntStream.range(0, reached.length).mapToObj(i -> new Thread(() -> reached[i] = work.applyAsDouble(end)))
        .toArray(Thread[]::new);
    Arrays.stream(threads).forEach(Thread::start);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Arrays.stream(reached).sum();
  }

  /** Twelve sums that do not wait for each other: enough for two units with a latency of four or five. Gives nothing below zero. */
  private static float burst(int passes) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
    for (int p = 0; p < passes; p++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).reduceLanes(VectorOperators.ADD);
  }

  private static float total(float[] array) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int n = SPECIES.length();
    for (int i = 0; i + 4 * n <= array.length; i += 4 * n) {
      a = a.add(FloatVector.fromArray(SPECIES, array, i));
      b = b.add(FloatVector.fromArray(SPECIES, array, i + n));
      c = c.add(FloatVector.fromArray(SPECIES, array, i + 2 * n));
      d = d.add(FloatVector.fromArray(SPECIES, array, i + 3 * n));
    }
    return a.add(b).add(c).add(d).reduceLanes(VectorOperators.ADD);
  }
}
