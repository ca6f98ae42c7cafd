package org.seqlang.kernel;

/** Functions of which each is computed in plain Java first, and then on the Vector API: the bits are the same. */
final class EarlyFunctions implements Functions {
  /** Multiplications and additions of a costly function of a number, about. */
  private static final long COSTLY = 20;

  private final Functions plain = new PlainFunctions();
  private final PlainFirst tanh;
  private final PlainFirst sigmoid;
  private final PlainFirst exp;
  private final PlainFirst choose;
  private final PlainFirst addRows;
  private final PlainFirst sum;
  private final PlainFirst max;

  /** Made when first used: its constants take ten milliseconds. */
  private static final class Later {
    static final Functions VECTORS = new VectorFunctions();
  }

  /** Functions of which each is plain for so much work, as {@link PlainFirst} says. */
  EarlyFunctions(long work) {
    tanh = new PlainFirst(work);
    sigmoid = new PlainFirst(work);
    exp = new PlainFirst(work);
    choose = new PlainFirst(work);
    addRows = new PlainFirst(work);
    sum = new PlainFirst(work);
    max = new PlainFirst(work);
  }

  private Functions of(PlainFirst function, long work) {
    return function.isOver(work) ? Later.VECTORS : plain;
  }

  @Override
  public void tanh(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    of(tanh, COSTLY * rows * columns).tanh(x, xOffset, stride, rows, columns, y);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    of(sigmoid, COSTLY * rows * columns).sigmoid(x, xOffset, stride, rows, columns, y);
  }

  @Override
  public void exp(float[] x, int xOffset, int stride, int rows, int columns, float[] y) {
    of(exp, COSTLY * rows * columns).exp(x, xOffset, stride, rows, columns, y);
  }

  @Override
  public void choose(Comparison comparison, float[] x, float[] y, float[] yes, float[] no, int count, float[] z) {
    of(choose, count).choose(comparison, x, y, yes, no, count, z);
  }

  @Override
  public void addRows(float[] x, int xOffset, int stride, int rows, float[] y, int yOffset, int columns) {
    of(addRows, (long) rows * columns).addRows(x, xOffset, stride, rows, y, yOffset, columns);
  }

  @Override
  public float sum(float[] x, int offset, int length) {
    return of(sum, length).sum(x, offset, length);
  }

  @Override
  public float max(float[] x, int offset, int length) {
    return of(max, length).max(x, offset, length);
  }
}
