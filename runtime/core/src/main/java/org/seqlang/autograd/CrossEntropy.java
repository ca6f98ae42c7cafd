package org.seqlang.autograd;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.seqlang.kernel.Pointwise;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Tensor;

/**
 * Options of a cross-entropy, as in PyTorch. With K classes, smoothing ε, weights w, and y the label of a row:
 *
 * <pre>
 *   q_c  = (1 - ε) * w_y * [c = y] + ε / K * w_c
 *   loss = sum over the rows of sum_c -q_c * log softmax(row)_c, divided by the sum over the rows of w_y
 * </pre>
 *
 * @param smoothing 0 to 1: how much of the label goes to all classes alike (Szegedy et al. 2016)
 * @param weights of the classes; none means 1 for each
 * @param ignored a label whose rows do not count, which need not be a class
 */
public record CrossEntropy(double smoothing, List<Double> weights, OptionalInt ignored) {

  public CrossEntropy {
    weights = List.copyOf(weights);
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException("a smoothing of " + smoothing + " makes no sense: choose 0 to 1");
    }
    if (weights.stream().anyMatch(weight -> !(weight >= 0 && Double.isFinite(weight)))) {
      throw new IllegalArgumentException("the class weights " + weights + " make no sense: choose 0 or more for each");
    }
  }

  /** No smoothing, no weights, no label ignored. */
  public static CrossEntropy plain() {
    return new CrossEntropy(0, List.of(), OptionalInt.empty());
  }

  public CrossEntropy smoothing(double smoothing) {
    return new CrossEntropy(smoothing, weights, ignored);
  }

  public CrossEntropy weights(double... weights) {
    return new CrossEntropy(smoothing, DoubleStream.of(weights).boxed().toList(), ignored);
  }

  public CrossEntropy ignored(int label) {
    return new CrossEntropy(smoothing, weights, OptionalInt.of(label));
  }

  Variable of(Variable scores, int[] labels) {
    int classes = requireFit(scores, labels);
    float[] logs = Softmax.logarithms(scores.value(), classes).values();
    float[] q = new float[logs.length];
    double sum = 0;
    double total = 0;
    for (int row = 0; row < labels.length; row++) {
      if (ignored.isEmpty() || labels[row] != ignored.getAsInt()) {
        total += weight(labels[row]);
        for (int c = 0; c < classes; c++) {
          double target = smoothing / classes * weight(c) + (c == labels[row] ? (1 - smoothing) * weight(c) : 0);
          q[row * classes + c] = (float) target;
          sum -= target == 0 ? 0 : target * logs[row * classes + c];
        }
      }
    }
    if (!(total > 0)) {
      throw new InputException("a cross-entropy needs a label that counts, but all " + labels.length
          + " are ignored or of weight 0");
    }
    double all = total;
    return scores.tape().operation(Tensor.scalar((float) (sum / all)), gradient -> {
      float each = (float) (gradient.item() / all);
      float[] dx = scores.gradient().values();
      for (int from = 0; from < q.length; from += classes) {
        float mass = 0;
        for (int i = from; i < from + classes; i++) {
          mass += q[i];
        }
        for (int i = from; i < from + classes; i++) {
          dx[i] += each * (mass * Pointwise.exp(logs[i]) - q[i]);
        }
      }
    }, scores);
  }

  private double weight(int c) {
    return weights.isEmpty() ? 1 : weights.get(c);
  }

  private int requireFit(Variable scores, int[] labels) {
    if (scores.shape().rank() != 2 || scores.shape().size(0) != labels.length) {
      throw new InputException("a cross-entropy takes scores of shape [n, classes] and n labels, but the scores have"
          + " the shape " + scores.shape() + " and there are " + labels.length + " labels");
    }
    int classes = scores.shape().size(1);
    if (!weights.isEmpty() && weights.size() != classes) {
      throw new InputException("there are " + weights.size() + " class weights for " + classes + " classes");
    }
    for (int row = 0; row < labels.length; row++) {
      boolean out = labels[row] < 0 || labels[row] >= classes;
      if (out && (ignored.isEmpty() || labels[row] != ignored.getAsInt())) {
        throw new InputException("label " + labels[row] + " of row " + row + " is not in 0.." + (classes - 1)
            + ": the scores are for " + classes + " classes");
      }
    }
    return classes;
  }
}
