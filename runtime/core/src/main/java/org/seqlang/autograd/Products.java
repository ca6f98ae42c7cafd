package org.seqlang.autograd;

import org.seqlang.kernel.Kernels;
import org.seqlang.kernel.PackedMatrix;
import org.seqlang.kernel.ParallelMatrices;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** Products of matrices. */
final class Products {

  private Products() {}

  /** C = A·B, with dA = dC·Bᵀ and dB = Aᵀ·dC. */
  static Variable matmul(Variable a, Variable b) {
    requireMatrix(a.shape());
    requireMatrix(b.shape());
    int n = a.shape().size(0);
    int k = a.shape().size(1);
    int m = b.shape().size(1);
    if (b.shape().size(0) != k) {
      throw new IllegalArgumentException("the matrices " + a.shape() + " and " + b.shape() + " have no product: the"
          + " first has " + k + " columns and the second " + b.shape().size(0) + " rows");
    }
    Tensor output = Tensor.zeros(n, m);
    ParallelMatrices.multiply(a.value().values(), 0, k, n, packed(b, false), output.values(), 0, m, false);
    return a.tape().operation(output, gradient -> {
      float[] g = gradient.values();
      if (a.needsGradient()) {
        ParallelMatrices.multiply(g, 0, m, n, packed(b, true), a.gradient().values(), 0, k, true);
      }
      if (b.needsGradient()) {
        ParallelMatrices.multiplyTransposed(
            a.value().values(), 0, k, g, 0, m, n, k, m, b.gradient().values(), 0, m, true);
      }
    }, a, b);
  }

  static Variable transpose(Variable x) {
    requireMatrix(x.shape());
    int rows = x.shape().size(0);
    int columns = x.shape().size(1);
    Tensor output = Tensor.zeros(columns, rows);
    addTransposed(x.value().values(), rows, columns, output.values());
    return x.tape().operation(output,
        gradient -> addTransposed(gradient.values(), columns, rows, x.gradient().values()), x);
  }

  private static void addTransposed(float[] from, int rows, int columns, float[] to) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[column * rows + row] += from[row * columns + column];
      }
    }
  }

  private static PackedMatrix packed(Variable matrix, boolean transposed) {
    int rows = matrix.shape().size(0);
    int columns = matrix.shape().size(1);
    PackedMatrix packed = Kernels.matrices().packed();
    Kernels.matrices().pack(matrix.value().values(), 0, columns, transposed,
        transposed ? columns : rows, transposed ? rows : columns, packed);
    return packed;
  }

  private static void requireMatrix(Shape shape) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException("a matrix has two dimensions, but the shape is " + shape + ": reshape it"
          + " first");
    }
  }
}
