package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.TimeMajor;
import org.seqlang.benchmarks.Workload;

/** A layer as a loop over tensor operations. The products with the input are one product before the loop, as a careful user has it. */
final class EagerLayer implements Prepared {

  private final NDManager manager;
  private final Workload workload;
  private final TimeMajor arrays;
  private final PtNDArray input;
  private final List<PtNDArray> weights = new ArrayList<>();
  private final List<PtNDArray> leaves = new ArrayList<>();
  private float[] outputs = {};

  EagerLayer(NDManager manager, Workload workload) {
    this.manager = manager;
    this.workload = workload;
    this.arrays = new TimeMajor(workload);
    this.input = LibTorch.over(manager, arrays.bytes(), DataType.FLOAT32, new Shape((long) workload.steps() * workload.batch(), workload.hidden()));
    for (float[] weight : workload.weights()) {
      int hidden = workload.hidden();
      boolean matrix = weight.length % (hidden * hidden) == 0;
      weights.add((PtNDArray) manager.create(weight, matrix ? new Shape(weight.length / hidden, hidden) : new Shape(weight.length)));
    }
  }

  /** The last output. All that is made on the way belongs to the given manager. */
  private NDArray run(NDManager local, List<PtNDArray> w) {
    PtNDArray x = JniUtils.detachGradient(input);
    x.attach(local);
    List<PtNDArray> ready = new ArrayList<>();
    for (PtNDArray weight : w) {
      PtNDArray view = weight.getShape().dimension() == 2 ? (PtNDArray) weight.transpose() : weight;
      if (view != weight) {
        view.attach(local);
      }
      ready.add(view);
    }
    EagerCell cell = EagerCell.of(workload.cell(), ready, workload.hidden());
    Shape shape = new Shape(workload.batch(), workload.hidden());
    NDArray[] state = {local.zeros(shape), local.zeros(shape)};
    for (NDArray step : cell.project(x).split(workload.steps())) {
      state = cell.step(step, state[0], state[1]);
    }
    return state[0];
  }

  @Override
  public void forward() {
    arrays.bring();
    JniUtils.setGradMode(false);
    try (NDManager local = manager.newSubManager()) {
      outputs = run(local, weights).toFloatArray();
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
    leaves.forEach(PtNDArray::close);
    leaves.clear();
    JniUtils.setGradMode(true);
    for (PtNDArray weight : weights) {
      PtNDArray leaf = JniUtils.detachGradient(weight);
      JniUtils.attachGradient(leaf, true);
      leaves.add(leaf);
    }
    try (NDManager local = manager.newSubManager()) {
      NDArray loss = run(local, leaves).square().mean();
      JniUtils.backward((PtNDArray) loss, (PtNDArray) local.ones(loss.getShape()), false, false);
    }
  }

  @Override
  public List<float[]> gradients() {
    return leaves.stream().map(leaf -> {
      try (PtNDArray gradient = JniUtils.getGradient(leaf)) {
        return gradient.toFloatArray();
      }
    }).toList();
  }

  @Override
  public void close() {
    manager.close();
  }
}
