package org.seqlang.kernel;

/** Functions as loops over one array at one index, which the JVM's compiler vectorises. */
final class PlainFunctions implements Functions {

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int length) {
    copy(x, xOffset, y, yOffset, length);
    for (int i = yOffset; i < yOffset + length; i++) {
      y[i] = Pointwise.tanh(y[i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length) {
    copy(x, xOffset, y, yOffset, length);
    for (int i = yOffset; i < yOffset + length; i++) {
      y[i] = Pointwise.sigmoid(y[i]);
    }
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
    copy(x, xOffset, y, yOffset, length);
    for (int i = yOffset; i < yOffset + length; i++) {
      y[i] = Pointwise.exp(y[i]);
    }
  }

  private static void copy(float[] x, int xOffset, float[] y, int yOffset, int length) {
    Bounds.requireRange("x", x, xOffset, length);
    Bounds.requireRange("y", y, yOffset, length);
    if (x != y || xOffset != yOffset) {
      System.arraycopy(x, xOffset, y, yOffset, length);
    }
  }
}
