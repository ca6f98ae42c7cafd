package org.seqlang.kernel;

/** Functions as loops over one array at one index, which the JVM's compiler vectorises. */
final class PlainFunctions implements Functions {

  @Override
  public void tanh(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    Scratch.read(x, xOffset, stride, rows, columns, y);
    for (int i = 0; i < rows * columns; i++) {
      y[i] = Pointwise.tanh(y[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    Scratch.read(x, xOffset, stride, rows, columns, y);
    for (int i = 0; i < rows * columns; i++) {
      y[i] = Pointwise.sigmoid(y[i]);
    }
  }

  @Override
  public void exp(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    Scratch.read(x, xOffset, stride, rows, columns, y);
    for (int i = 0; i < rows * columns; i++) {
      y[i] = Pointwise.exp(y[i]);
    }
  }

  @Override
  public void choose(Comparison comparison, float[] x, float[] y, float[] yes, float[] no, int count, float[] z) {
    switch (comparison) {
      case LESS -> {
        for (int i = 0; i < count; i++) {
          z[i] = x[i] < y[i] ? yes[i] : no[i];
        }
      }
      case LESS_OR_EQUAL -> {
        for (int i = 0; i < count; i++) {
          z[i] = x[i] <= y[i] ? yes[i] : no[i];
        }
      }
      case EQUAL -> {
        for (int i = 0; i < count; i++) {
          z[i] = x[i] == y[i] ? yes[i] : no[i];
        }
      }
    }
  }

  @Override
  public void addRows(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns) {
    Bounds.requireMatrix("x", x, xOffset, stride, rows, columns);
    Bounds.requireRange("y", y, yOffset, columns);
    float[][] scratch = Scratch.arrays(2);
    for (int c = 0; c < columns; c += Scratch.WIDTH) {
      int width = Math.min(Scratch.WIDTH, columns - c);
      System.arraycopy(y, yOffset + c, scratch[0], 0, width);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xOffset + r * stride + c, scratch[1], 0, width);
        add(scratch[1], scratch[0], width);
      }
      System.arraycopy(scratch[0], 0, y, yOffset + c, width);
    }
  }

  private static void add(float[] x, float[] sums, int width) {
    for (int i = 0; i < width; i++) {
      sums[i] += x[i];
    }
  }

  @Override
  public float sum(float[] x, int offset, int length) {
    Bounds.requireRange("x", x, offset, length);
    float a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0;
    float b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0;
    int i = offset;
    int end = offset + length;
    for (; i <= end - 16; i += 16) {
      a0 += x[i];
      a1 += x[i + 1];
      a2 += x[i + 2];
      a3 += x[i + 3];
      a4 += x[i + 4];
      a5 += x[i + 5];
      a6 += x[i + 6];
      a7 += x[i + 7];
      b0 += x[i + 8];
      b1 += x[i + 9];
      b2 += x[i + 10];
      b3 += x[i + 11];
      b4 += x[i + 12];
      b5 += x[i + 13];
      b6 += x[i + 14];
      b7 += x[i + 15];
    }
    float even = ((a0 + b0) + (a4 + b4)) + ((a2 + b2) + (a6 + b6));
    float odd = ((a1 + b1) + (a5 + b5)) + ((a3 + b3) + (a7 + b7));
    float rest = 0;
    for (; i < end; i++) {
      rest += x[i];
    }
    return even + odd + rest;
  }

  @Override
  public float max(float[] x, int offset, int length) {
    return Vectors.max(x, offset, length);
  }
}
