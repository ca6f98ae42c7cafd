package org.seqlang.kernel;

import java.util.stream.Stream;

/** The matrix kernels that a test should run: those on the Vector API are never chosen without fused multiply-add. */
final class Implementations {

  private Implementations() {}

  static Stream<Matrices> all() {
    if (!Fused.IN_HARDWARE) {
      return Stream.of(new PlainMatrices());
    }
    return Stream.of(new PlainMatrices(), new VectorMatrices());
  }
}
