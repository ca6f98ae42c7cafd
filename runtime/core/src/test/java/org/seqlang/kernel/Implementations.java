package org.seqlang.kernel;

import java.util.stream.Stream;

/**
 * The matrix kernels that a test should run, with tiles of vectors from the first call on and with plain ones: those on the Vector API are
 * never chosen without fused multiply-add.
 */
final class Implementations {

  private Implementations() {}

  static Stream<Matrices> all() {
    if (!Fused.IN_HARDWARE) {
      return Stream.of(new PlainMatrices());
    }
    return Stream.of(new PlainMatrices(), new VectorMatrices(PlainFirst.NEVER), new VectorMatrices(PlainFirst.ALWAYS));
  }
}
