package org.seqlang.autograd;

import org.seqlang.kernel.Pointwise;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** What softmax is part of. Each works row by row, on the last axis, after subtracting the row's largest element. */
final class Softmax {

  private Softmax() {}

  static Variable softmax(Variable x) {
    int columns = columns(x.shape());
    Tensor output = logarithms(x.value(), columns);
    float[] y = output.values();
    for (int i = 0; i < y.length; i++) {
      y[i] = Pointwise.exp(y[i]);
    }
    return x.tape().operation(output, gradient -> {
      float[] g = gradient.values();
      float[] dx = x.gradient().values();
      for (int from = 0; from < y.length; from += columns) {
        double dot = 0;
        for (int i = from; i < from + columns; i++) {
          dot += (double) g[i] * y[i];
        }
        for (int i = from; i < from + columns; i++) {
          dx[i] += y[i] * (g[i] - (float) dot);
        }
      }
    }, x);
  }

  static Variable logSoftmax(Variable x) {
    int columns = columns(x.shape());
    Tensor output = logarithms(x.value(), columns);
    float[] y = output.values();
    return x.tape().operation(output, gradient -> {
      float[] g = gradient.values();
      float[] dx = x.gradient().values();
      for (int from = 0; from < y.length; from += columns) {
        double sum = 0;
        for (int i = from; i < from + columns; i++) {
          sum += g[i];
        }
        for (int i = from; i < from + columns; i++) {
          dx[i] += g[i] - Pointwise.exp(y[i]) * (float) sum;
        }
      }
    }, x);
  }

  static Variable crossEntropy(Variable scores, int[] labels) {
    Shape shape = scores.shape();
    if (shape.rank() != 2 || shape.size(0) != labels.length || labels.length == 0) {
      throw new InputException("a cross-entropy takes scores of shape [n, classes] and n labels (at least one), but the"
          + " scores have the shape " + shape + " and there are " + labels.length + " labels");
    }
    int classes = shape.size(1);
    float[] logs = logarithms(scores.value(), classes).values();
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new InputException("label " + labels[row] + " of row " + row + " is not in 0.." + (classes - 1)
            + ": the scores are for " + classes + " classes");
      }
      sum -= logs[row * classes + labels[row]];
    }
    int[] kept = labels.clone();
    return scores.tape().operation(Tensor.scalar((float) (sum / kept.length)), gradient -> {
      float each = gradient.item() / kept.length;
      float[] dx = scores.gradient().values();
      for (int i = 0; i < logs.length; i++) {
        float hit = kept[i / classes] == i % classes ? 1 : 0;
        dx[i] += each * (Pointwise.exp(logs[i]) - hit);
      }
    }, scores);
  }

  private static int columns(Shape shape) {
    if (shape.rank() == 0 || shape.size(-1) == 0) {
      throw new IllegalArgumentException("a softmax needs elements along the last axis, but the shape is " + shape);
    }
    return shape.size(-1);
  }

  static Tensor logarithms(Tensor x, int columns) {
    float[] in = x.values();
    Tensor output = Tensor.zeros(x.shape());
    float[] out = output.values();
    for (int from = 0; from < in.length; from += columns) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = from; i < from + columns; i++) {
        largest = Math.max(largest, in[i]);
      }
      double sum = 0;
      for (int i = from; i < from + columns; i++) {
        sum += Pointwise.exp(in[i] - largest);
      }
      float log = (float) Math.log(sum);
      for (int i = from; i < from + columns; i++) {
        out[i] = in[i] - largest - log;
      }
    }
    return output;
  }
}
