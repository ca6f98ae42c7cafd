package org.seqlang.benchmarks;

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

/** Layers of 256 units on the JVM: whole sequences of 50 steps, and one call of a stream. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {

  /** The layer's cell. */
  @Param({"LSTM", "GRU", "RNN"})
  public String cell = "LSTM";

  /** Sequences. */
  @Param({"1", "32"})
  public int batch = 32;

  private final SeqContestant java = new SeqContestant("java");
  private Prepared sequences = java.prepare(Workload.parse("LSTM 1 1 1")).orElseThrow();
  private Prepared streams = sequences;

  /** Makes the layers. */
  @Setup
  public void prepare() {
    sequences = java.prepare(Workload.parse(cell + " 256 " + batch + " 50")).orElseThrow();
    streams = java.prepare(Workload.parse(cell + " 256 " + batch + " 50 stream")).orElseThrow();
  }

  /** All steps, from the caller's arrays to the last outputs. */
  @Benchmark
  public float[] forward() {
    sequences.forward();
    return sequences.outputs();
  }

  /** Forward and gradients of all weights. */
  @Benchmark
  public void train() {
    sequences.train();
  }

  /** The next of a stream's steps. */
  @Benchmark
  public float[] step() {
    streams.forward();
    return streams.outputs();
  }
}
