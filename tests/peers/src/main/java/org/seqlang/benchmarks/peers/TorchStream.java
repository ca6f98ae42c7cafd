package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Optional;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.StepInput;
import org.seqlang.benchmarks.Workload;

/** A fused layer called with one step after another; the state stays in its tensors. */
final class TorchStream implements Prepared {

  private final NDManager manager;
  private final Workload workload;
  private final TorchWeights weights;
  private final StepInput arrays;
  private final PtNDArray input;
  private final NDList zeros;
  private NDList states;
  private float[] outputs = {};

  TorchStream(NDManager manager, Workload workload, TorchWeights weights) {
    this.manager = manager;
    this.workload = workload;
    this.weights = weights;
    this.arrays = new StepInput(workload);
    this.input = LibTorch.over(manager, arrays.bytes(), DataType.FLOAT32, new Shape(1, workload.batch(), workload.hidden()));
    this.zeros = TorchWeights.zeros(manager, workload);
    this.states = zeros;
  }

  @Override
  public void forward() {
    NDList before = arrays.bring() ? zeros : states;
    JniUtils.setGradMode(false);
    NDList results = weights.run(input, before, weights.values(), false);
    results.get(0).close();
    if (states != zeros) {
      states.close();
    }
    states = new NDList(results.subList(1, results.size()));
    outputs = states.get(0).toFloatArray();
  }

  @Override
  public float[] outputs() {
    return outputs;
  }

  @Override
  public boolean trains() {
    return false;
  }

  @Override
  public void train() {
    throw new UnsupportedOperationException("no training step by step");
  }

  @Override
  public List<float[]> gradients() {
    throw new UnsupportedOperationException("no training step by step");
  }

  @Override
  public Optional<Prepared> another() {
    return Optional.of(new TorchStream(manager.newSubManager(), workload, weights));
  }

  @Override
  public void close() {
    manager.close();
  }
}
