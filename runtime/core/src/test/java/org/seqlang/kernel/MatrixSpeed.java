package org.seqlang.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;

/**
 * Prints the speed of the kernels in this JVM. Not a test; start it by hand, with {@code --add-modules
 * jdk.incubator.vector}. All cases take turns in short runs, and the best run of each counts, so that a busy machine
 * slows none in particular. Arguments, if any, select the cases whose name contains one of them.
 */
final class MatrixSpeed {
  private static final long RUN_NANOS = 3_000_000;
  private static final int ROUNDS = 150;

  private final List<Case> cases = new ArrayList<>();

  private MatrixSpeed() {}

  /** Something to measure: {@code amount} units of work in one run. */
  private static final class Case {
    final String name;
    final double amount;
    final Runnable work;
    double bestNanos = Double.MAX_VALUE;

    Case(String name, double amount, Runnable work) {
      this.name = name;
      this.amount = amount;
      this.work = work;
    }

    void run() {
      long start = System.nanoTime();
      long calls = 0;
      long spent;
      do {
        work.run();
        calls++;
        spent = System.nanoTime() - start;
      } while (spent < RUN_NANOS);
      bestNanos = Math.min(bestNanos, (double) spent / calls);
    }

    void print() {
      System.out.printf(Locale.ROOT, amount > 10_000
              ? "%-44s %8.1f us %8.1f GFLOP/s%n" : "%-44s %8.1f us %8.3f ns an element%n",
          name, bestNanos / 1e3, amount > 10_000 ? amount / bestNanos : bestNanos / amount);
    }
  }

  /** Runs everything and prints a table. */
  public static void main(String[] args) {
    System.out.println("Java " + Runtime.version() + ", " + Kernels.description());
    MatrixSpeed speed = new MatrixSpeed();
    speed.cases.add(new Case("peak: fused multiply-adds in registers", 2.0 * 16 * 2000 * FloatVector.SPECIES_PREFERRED
        .length(), MatrixSpeed::peak));
    speed.addMatrices("plain", new PlainMatrices());
    speed.addMatrices("vector", new VectorMatrices(PlainFirst.NEVER));
    speed.addPointwise();
    List<String> wanted = List.of(args);
    speed.cases.removeIf(c -> !wanted.isEmpty() && wanted.stream().noneMatch(c.name::contains));
    for (int round = 0; round < ROUNDS; round++) {
      speed.cases.forEach(Case::run);
    }
    speed.cases.forEach(Case::print);
  }

  private void addMatrices(String name, Matrices matrices) {
    int[][] shapes = {
      {48, 256, 1024}, {32, 256, 1024}, {32, 1024, 256}, {1, 256, 1024}, {2, 256, 1024}, {3, 256, 1024}, {5, 256, 1024},
      {1600, 256, 1024}, {32, 512, 2}
    };
    for (int[] s : shapes) {
      float[] a = new float[s[0] * s[1]];
      float[] b = new float[s[1] * s[2]];
      float[] c = new float[s[0] * s[2]];
      PackedMatrix packed = matrices.packed();
      matrices.pack(b, 0, s[2], false, s[1], s[2], packed);
      cases.add(new Case(name + " " + s[0] + " x " + s[2] + ", k " + s[1], 2.0 * s[0] * s[1] * s[2], () ->
          matrices.multiply(a, 0, s[1], s[0], packed, c, 0, s[2], false)));
    }
    addTransposed(name, matrices, 1600, 1024, 256);
    addTransposed(name, matrices, 1600, 256, 256);
    float[] b = new float[1024 * 256];
    PackedMatrix packed = matrices.packed();
    cases.add(new Case(name + " pack 256 x 1024", 1024, () -> matrices.pack(b, 0, 1024, false, 256, 1024, packed)));
    cases.add(new Case(name + " pack 1024 x 256 transposed", 1024, () ->
        matrices.pack(b, 0, 256, true, 256, 1024, packed)));
  }

  private void addTransposed(String name, Matrices matrices, int rows, int m, int n) {
    float[] a = new float[rows * m];
    float[] b = new float[rows * n];
    float[] c = new float[m * n];
    cases.add(new Case(name + " transposed " + m + " x " + n + ", rows " + rows, 2.0 * rows * m * n, () ->
        matrices.multiplyTransposed(a, 0, m, b, 0, n, rows, m, n, c, 0, n, false)));
  }

  private interface FloatLoop {
    void run(float[] x, float[] y);
  }

  private void addPointwise() {
    addLoop("tanh", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.tanh(x[i]);
      }
    });
    addLoop("sigmoid", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.sigmoid(x[i]);
      }
    });
    addLoop("exp", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.exp(x[i]);
      }
    });
    addLoop("log", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.log(x[i]);
      }
    });
  }

  private void addLoop(String name, FloatLoop loop) {
    float[] x = new float[2048];
    float[] y = new float[2048];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (5 * Math.sin(i));
    }
    cases.add(new Case(name, x.length, () -> loop.run(x, y)));
  }

  private static final float[] SINK = new float[FloatVector.SPECIES_PREFERRED.length()];

  private static void peak() {
    FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.5f);
    FloatVector a = x;
    FloatVector b = x;
    FloatVector c = x;
    FloatVector d = x;
    FloatVector e = x;
    FloatVector f = x;
    FloatVector g = x;
    FloatVector h = x;
    for (int i = 0; i < 4000; i++) {
      a = a.fma(x, x);
      b = b.fma(x, x);
      c = c.fma(x, x);
      d = d.fma(x, x);
      e = e.fma(x, x);
      f = f.fma(x, x);
      g = g.fma(x, x);
      h = h.fma(x, x);
    }
    a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).intoArray(SINK, 0);
  }
}
