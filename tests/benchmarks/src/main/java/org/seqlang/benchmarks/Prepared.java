package org.seqlang.benchmarks;

import java.util.List;

/** A layer of a contestant, with input and weights where the contestant wants them. Used by one thread. */
public interface Prepared extends AutoCloseable {

  /** Runs the layer in its mode for inference and brings the last outputs to the JVM. */
  void forward();

  /** The last outputs of the last forward pass: {@code [batch][hidden]}, row-major. */
  float[] outputs();

  /** Whether there are training steps. */
  boolean trains();

  /**
   * A training step without the optimiser: the mean square of the last outputs, differentiated by the weights, until the gradients are there.
   *
   * @throws UnsupportedOperationException if it does not train
   */
  void train();

  /** The gradients of the last training step, in the order and layout of {@link Workload#weights}. */
  List<float[]> gradients();

  @Override
  void close();
}
