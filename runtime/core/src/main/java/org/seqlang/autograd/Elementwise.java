package org.seqlang.autograd;

import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** Operations on elements that stand at the same place. */
final class Elementwise {

  private Elementwise() {}

  /** A function of one number. */
  interface Unary {
    float of(float x);
  }

  /** A function of two numbers. */
  interface Binary {
    float of(float a, float b);
  }

  /**
   * Applies a function to each element.
   *
   * @param derivative by the element, of the element and the function's value
   */
  static Variable unary(Variable x, Unary function, Binary derivative) {
    float[] in = x.value().values();
    Tensor output = Tensor.zeros(x.shape());
    float[] out = output.values();
    for (int i = 0; i < out.length; i++) {
      out[i] = function.of(in[i]);
    }
    return x.tape().operation(output, gradient -> {
      float[] g = gradient.values();
      float[] dx = x.gradient().values();
      for (int i = 0; i < g.length; i++) {
        dx[i] += g[i] * derivative.of(in[i], out[i]);
      }
    }, x);
  }

  /** Applies a function to each pair of elements; {@code byFirst} and {@code bySecond} are its derivatives. */
  static Variable binary(Variable a, Variable b, Binary function, Binary byFirst, Binary bySecond) {
    Tensor output = Tensor.zeros(common(a.shape(), b.shape()));
    float[] x = a.value().values();
    float[] y = b.value().values();
    float[] out = output.values();
    // The smaller operand is repeated block after block; a block is its whole length.
    int block = Math.min(x.length, y.length);
    int stepX = x.length == out.length ? block : 0;
    int stepY = y.length == out.length ? block : 0;
    for (int from = 0, fromX = 0, fromY = 0; from < out.length; from += block, fromX += stepX, fromY += stepY) {
      for (int i = 0; i < block; i++) {
        out[from + i] = function.of(x[fromX + i], y[fromY + i]);
      }
    }
    return a.tape().operation(output, gradient -> {
      if (a.needsGradient()) {
        accumulate(gradient.values(), x, stepX, y, stepY, byFirst, a.gradient().values(), stepX);
      }
      if (b.needsGradient()) {
        accumulate(gradient.values(), x, stepX, y, stepY, bySecond, b.gradient().values(), stepY);
      }
    }, a, b);
  }

  private static void accumulate(
      float[] g, float[] x, int stepX, float[] y, int stepY, Binary derivative, float[] into, int stepInto) {
    int block = Math.min(x.length, y.length);
    for (int from = 0, fromX = 0, fromY = 0, to = 0; from < g.length;
        from += block, fromX += stepX, fromY += stepY, to += stepInto) {
      for (int i = 0; i < block; i++) {
        into[to + i] += g[from + i] * derivative.of(x[fromX + i], y[fromY + i]);
      }
    }
  }

  static void accumulate(Tensor into, float[] amount) {
    float[] values = into.values();
    for (int i = 0; i < amount.length; i++) {
      values[i] += amount[i];
    }
  }

  private static Shape common(Shape a, Shape b) {
    Shape longer = a.rank() >= b.rank() ? a : b;
    Shape shorter = a.rank() >= b.rank() ? b : a;
    for (int axis = 1; axis <= shorter.rank(); axis++) {
      if (longer.size(-axis) != shorter.size(-axis)) {
        throw new IllegalArgumentException("the shapes " + a + " and " + b + " do not go together: they must be"
            + " equal, or one the end of the other");
      }
    }
    return longer;
  }
}
