package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** One of libtorch's fused layers: {@code torch.lstm}, {@code torch.gru}, {@code torch.rnn_tanh}, input with time first. */
final class TorchLayer implements Prepared {

  private final NDManager manager;
  private final Cell cell;
  private final PtNDArray input;
  private final NDList states;
  private final List<PtNDArray> weights = new ArrayList<>();
  private final List<PtNDArray> leaves = new ArrayList<>();
  private float[] outputs = {};

  TorchLayer(NDManager manager, Workload workload) {
    this.manager = manager;
    this.cell = workload.cell();
    int hidden = workload.hidden();
    this.input = array(workload.timeMajor(), workload.steps(), workload.batch(), hidden);
    this.states = new NDList();
    for (int s = 0; s < (cell == Cell.LSTM ? 2 : 1); s++) {
      states.add(array(new float[workload.batch() * hidden], 1, workload.batch(), hidden));
    }
    int rows = cell.gates() * hidden;
    for (float[] weight : workload.weights()) {
      weights.add(weight.length == rows ? array(weight, rows) : array(weight, rows, hidden));
    }
  }

  private PtNDArray array(float[] values, long... shape) {
    return (PtNDArray) manager.create(values, new Shape(shape));
  }

  /** All outputs, the last output, and with an LSTM its state. */
  private NDList run(List<PtNDArray> parameters, boolean training) {
    NDList list = new NDList(parameters.toArray(NDArray[]::new));
    PtNDArray first = (PtNDArray) states.get(0);
    return switch (cell) {
      case LSTM -> JniUtils.lstm(input, states, list, true, 1, 0, training, false, false);
      case GRU -> JniUtils.gru(input, first, list, true, 1, 0, training, false, false);
      default -> JniUtils.rnn(input, first, list, true, 1, Activation.TANH, 0, training, false, false);
    };
  }

  @Override
  public void forward() {
    JniUtils.setGradMode(false);
    try (NDList results = run(weights, false)) {
      outputs = results.get(1).toFloatArray();
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

  /** Fresh leaves have no gradient to add to, as behind {@code zero_grad(set_to_none=True)}. */
  @Override
  public void train() {
    leaves.forEach(PtNDArray::close);
    leaves.clear();
    JniUtils.setGradMode(true);
    for (PtNDArray weight : weights) {
      PtNDArray leaf = JniUtils.detachGradient(weight);
      JniUtils.attachGradient(leaf, true);
      leaves.add(leaf);
    }
    // The targets are zeros.
    try (NDList results = run(leaves, true); NDArray square = results.get(1).square(); NDArray loss = square.mean();
        NDArray one = manager.ones(loss.getShape())) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  @Override
  public List<float[]> gradients() {
    List<float[]> all = new ArrayList<>();
    for (PtNDArray leaf : leaves) {
      try (PtNDArray gradient = JniUtils.getGradient(leaf)) {
        all.add(gradient.toFloatArray());
      }
    }
    return all;
  }

  @Override
  public void close() {
    manager.close();
  }
}
