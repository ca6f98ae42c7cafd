package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.TimeMajor;
import org.seqlang.benchmarks.Workload;

/**
 * One of libtorch's fused layers: {@code torch.lstm}, {@code torch.gru}, {@code torch.rnn_tanh}, input with time first. Sequences of
 * several lengths are padded and their last outputs gathered, which its packed sequences, without oneDNN, are no faster than.
 */
final class TorchLayer implements Prepared {

  private final NDManager manager;
  private final TimeMajor arrays;
  private final PtNDArray input;
  private final NDList states;
  private final Optional<PtNDArray> lasts;
  private final Workload workload;
  private final TorchWeights weights;
  private float[] outputs = {};

  TorchLayer(NDManager manager, Workload workload, TorchWeights weights) {
    this.manager = manager;
    this.workload = workload;
    this.weights = weights;
    int hidden = workload.hidden();
    this.arrays = new TimeMajor(workload);
    this.input = LibTorch.over(manager, arrays.bytes(), DataType.FLOAT32, new Shape(workload.steps(), workload.batch(), hidden));
    this.states = TorchWeights.zeros(manager, workload);
    this.lasts = workload.packed() ? Optional.of(lasts(workload)) : Optional.empty();
  }

  /** The step of each last output, {@code [1][batch][hidden]}. */
  private PtNDArray lasts(Workload workload) {
    long[] steps = Arrays.stream(workload.lengths()).asLongStream()
        .flatMap(length -> LongStream.generate(() -> length - 1).limit(workload.hidden())).toArray();
    return (PtNDArray) manager.create(steps, new Shape(1, workload.batch(), workload.hidden()));
  }

  /** The last outputs, an array of their own where they are gathered. */
  private NDArray last(NDList results) {
    return lasts.<NDArray>map(steps -> JniUtils.gather((PtNDArray) results.get(0), steps, 0)).orElseGet(() -> results.get(1));
  }

  @Override
  public void forward() {
    arrays.bring();
    JniUtils.setGradMode(false);
    try (NDList results = weights.run(input, states, weights.values(), false); NDArray last = last(results)) {
      outputs = last.toFloatArray();
    }
  }

  @Override
  public float[] outputs() {
    return outputs;
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public void train() {
    arrays.bring();
    List<PtNDArray> leaves = weights.leaves();
    // The targets are zeros.
    try (NDList results = weights.run(input, states, leaves, true); NDArray last = last(results); NDArray square = last.square(); NDArray loss = square.mean();
        NDArray one = manager.ones(loss.getShape())) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  @Override
  public List<float[]> gradients() {
    return weights.gradients();
  }

  @Override
  public Optional<Prepared> another() {
    return Optional.of(new TorchLayer(manager.newSubManager(), workload, weights));
  }

  @Override
  public void close() {
    manager.close();
  }
}
