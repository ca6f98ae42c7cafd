package org.seqlang.benchmarks;

import java.util.List;
import java.util.Optional;

/** A layer of a contestant, with input and weights where the contestant wants them. Used by one thread. */
public interface Prepared extends AutoCloseable {

  /** The largest norm of a text model's gradients. */
  double NORM = 5;

  /** The learning rate of a text model: no step is skipped and none changes what comes after it. */
  double RATE = 1e-6;

  /** Runs the layer in its mode for inference and brings the last outputs to the JVM; of a stream, the next of its calls. */
  void forward();

  /** The last outputs of the last forward pass: {@code [batch][hidden]}, row-major. */
  float[] outputs();

  /** Whether there are training steps. */
  boolean trains();

  /**
   * A training step without the optimiser: the mean square of the last outputs, differentiated by the weights, until the gradients are there.
   * Of a text model with the optimiser: mean cross-entropy, its gradients, their clipping by the norm {@link #NORM}, Adam with {@link #RATE}.
   *
   * @throws UnsupportedOperationException if it does not train
   */
  void train();

  /** The gradients of the last training step, in the order and layout of {@link Workload#weights}. */
  List<float[]> gradients();

  /**
   * The same model for one more thread, with input and outputs of its own; nothing if the library has one thread alone at a model. To be
   * closed before this.
   */
  default Optional<Prepared> another() {
    return Optional.empty();
  }

  @Override
  void close();
}
