package org.seqlang.model;

import org.seqlang.kernel.Kernels;
import org.seqlang.kernel.PackedMatrix;

/** A weight in the layout that the matrix kernels want, packed again when the weight has changed. */
public final class PackedWeight {

  private final PackedMatrix matrix = Kernels.matrices().packed();
  private long version = -1;

  /** The packed matrix, as of the last refresh. */
  public PackedMatrix matrix() {
    return matrix;
  }

  /**
   * Packs part of a parameter if it changed since the last time.
   *
   * @param offset where the matrix begins in the parameter's values
   * @param transposed whether the parameter holds {@code [n, k]}, else {@code [k, n]}
   * @param k rows of the packed matrix: what the product sums over
   * @param n columns of the packed matrix
   */
  public void refresh(Parameter parameter, int offset, boolean transposed, int k, int n) {
    int now = parameter.version();
    if (now != version) {
      pack(parameter.values(), offset, transposed, k, n);
      version = now;
    }
  }

  /** Packs an array that is not a parameter. */
  public void pack(float[] values, int offset, boolean transposed, int k, int n) {
    Kernels.matrices().pack(values, offset, transposed ? k : n, transposed, k, n, matrix);
  }
}
