package org.seqlang.kernel;

import java.util.stream.Stream;

/** The matrix kernels that a test should run. */
final class Implementations {

  private Implementations() {}

  static Stream<Matrices> all() {
    return Stream.of(new PlainMatrices(), new VectorMatrices());
  }
}
