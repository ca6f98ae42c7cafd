package org.seqlang.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seqlang.kernel.Kernels;
import org.seqlang.kernel.PackedMatrix;
import org.seqlang.kernel.ParallelMatrices;

/** The kernels beneath an LSTM's step: products of 32 rows with the weights of four gates, and functions of the gates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

  private static final int ROWS = 32;

  /** Units of the layer. */
  @Param({"128", "256"})
  public int hidden = 256;

  private int gates;
  private float[] a = {};
  private float[] weights = {};
  private float[] x = {};
  private float[] c = {};
  private float[] gradient = {};
  private PackedMatrix packed = Kernels.matrices().packed();

  /** Fills all arrays. */
  @Setup
  public void fill() {
    gates = 4 * hidden;
    Random random = new Random(1);
    a = numbers(random, ROWS * hidden);
    weights = numbers(random, gates * hidden);
    x = numbers(random, ROWS * gates);
    c = new float[ROWS * gates];
    gradient = new float[gates * hidden];
    packed = Kernels.matrices().packed();
    pack();
  }

  private static float[] numbers(Random random, int count) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = (float) random.nextGaussian();
    }
    return all;
  }

  /** The weights as the products want them. */
  @Benchmark
  public PackedMatrix pack() {
    Kernels.matrices().pack(weights, 0, hidden, true, hidden, gates, packed);
    return packed;
  }

  /** {@code [32][hidden]} with {@code [hidden][4 * hidden]}, one thread. */
  @Benchmark
  public float[] multiply() {
    Kernels.matrices().multiply(a, 0, hidden, ROWS, packed, c, 0, gates, false);
    return c;
  }

  /** The same on all threads. */
  @Benchmark
  public float[] multiplyParallel() {
    ParallelMatrices.multiply(a, 0, hidden, ROWS, packed, c, 0, gates, false);
    return c;
  }

  /** The weight's gradient of 32 rows. */
  @Benchmark
  public float[] multiplyTransposed() {
    Kernels.matrices().multiplyTransposed(c, 0, gates, a, 0, hidden, ROWS, gates, hidden, gradient, 0, hidden, false);
    return gradient;
  }

  /** Of all gates of 32 rows. */
  @Benchmark
  public float[] sigmoid() {
    Kernels.functions().sigmoid(x, 0, gates, ROWS, gates, c);
    return c;
  }

  /** Of all gates of 32 rows. */
  @Benchmark
  public float[] tanh() {
    Kernels.functions().tanh(x, 0, gates, ROWS, gates, c);
    return c;
  }

  /** Of all gates of 32 rows. */
  @Benchmark
  public float[] exp() {
    Kernels.functions().exp(x, 0, gates, ROWS, gates, c);
    return c;
  }
}
