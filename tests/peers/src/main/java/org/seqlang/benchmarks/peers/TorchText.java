package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.TokenInput;
import org.seqlang.benchmarks.Workload;

/**
 * The classifier of texts: {@code torch.embedding}, {@code torch.lstm} with two layers in both directions, {@code torch.linear}; to
 * train it, {@code log_softmax}, the norms of the gradients, and the Adam that DJL's users have.
 */
final class TorchText implements Prepared {

  private final NDManager manager;
  private final Workload workload;
  private final TokenInput arrays;
  private final PtNDArray input;
  private final PtNDArray labels;
  private final NDList states;
  private final List<PtNDArray> weights = new ArrayList<>();
  private final List<PtNDArray> means = new ArrayList<>();
  private final List<PtNDArray> squares = new ArrayList<>();
  private final List<PtNDArray> leaves = new ArrayList<>();
  private float[] outputs = {};
  private int step;

  TorchText(NDManager manager, Workload workload) {
    this.manager = manager;
    this.workload = workload;
    this.arrays = new TokenInput(workload);
    this.input = LibTorch.over(manager, arrays.bytes(), DataType.INT64, new Shape(workload.steps(), workload.batch()));
    this.labels = (PtNDArray) manager.create(Arrays.stream(workload.labels()).asLongStream().toArray(), new Shape(workload.batch(), 1));
    Shape state = new Shape(4, workload.batch(), workload.hidden());
    this.states = new NDList(manager.zeros(state), manager.zeros(state));
    List<float[]> values = workload.weights();
    List<Shape> shapes = TextShapes.of(workload).stream().map(Shape::new).toList();
    for (int w = 0; w < values.size(); w++) {
      weights.add((PtNDArray) manager.create(values.get(w), shapes.get(w)));
      means.add((PtNDArray) manager.zeros(shapes.get(w)));
      squares.add((PtNDArray) manager.zeros(shapes.get(w)));
    }
  }

  /** The scores. All that is made on the way belongs to the given manager. */
  private NDArray run(NDManager local, List<PtNDArray> w, boolean training) {
    PtNDArray vectors = JniUtils.embedding(input, w.get(0), false);
    vectors.attach(local);
    NDList layers = new NDList(w.subList(1, w.size() - 2).toArray(NDArray[]::new));
    NDList results = JniUtils.lstm(vectors, states, layers, true, 2, 0, training, true, false);
    results.attach(local);
    // The last outputs of both directions of both layers, one behind the other.
    NDList lasts = results.get(1).split(4);
    NDArray last = NDArrays.concat(new NDList(lasts.get(2), lasts.get(3)), 2).squeeze(0);
    return last.matMul(w.get(w.size() - 2).transpose()).add(w.get(w.size() - 1));
  }

  @Override
  public void forward() {
    arrays.bring();
    JniUtils.setGradMode(false);
    try (NDManager local = manager.newSubManager()) {
      outputs = run(local, weights, false).toFloatArray();
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
    TorchWeights.fresh(weights, leaves);
    try (NDManager local = manager.newSubManager()) {
      PtNDArray scores = (PtNDArray) run(local, leaves, true);
      PtNDArray likely = JniUtils.logSoftmax(scores, 1, DataType.FLOAT32);
      likely.attach(local);
      PtNDArray picked = JniUtils.gather(likely, labels, 1);
      picked.attach(local);
      NDArray loss = picked.mean().neg();
      JniUtils.backward((PtNDArray) loss, (PtNDArray) local.ones(loss.getShape()), false, false);
    }
    JniUtils.setGradMode(false);
    update();
  }

  /** Clips the gradients by their norm and moves the weights. */
  private void update() {
    step++;
    List<PtNDArray> gradients = leaves.stream().map(JniUtils::getGradient).toList();
    double norm = 0;
    for (PtNDArray gradient : gradients) {
      try (NDArray one = gradient.norm()) {
        norm += Math.pow(one.getFloat(), 2);
      }
    }
    float factor = (float) Math.min(1, NORM / (Math.sqrt(norm) + 1e-6));
    // As in DJL's optimiser: the correction of the means for the first steps is in the rate.
    float rate = (float) (RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step)));
    for (int w = 0; w < weights.size(); w++) {
      JniUtils.adamUpdate(weights.get(w), gradients.get(w), means.get(w), squares.get(w), rate, 1, 0, factor, -1, 0.9f, 0.999f, 1e-8f, false);
    }
    gradients.forEach(PtNDArray::close);
  }

  @Override
  public List<float[]> gradients() {
    return TorchWeights.gradients(leaves);
  }

  @Override
  public void close() {
    manager.close();
  }
}
