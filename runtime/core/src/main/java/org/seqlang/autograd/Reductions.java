package org.seqlang.autograd;

import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** Operations that drop an axis. An array is seen as {@code [outer, n, inner]} around it. */
final class Reductions {

  private Reductions() {}

  static Variable sum(Variable x, int axis) {
    Shape shape = x.shape();
    int at = shape.axis(axis);
    int outer = shape.elements(0, at);
    int n = shape.size(at);
    int inner = shape.elements(at + 1, shape.rank());
    Tensor output = Tensor.zeros(shape.without(at));
    float[] in = x.value().values();
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += in[(o * n + k) * inner + i];
        }
        output.values()[o * inner + i] = (float) sum;
      }
    }
    return x.tape().operation(output, gradient -> {
      float[] dx = x.gradient().values();
      for (int o = 0; o < outer; o++) {
        for (int k = 0; k < n; k++) {
          for (int i = 0; i < inner; i++) {
            dx[(o * n + k) * inner + i] += gradient.values()[o * inner + i];
          }
        }
      }
    }, x);
  }

  static Variable max(Variable x, int axis) {
    Shape shape = x.shape();
    int at = shape.axis(axis);
    int n = shape.size(at);
    int inner = shape.elements(at + 1, shape.rank());
    if (n == 0) {
      throw new IllegalArgumentException("the shape " + shape + " has no largest element along axis " + axis);
    }
    Tensor output = Tensor.zeros(shape.without(at));
    float[] in = x.value().values();
    int[] best = new int[output.values().length];
    for (int result = 0; result < best.length; result++) {
      int first = result / inner * n * inner + result % inner;
      best[result] = first;
      for (int k = 1; k < n; k++) {
        int candidate = first + k * inner;
        if (in[candidate] > in[best[result]] || (Float.isNaN(in[candidate]) && !Float.isNaN(in[best[result]]))) {
          best[result] = candidate;
        }
      }
      output.values()[result] = in[best[result]];
    }
    return x.tape().operation(output, gradient -> {
      float[] dx = x.gradient().values();
      for (int result = 0; result < best.length; result++) {
        dx[best[result]] += gradient.values()[result];
      }
    }, x);
  }
}
