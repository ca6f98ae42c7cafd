package org.seqlang.kernel;

/**
 * Work on whole stretches of arrays. Scalar functions: {@code y[yOffset + i] = f(x[xOffset + i])} for i below {@code length}. The
 * bits are those of {@link Pointwise}. The stretches may be one and the same; they must not overlap otherwise. A stretch
 * that leaves its array raises {@link IndexOutOfBoundsException}.
 */
public interface Functions {

  /** {@link Pointwise#tanh}. */
  void tanh(float[] x, int xOffset, float[] y, int yOffset, int length);

  /** {@link Pointwise#sigmoid}. */
  void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int length);

  /** {@link Pointwise#exp}. */
  void exp(float[] x, int xOffset, float[] y, int yOffset, int length);

  /**
   * Adds rows of a matrix, the first one first: {@code y[yOffset + c] += x[xOffset + r * stride + c]} for each of the
   * columns. The stretch of y must not overlap x.
   */
  void addRows(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns);
}
