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
import org.seqlang.benchmarks.Workload;

/** The weights of a fused layer, and the leaves of its last training step. */
final class TorchWeights {

  private final Cell cell;
  private final List<PtNDArray> values = new ArrayList<>();
  private final List<PtNDArray> leaves = new ArrayList<>();

  TorchWeights(NDManager manager, Workload workload) {
    this.cell = workload.cell();
    int hidden = workload.hidden();
    int rows = cell.gates() * hidden;
    for (float[] weight : workload.weights()) {
      values.add((PtNDArray) manager.create(weight, weight.length == rows ? new Shape(rows) : new Shape(rows, hidden)));
    }
  }

  /** The states before the first step. */
  static NDList zeros(NDManager manager, Workload workload) {
    NDList states = new NDList();
    for (int s = 0; s < (workload.cell() == Cell.LSTM ? 2 : 1); s++) {
      states.add(manager.zeros(new Shape(1, workload.batch(), workload.hidden())));
    }
    return states;
  }

  List<PtNDArray> values() {
    return values;
  }

  /** All outputs, the last output, and with an LSTM its state. */
  NDList run(PtNDArray input, NDList states, List<PtNDArray> parameters, boolean training) {
    NDList list = new NDList(parameters.toArray(NDArray[]::new));
    PtNDArray first = (PtNDArray) states.get(0);
    return switch (cell) {
      case LSTM -> JniUtils.lstm(input, states, list, true, 1, 0, training, false, false);
      case GRU -> JniUtils.gru(input, first, list, true, 1, 0, training, false, false);
      default -> JniUtils.rnn(input, first, list, true, 1, Activation.TANH, 0, training, false, false);
    };
  }

  /** Parameters for a training step. Fresh leaves have no gradient to add to, as behind {@code zero_grad(set_to_none=True)}. */
  List<PtNDArray> leaves() {
    fresh(values, leaves);
    return leaves;
  }

  /** Puts new leaves with the values of the weights into a list, in the place of the old ones. */
  static void fresh(List<PtNDArray> values, List<PtNDArray> leaves) {
    leaves.forEach(PtNDArray::close);
    leaves.clear();
    JniUtils.setGradMode(true);
    for (PtNDArray weight : values) {
      PtNDArray leaf = JniUtils.detachGradient(weight);
      JniUtils.attachGradient(leaf, true);
      leaves.add(leaf);
    }
  }

  List<float[]> gradients() {
    return gradients(leaves);
  }

  static List<float[]> gradients(List<PtNDArray> leaves) {
    return leaves.stream().map(leaf -> {
      try (PtNDArray gradient = JniUtils.getGradient(leaf)) {
        return gradient.toFloatArray();
      }
    }).toList();
  }
}
