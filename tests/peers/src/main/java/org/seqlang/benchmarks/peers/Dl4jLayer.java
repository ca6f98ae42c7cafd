package org.seqlang.benchmarks.peers;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/**
 * A network of a recurrent layer, its last step and a loss. Weights are {@code [input][gates * hidden]}, an LSTM's gates in the order
 * {@code g f o i}, and there is one bias, the sum of PyTorch's two.
 */
final class Dl4jLayer implements Prepared {

  private final Workload workload;
  private final MultiLayerNetwork network;
  private final INDArray input;
  private final INDArray target;
  private float[] outputs = {};

  Dl4jLayer(Workload workload) {
    this.workload = workload;
    int hidden = workload.hidden();
    Layer layer = workload.cell() == Cell.LSTM
        ? new LSTM.Builder().nIn(hidden).nOut(hidden).activation(Activation.TANH).gateActivationFunction(Activation.SIGMOID).build()
        : new SimpleRnn.Builder().nIn(hidden).nOut(hidden).activation(Activation.TANH).build();
    this.network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list()
        .layer(new LastTimeStep(layer))
        .layer(new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build())
        .build());
    network.init();
    List<float[]> weights = workload.weights();
    network.getParam("0_W").assign(theirs(weights.get(0)));
    network.getParam("0_RW").assign(theirs(weights.get(1)));
    network.getParam("0_b").assign(bias(weights));
    // Time comes last.
    this.input = Nd4j.createFromArray(workload.timeMajor()).reshape(workload.steps(), workload.batch(), hidden).permute(1, 2, 0).dup('f');
    this.target = Nd4j.zeros(workload.batch(), hidden);
  }

  /** Where each of their gates stands in PyTorch's order. */
  private int[] order() {
    return workload.cell() == Cell.LSTM ? new int[] {2, 1, 3, 0} : new int[] {0};
  }

  private INDArray theirs(float[] weight) {
    int hidden = workload.hidden();
    int[] order = order();
    float[] all = new float[weight.length];
    for (int column = 0; column < order.length * hidden; column++) {
      int row = order[column / hidden] * hidden + column % hidden;
      for (int k = 0; k < hidden; k++) {
        all[k * order.length * hidden + column] = weight[row * hidden + k];
      }
    }
    return Nd4j.createFromArray(all).reshape(hidden, order.length * hidden);
  }

  private float[] mine(INDArray weight) {
    int hidden = workload.hidden();
    int[] order = order();
    float[] values = weight.dup('c').data().asFloat();
    float[] all = new float[values.length];
    for (int column = 0; column < order.length * hidden; column++) {
      int row = order[column / hidden] * hidden + column % hidden;
      for (int k = 0; k < values.length / order.length / hidden; k++) {
        all[row * (values.length / order.length / hidden) + k] = values[k * order.length * hidden + column] / workload.batch();
      }
    }
    return all;
  }

  private INDArray bias(List<float[]> weights) {
    int hidden = workload.hidden();
    int[] order = order();
    float[] all = new float[order.length * hidden];
    for (int i = 0; i < all.length; i++) {
      int row = order[i / hidden] * hidden + i % hidden;
      all[i] = weights.get(2)[row] + weights.get(3)[row];
    }
    return Nd4j.createFromArray(all).reshape(1, all.length);
  }

  @Override
  public void forward() {
    outputs = network.output(input, false).dup('c').data().asFloat();
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
    network.setInput(input);
    network.setLabels(target);
    network.computeGradientAndScore();
  }

  /** Theirs are sums over the batch, until an updater divides them. */
  @Override
  public List<float[]> gradients() {
    Map<String, INDArray> all = network.gradient().gradientForVariable();
    float[] bias = mine(all.get("0_b"));
    return List.of(mine(all.get("0_W")), mine(all.get("0_RW")), bias, bias);
  }

  @Override
  public void close() {
    network.close();
  }
}
