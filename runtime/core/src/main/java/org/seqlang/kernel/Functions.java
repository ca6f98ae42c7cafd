package org.seqlang.kernel;

/**
 * Work on pieces of matrices. Costly scalar functions: {@code y[r * columns + c] = f(x[xOffset + r * stride + c])}; the bits are
 * those of {@link Pointwise}. The results lie side by side. They may be written where the numbers were read if these lie side by side
 * too, and must not overlap them otherwise. What leaves its array raises {@link IndexOutOfBoundsException}.
 */
public interface Functions {

  /** How two numbers are compared; with NaN nothing holds. */
  enum Comparison { LESS, LESS_OR_EQUAL, EQUAL }

  /** {@link Pointwise#tanh}. */
  void tanh(float[] x, int xOffset, int stride, int rows, int columns, float[] y);

  /** {@link Pointwise#sigmoid}. */
  void sigmoid(float[] x, int xOffset, int stride, int rows, int columns, float[] y);

  /** {@link Pointwise#exp}. */
  void exp(float[] x, int xOffset, int stride, int rows, int columns, float[] y);

  /**
   * {@code z[i] = yes[i]} where {@code x[i] < y[i]}, or as the comparison says, else {@code no[i]}, for the first elements. The result may
   * be one of the operands.
   */
  void choose(Comparison comparison, float[] x, float[] y, float[] yes, float[] no, int count, float[] z);

  /**
   * Adds rows of a matrix, the first one first: {@code y[yOffset + c] += x[xOffset + r * stride + c]} for each of the
   * columns. The stretch of y must not overlap x.
   */
  void addRows(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns);

  /**
   * The sum of a stretch: in sixteen partial sums, the j-th over every sixteenth element from j on, which are added in pairs eight, four,
   * two and one apart; at last the elements behind the last sixteen, one by one. 0 for no elements.
   */
  float sum(float[] x, int offset, int length);

  /** The largest element of a stretch: NaN if one is NaN, -infinity if there is none. */
  float max(float[] x, int offset, int length);
}
