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
}
