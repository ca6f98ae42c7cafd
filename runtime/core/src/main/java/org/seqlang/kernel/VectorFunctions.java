package org.seqlang.kernel;

import static org.seqlang.kernel.VectorTiles.LANES;
import static org.seqlang.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions on the Vector API, step by step those of {@link Pointwise}. Only linked where its module is present.
 *
 * <p>Two vectors at a time, written out, where that is not too much: so the methods are too long to be copied into the methods of programs, whose own loops the
 * JVM's compiler would then no longer vectorise.
 *
 * <p>What is left over behind the last whole vector is computed with the stretch's last vector, which is read before
 * anything is written: elements that are computed twice come from what they were.
 */
final class VectorFunctions implements Functions {

  /** Partial sums of {@link #sum}. */
  private static final int SUMS = 16;
  /** As many integers. JDK 17 compiles changes of a vector's class well only where the species is a constant. */
  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
  private static final VectorShuffle<Float> EIGHT_ON = VectorShuffle.iota(SPECIES, 8, 1, true);
  private static final VectorShuffle<Float> FOUR_ON = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> TWO_ON = VectorShuffle.iota(SPECIES, 2, 1, true);

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

  @Override
  public void exp(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    require(x, xOffset, stride, rows, columns, y);
    if (stride == columns) {
      exp(x, xOffset, y, 0, rows * columns);
      return;
    }
    if (columns % LANES == 0) {
      expOfVectors(x, xOffset, stride, rows, y, 0, columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      exp(x, xOffset + r * stride, y, r * columns, columns);
    }
  }

  @Override
  public void choose(Comparison comparison, float[] x, float[] y, float[] yes, float[] no, int count, float[] z) {
    Bounds.requireRange("z", z, 0, count);
    int whole = count / LANES * LANES;
    switch (comparison) {
      case LESS -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          choice(a.lt(FloatVector.fromArray(SPECIES, y, i)), yes, no, i).intoArray(z, i);
        }
        for (int i = whole; i < count; i++) {
          z[i] = x[i] < y[i] ? yes[i] : no[i];
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          choice(a.compare(VectorOperators.LE, FloatVector.fromArray(SPECIES, y, i)), yes, no, i).intoArray(z, i);
        }
        for (int i = whole; i < count; i++) {
          z[i] = x[i] <= y[i] ? yes[i] : no[i];
        }
      }
      case EQUAL -> {
        for (int i = 0; i < whole; i += LANES) {
          FloatVector a = FloatVector.fromArray(SPECIES, x, i);
          choice(a.eq(FloatVector.fromArray(SPECIES, y, i)), yes, no, i).intoArray(z, i);
        }
        for (int i = whole; i < count; i++) {
          z[i] = x[i] == y[i] ? yes[i] : no[i];
        }
      }
    }
  }

  private static FloatVector choice(VectorMask<Float> holds, float[] yes, float[] no, int at) {
    return FloatVector.fromArray(SPECIES, no, at).blend(FloatVector.fromArray(SPECIES, yes, at), holds);
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

  @Override
  public float sum(float[] x, int offset, int length) {
    Bounds.requireRange("x", x, offset, length);
    int end = offset + length / SUMS * SUMS;
    FloatVector a = all(0f);
    FloatVector b = all(0f);
    FloatVector c = all(0f);
    FloatVector d = all(0f);
    for (int i = offset; i < end; i += SUMS) {
      a = a.add(FloatVector.fromArray(SPECIES, x, i));
      if (LANES <= 8) {
        b = b.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      }
      if (LANES == 4) {
        c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
        d = d.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
      }
    }
    FloatVector sums = LANES == 4 ? a.add(c).add(b.add(d)) : LANES == 8 ? a.add(b) : a;
    if (LANES == 16) {
      sums = sums.add(sums.rearrange(EIGHT_ON));
    }
    if (LANES >= 8) {
      sums = sums.add(sums.rearrange(FOUR_ON));
    }
    sums = sums.add(sums.rearrange(TWO_ON));
    float rest = 0;
    for (int i = end; i < offset + length; i++) {
      rest += x[i];
    }
    return sums.lane(0) + sums.lane(1) + rest;
  }

  @Override
  public float max(float[] x, int offset, int length) {
    Bounds.requireRange("x", x, offset, length);
    int end = offset + length / LANES * LANES;
    FloatVector largest = all(Float.NEGATIVE_INFINITY);
    for (int i = offset; i < end; i += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, x, i));
    }
    float result = largest.reduceLanes(VectorOperators.MAX);
    for (int i = end; i < offset + length; i++) {
      result = Math.max(result, x[i]);
    }
    return result;
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

  private static void tanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int whole = length / LANES * LANES;
    if (whole == length) {
      tanhOfVectors(x, xOffset, y, yOffset, whole);
    } else if (whole == 0) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.tanh(x[xOffset + i]);
      }
    } else {
      FloatVector last = tanh(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
      tanhOfVectors(x, xOffset, y, yOffset, whole);
      last.intoArray(y, yOffset + length - LANES);
    }
  }

  private static void tanhOfVectors(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int i = 0;
    for (; i <= length - 2 * LANES; i += 2 * LANES) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + i + LANES);
      FloatVector t0 = x0.min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
      FloatVector t1 = x1.min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
      FloatVector s0 = t0.mul(t0);
      FloatVector s1 = t1.mul(t1);
      FloatVector p0 = s0.fma(all(1.3583086e-8f), all(2.0776743e-5f));
      FloatVector p1 = s1.fma(all(1.3583086e-8f), all(2.0776743e-5f));
      p0 = s0.fma(p0, all(0.003505935f));
      p1 = s1.fma(p1, all(0.003505935f));
      p0 = s0.fma(p0, all(0.13389803f));
      p1 = s1.fma(p1, all(0.13389803f));
      p0 = s0.fma(p0, all(1f));
      p1 = s1.fma(p1, all(1f));
      FloatVector q0 = s0.fma(all(7.870792e-7f), all(3.3024393e-4f));
      FloatVector q1 = s1.fma(all(7.870792e-7f), all(3.3024393e-4f));
      q0 = s0.fma(q0, all(0.025916535f));
      q1 = s1.fma(q1, all(0.025916535f));
      q0 = s0.fma(q0, all(0.4672313f));
      q1 = s1.fma(q1, all(0.4672313f));
      q0 = s0.fma(q0, all(1f));
      q1 = s1.fma(q1, all(1f));
      t0.mul(p0).div(q0).intoArray(y, yOffset + i);
      t1.mul(p1).div(q1).intoArray(y, yOffset + i + LANES);
    }
    if (i < length) {
      tanh(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
  }

  private static FloatVector tanh(FloatVector x0) {
    FloatVector t0 = x0.min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
    FloatVector s0 = t0.mul(t0);
    FloatVector p0 = s0.fma(all(1.3583086e-8f), all(2.0776743e-5f));
    p0 = s0.fma(p0, all(0.003505935f));
    p0 = s0.fma(p0, all(0.13389803f));
    p0 = s0.fma(p0, all(1f));
    FloatVector q0 = s0.fma(all(7.870792e-7f), all(3.3024393e-4f));
    q0 = s0.fma(q0, all(0.025916535f));
    q0 = s0.fma(q0, all(0.4672313f));
    q0 = s0.fma(q0, all(1f));
    return t0.mul(p0).div(q0);
  }

  private static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int whole = length / LANES * LANES;
    if (whole == length) {
      sigmoidOfVectors(x, xOffset, y, yOffset, whole);
    } else if (whole == 0) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.sigmoid(x[xOffset + i]);
      }
    } else {
      FloatVector last = sigmoid(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
      sigmoidOfVectors(x, xOffset, y, yOffset, whole);
      last.intoArray(y, yOffset + length - LANES);
    }
  }

  private static void sigmoidOfVectors(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int i = 0;
    for (; i <= length - 2 * LANES; i += 2 * LANES) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + i + LANES);
      FloatVector t0 = x0.mul(0.5f).min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
      FloatVector t1 = x1.mul(0.5f).min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
      FloatVector s0 = t0.mul(t0);
      FloatVector s1 = t1.mul(t1);
      FloatVector p0 = s0.fma(all(1.3583086e-8f), all(2.0776743e-5f));
      FloatVector p1 = s1.fma(all(1.3583086e-8f), all(2.0776743e-5f));
      p0 = s0.fma(p0, all(0.003505935f));
      p1 = s1.fma(p1, all(0.003505935f));
      p0 = s0.fma(p0, all(0.13389803f));
      p1 = s1.fma(p1, all(0.13389803f));
      p0 = s0.fma(p0, all(1f));
      p1 = s1.fma(p1, all(1f));
      FloatVector q0 = s0.fma(all(7.870792e-7f), all(3.3024393e-4f));
      FloatVector q1 = s1.fma(all(7.870792e-7f), all(3.3024393e-4f));
      q0 = s0.fma(q0, all(0.025916535f));
      q1 = s1.fma(q1, all(0.025916535f));
      q0 = s0.fma(q0, all(0.4672313f));
      q1 = s1.fma(q1, all(0.4672313f));
      q0 = s0.fma(q0, all(1f));
      q1 = s1.fma(q1, all(1f));
      all(0.5f).fma(t0.mul(p0).div(q0), all(0.5f)).intoArray(y, yOffset + i);
      all(0.5f).fma(t1.mul(p1).div(q1), all(0.5f)).intoArray(y, yOffset + i + LANES);
    }
    if (i < length) {
      sigmoid(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
  }

  private static FloatVector sigmoid(FloatVector x0) {
    FloatVector t0 = x0.mul(0.5f).min(Pointwise.TANH_LIMIT).max(-Pointwise.TANH_LIMIT);
    FloatVector s0 = t0.mul(t0);
    FloatVector p0 = s0.fma(all(1.3583086e-8f), all(2.0776743e-5f));
    p0 = s0.fma(p0, all(0.003505935f));
    p0 = s0.fma(p0, all(0.13389803f));
    p0 = s0.fma(p0, all(1f));
    FloatVector q0 = s0.fma(all(7.870792e-7f), all(3.3024393e-4f));
    q0 = s0.fma(q0, all(0.025916535f));
    q0 = s0.fma(q0, all(0.4672313f));
    q0 = s0.fma(q0, all(1f));
    return all(0.5f).fma(t0.mul(p0).div(q0), all(0.5f));
  }

  private static void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    int whole = length / LANES * LANES;
    if (whole == length) {
      expOfVectors(x, xOffset, 0, 1, y, yOffset, whole);
    } else if (whole == 0) {
      for (int i = 0; i < length; i++) {
        y[yOffset + i] = Pointwise.exp(x[xOffset + i]);
      }
    } else {
      FloatVector last = exp(FloatVector.fromArray(SPECIES, x, xOffset + length - LANES));
      expOfVectors(x, xOffset, 0, 1, y, yOffset, whole);
      last.intoArray(y, yOffset + length - LANES);
    }
  }

  // One vector at a time, and each constant made once: the JVM's compiler stops copying calls into a method that has grown too large,
  // and a call that is left turns vectors into objects. With the loop over rows it is too long to be copied itself.
  private static void expOfVectors(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns) {
    FloatVector highest = all(89f);
    FloatVector lowest = all(-105f);
    FloatVector log2e = all(Pointwise.LOG2_E);
    FloatVector rounder = all(Pointwise.ROUNDER);
    FloatVector low = all(-Pointwise.LN2_LOW);
    FloatVector high = all(-Pointwise.LN2_HIGH);
    FloatVector c6 = all(1.9875691500e-4f);
    FloatVector c5 = all(1.3981999507e-3f);
    FloatVector c4 = all(8.3334519073e-3f);
    FloatVector c3 = all(4.1665795894e-2f);
    FloatVector c2 = all(1.6666665459e-1f);
    FloatVector c1 = all(5.0000001201e-1f);
    FloatVector one = all(1f);
    for (int row = 0; row < rows; row++) {
      int from = xOffset + row * stride;
      int to = yOffset + row * columns;
      for (int i = 0; i < columns; i += LANES) {
        FloatVector t = FloatVector.fromArray(SPECIES, x, from + i).min(highest).max(lowest);
        FloatVector s = t.fma(log2e, rounder);
        FloatVector n = s.sub(rounder);
        FloatVector r = n.fma(low, n.fma(high, t));
        FloatVector p = r.fma(c6, c5);
        p = r.fma(p, c4);
        p = r.fma(p, c3);
        p = r.fma(p, c2);
        p = r.fma(p, c1);
        p = r.mul(r).fma(p, r).add(one);
        IntVector w = whole(s);
        IntVector h = w.lanewise(VectorOperators.ASHR, 1);
        p.mul(power(h)).mul(power(w.sub(h))).intoArray(y, to + i);
      }
    }
  }

  private static FloatVector exp(FloatVector x0) {
    FloatVector t0 = x0.min(89f).max(-105f);
    FloatVector s0 = t0.fma(all(Pointwise.LOG2_E), all(Pointwise.ROUNDER));
    FloatVector n0 = s0.sub(Pointwise.ROUNDER);
    FloatVector r0 = n0.fma(all(-Pointwise.LN2_LOW), n0.fma(all(-Pointwise.LN2_HIGH), t0));
    FloatVector p0 = r0.fma(all(1.9875691500e-4f), all(1.3981999507e-3f));
    p0 = r0.fma(p0, all(8.3334519073e-3f));
    p0 = r0.fma(p0, all(4.1665795894e-2f));
    p0 = r0.fma(p0, all(1.6666665459e-1f));
    p0 = r0.fma(p0, all(5.0000001201e-1f));
    p0 = r0.mul(r0).fma(p0, r0).add(1f);
    IntVector w0 = whole(s0);
    IntVector h0 = w0.lanewise(VectorOperators.ASHR, 1);
    return p0.mul(power(h0)).mul(power(w0.sub(h0)));
  }

  /** The whole number that was rounded to by adding {@link Pointwise#ROUNDER}: JDK 17 converts no vector of floats to integers. */
  private static IntVector whole(FloatVector rounded) {
    return ((IntVector) rounded.reinterpretShape(INTS, 0)).sub(Float.floatToRawIntBits(Pointwise.ROUNDER));
  }

  private static FloatVector power(IntVector n) {
    return (FloatVector) n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretShape(SPECIES, 0);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
