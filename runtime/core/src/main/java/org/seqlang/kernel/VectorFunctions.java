package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions on the Vector API, step by step those of {@link Pointwise}. Only linked where its module is present.
 *
 * <p>What is left over behind the last whole vector is computed with the stretch's last vector, which is read before
 * anything is written: elements that are computed twice come from what they were.
 */
final class VectorFunctions implements Functions {

  @Override
  public void tanh(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    require(x, xOffset, stride, rows, columns, y);
    if (stride == columns) {
      tanh(x, xOffset, y, 0, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      tanh(x, xOffset + r * stride, y, r * columns, columns);
    }
  }

  private static void tanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
    if (length < LANES) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.tanh(x[xOffset + i]);
      }
      return;
    }
    FloatVector last = tanh(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
    for (int i = 0; i <= length - LANES; i += LANES) {
      tanh(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    last.intoArray(y, yOffset + length - LANES);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    require(x, xOffset, stride, rows, columns, y);
    if (stride == columns) {
      sigmoid(x, xOffset, y, 0, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      sigmoid(x, xOffset + r * stride, y, r * columns, columns);
    }
  }

  private static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    if (length < LANES) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.sigmoid(x[xOffset + i]);
      }
      return;
    }
    FloatVector last = sigmoid(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
    for (int i = 0; i <= length - LANES; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    last.intoArray(y, yOffset + length - LANES);
  }

  @Override
  public void exp(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    require(x, xOffset, stride, rows, columns, y);
    if (stride == columns) {
      exp(x, xOffset, y, 0, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      exp(x, xOffset + r * stride, y, r * columns, columns);
    }
  }

  private static void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    if (length < LANES) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.exp(x[xOffset + i]);
      }
      return;
    }
    FloatVector last = exp(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
    for (int i = 0; i <= length - LANES; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    last.intoArray(y, yOffset + length - LANES);
  }

  @Override
  public void addRows(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns) {
    Bounds.requireMatrix("x", x, xOffset, stride, rows, columns);
    Bounds.requireRange("y", y, yOffset, columns);
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      addFourRows(x, xOffset + r * stride, stride, y, yOffset, columns);
    }
    for (; r < rows; r++) {
      addRow(x, xOffset + r * stride, y, yOffset, columns);
    }
  }

  private static void addFourRows(float[] x, int x0, int stride, float[] y, int yOffset, int columns) {
    int x1 = x0 + stride;
    int x2 = x1 + stride;
    int x3 = x2 + stride;
    int c = 0;
    for (; c <= columns - LANES; c += LANES) {
      FloatVector.fromArray(SPECIES, y, yOffset + c).add(FloatVector.fromArray(SPECIES, x, x0 + c))
          .add(FloatVector.fromArray(SPECIES, x, x1 + c)).add(FloatVector.fromArray(SPECIES, x, x2 + c))
          .add(FloatVector.fromArray(SPECIES, x, x3 + c)).intoArray(y, yOffset + c);
    }
    for (; c < columns; c++) {
      y[yOffset + c] = y[yOffset + c] + x[x0 + c] + x[x1 + c] + x[x2 + c] + x[x3 + c];
    }
  }

  private static void addRow(float[] x, int xOffset, float[] y, int yOffset, int columns) {
    int c = 0;
    for (; c <= columns - LANES; c += LANES) {
      FloatVector.fromArray(SPECIES, y, yOffset + c).add(FloatVector.fromArray(SPECIES, x, xOffset + c)).intoArray(y, yOffset + c);
    }
    for (; c < columns; c++) {
      y[yOffset + c] += x[xOffset + c];
    }
  }

  private static void require(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    Bounds.requireMatrix("x", x, xOffset, stride, stride == 0 ? 1 : rows, columns);
    Bounds.requireRange("y", y, 0, rows * columns);
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector t = x.min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
    FloatVector s = t.mul(t);
    FloatVector p = s.fma(all(1.3583086e-8f), all(2.0776743e-5f));
    p = s.fma(p, all(0.003505935f));
    p = s.fma(p, all(0.13389803f));
    p = s.fma(p, all(1f));
    FloatVector q = s.fma(all(7.870792e-7f), all(3.3024393e-4f));
    q = s.fma(q, all(0.025916535f));
    q = s.fma(q, all(0.4672313f));
    q = s.fma(q, all(1f));
    return t.mul(p).div(q);
  }

  private static FloatVector sigmoid(FloatVector x) {
    return all(0.5f).fma(tanh(x.mul(0.5f)), all(0.5f));
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector t = x.min(89f).max(-105f);
    FloatVector n = t.fma(all(Pointwise.LOG2_E), all(Pointwise.ROUNDER)).sub(Pointwise.ROUNDER);
    FloatVector r = n.fma(all(-Pointwise.LN2_LOW), n.fma(all(-Pointwise.LN2_HIGH), t));
    FloatVector p = r.fma(all(1.9875691500e-4f), all(1.3981999507e-3f));
    p = r.fma(p, all(8.3334519073e-3f));
    p = r.fma(p, all(4.1665795894e-2f));
    p = r.fma(p, all(1.6666665459e-1f));
    p = r.fma(p, all(5.0000001201e-1f));
    p = r.mul(r).fma(p, r).add(1f);
    IntVector whole = (IntVector) n.convert(VectorOperators.F2I, 0);
    IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
    return p.mul(power(half)).mul(power(whole.sub(half)));
  }

  private static FloatVector power(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
