package org.seqlang.kernel;

import java.util.List;
import java.util.Locale;

/**
 * Prints the speed of the kernels in this JVM: best of several short runs. Not a test; start it by hand, with
 * {@code --add-modules jdk.incubator.vector}. An argument {@code plain} or {@code vector} measures one implementation only.
 */
final class MatrixSpeed {
  private static final long RUN_NANOS = 20_000_000;
  private static final int RUNS = 40;

  private MatrixSpeed() {}

  /** Runs everything and prints a table. */
  public static void main(String[] args) {
    System.out.println("Java " + Runtime.version() + ", " + Kernels.description());
    List<String> wanted = List.of(args);
    if (wanted.isEmpty() || wanted.contains("plain")) {
      measure("plain ", new PlainMatrices());
    }
    if (wanted.isEmpty() || wanted.contains("vector")) {
      measure("vector", new VectorMatrices());
    }
    measurePointwise();
  }

  private static void measure(String name, Matrices matrices) {
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
      double flops = 2.0 * s[0] * s[1] * s[2];
      print(name + " " + s[0] + " x " + s[2] + " x " + s[1] + "(k)", flops, best(() ->
          matrices.multiply(a, 0, s[1], s[0], packed, c, 0, s[2], false)));
    }
    measureTransposed(name, matrices, 1600, 1024, 256);
    measureTransposed(name, matrices, 1600, 256, 256);
    measurePacking(name, matrices);
  }

  private static void measureTransposed(String name, Matrices matrices, int rows, int m, int n) {
    float[] a = new float[rows * m];
    float[] b = new float[rows * n];
    float[] c = new float[m * n];
    print(name + " transposed " + m + " x " + n + " x " + rows + "(k)", 2.0 * rows * m * n, best(() ->
        matrices.multiplyTransposed(a, 0, m, b, 0, n, rows, m, n, c, 0, n, false)));
  }

  private static void measurePacking(String name, Matrices matrices) {
    float[] b = new float[1024 * 256];
    PackedMatrix packed = matrices.packed();
    double straight = best(() -> matrices.pack(b, 0, 1024, false, 256, 1024, packed));
    double transposed = best(() -> matrices.pack(b, 0, 256, true, 256, 1024, packed));
    System.out.printf(Locale.ROOT, "%-40s %7.1f us, transposed %.1f us%n", name + " pack 256 x 1024",
        straight / 1e3, transposed / 1e3);
  }

  private interface FloatLoop {
    void run(float[] x, float[] y);
  }

  private static void measurePointwise() {
    measureLoop("tanh", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.tanh(x[i]);
      }
    });
    measureLoop("sigmoid", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.sigmoid(x[i]);
      }
    });
    measureLoop("exp", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.exp(x[i]);
      }
    });
    measureLoop("log", (x, y) -> {
      for (int i = 0; i < x.length; i++) {
        y[i] = Pointwise.log(x[i]);
      }
    });
  }

  private static void measureLoop(String name, FloatLoop loop) {
    float[] x = new float[2048];
    float[] y = new float[2048];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (5 * Math.sin(i));
    }
    System.out.printf(Locale.ROOT, "%-40s %7.2f ns an element%n", name, best(() -> loop.run(x, y)) / x.length);
  }

  private static void print(String what, double flops, double nanos) {
    System.out.printf(Locale.ROOT, "%-40s %7.1f GFLOP/s %10.1f us%n", what, flops / nanos, nanos / 1e3);
  }

  /** The nanoseconds of one call in the best run. */
  private static double best(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      long calls = 0;
      long spent;
      do {
        work.run();
        calls++;
        spent = System.nanoTime() - start;
      } while (spent < RUN_NANOS);
      best = Math.min(best, (double) spent / calls);
    }
    return best;
  }
}
