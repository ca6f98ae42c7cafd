package org.seqlang.kernel;

/**
 * Costly scalar functions of whole stretches: {@code y[yOffset + i] = f(x[xOffset + i])} for i below {@code length}. The
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
}
