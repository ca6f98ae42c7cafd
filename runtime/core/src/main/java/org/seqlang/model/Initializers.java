package org.seqlang.model;

import java.util.Arrays;

/**
 * First values of parameters. Each element is a pure function of the seed and its place, so the values depend neither
 * on the order in which parameters are made nor on threads; only {@link #orthogonal} looks at the whole matrix.
 *
 * <p>Matrices are row-major with the outputs as rows and the inputs as columns, as in PyTorch: {@code rows} is the fan
 * out, {@code columns} the fan in.
 */
public final class Initializers {

  private Initializers() {}

  public static void zeros(float[] values) {
    constant(values, 0);
  }

  public static void ones(float[] values) {
    constant(values, 1);
  }

  public static void constant(float[] values, double value) {
    Arrays.fill(values, (float) value);
  }

  /** Uniform in [low, high). */
  public static void uniform(float[] values, double low, double high, long seed) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * unit(seed, i));
    }
  }

  /** Normal with mean 0. */
  public static void normal(float[] values, double deviation, long seed) {
    normal(values, 0, deviation, seed);
  }

  /** Normal with this mean and standard deviation. */
  public static void normal(float[] values, double mean, double deviation, long seed) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * gaussian(seed, i));
    }
  }

  /** Uniform in ±gain*sqrt(6 / (rows + columns)) (Glorot and Bengio 2010). */
  public static void xavierUniform(float[] values, int rows, int columns, double gain, long seed) {
    requireMatrix(values, rows, columns);
    double bound = gain * Math.sqrt(6.0 / ((double) rows + columns));
    uniform(values, -bound, bound, seed);
  }

  /** Normal with standard deviation gain*sqrt(2 / (rows + columns)) (Glorot and Bengio 2010). */
  public static void xavierNormal(float[] values, int rows, int columns, double gain, long seed) {
    requireMatrix(values, rows, columns);
    normal(values, gain * Math.sqrt(2.0 / ((double) rows + columns)), seed);
  }

  /** Uniform in ±gain*sqrt(3 / columns) (He et al. 2015); the gain of layers that feed a relu is sqrt(2). */
  public static void kaimingUniform(float[] values, int rows, int columns, double gain, long seed) {
    requireMatrix(values, rows, columns);
    double bound = gain * Math.sqrt(3.0 / columns);
    uniform(values, -bound, bound, seed);
  }

  /** Uniform in ±gain*sqrt(3 / rows): by the fan out. */
  public static void kaimingUniformOut(float[] values, int rows, int columns, double gain, long seed) {
    kaimingUniform(values, columns, rows, gain, seed);
  }

  /** Normal with standard deviation gain/sqrt(columns) (He et al. 2015); the gain of layers that feed a relu is sqrt(2). */
  public static void kaimingNormal(float[] values, int rows, int columns, double gain, long seed) {
    requireMatrix(values, rows, columns);
    normal(values, gain / Math.sqrt(columns), seed);
  }

  /** Normal with standard deviation gain/sqrt(rows): by the fan out. */
  public static void kaimingNormalOut(float[] values, int rows, int columns, double gain, long seed) {
    kaimingNormal(values, columns, rows, gain, seed);
  }

  /**
   * Adds a number to each of as many equal blocks, one after the other: a constant for each gate.
   *
   * @throws IllegalArgumentException if the values are not that many equal blocks
   */
  public static void addToBlocks(float[] values, double... numbers) {
    if (numbers.length == 0 || values.length % numbers.length != 0) {
      throw new IllegalArgumentException(values.length + " values are not " + numbers.length + " equal blocks");
    }
    int block = values.length / numbers.length;
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) numbers[i / block];
    }
  }

  /**
   * A random matrix whose rows (or columns, where there are fewer of them) are orthogonal and of length {@code gain}
   * (Saxe, McClelland and Ganguli 2014): a normal matrix, made orthogonal by Gram and Schmidt, twice for accuracy.
   */
  public static void orthogonal(float[] values, int rows, int columns, double gain, long seed) {
    requireMatrix(values, rows, columns);
    boolean wide = rows <= columns;
    double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int v = 0; v < vectors.length; v++) {
      for (int i = 0; i < vectors[v].length; i++) {
        vectors[v][i] = gaussian(seed, (long) v * vectors[v].length + i);
      }
      for (int round = 0; round < 2; round++) {
        for (int before = 0; before < v; before++) {
          subtractProjection(vectors[v], vectors[before]);
        }
      }
      double scale = 1 / Math.sqrt(dot(vectors[v], vectors[v]));
      for (int i = 0; i < vectors[v].length; i++) {
        vectors[v][i] *= scale;
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = (float) (gain * (wide ? vectors[row][column] : vectors[column][row]));
      }
    }
  }

  /** Sets one row of a matrix to zero: the embedding of padding. */
  public static void zeroRow(float[] values, int row, int columns) {
    Arrays.fill(values, row * columns, (row + 1) * columns, 0f);
  }

  private static void subtractProjection(double[] vector, double[] direction) {
    double along = dot(vector, direction);
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= along * direction[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  private static double unit(long seed, long element) {
    return (new Seed(seed).derive(element) >>> 11) * 0x1p-53;
  }

  /** A standard normal number by Box and Muller, from two independent uniform ones. */
  private static double gaussian(long seed, long element) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(seed, 2 * element)));
    return radius * StrictMath.cos(2 * Math.PI * unit(seed, 2 * element + 1));
  }

  private static void requireMatrix(float[] values, int rows, int columns) {
    if (values.length != (long) rows * columns) {
      throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns + " columns does not have "
          + values.length + " elements");
    }
  }
}
