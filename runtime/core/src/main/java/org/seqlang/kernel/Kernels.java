package org.seqlang.kernel;

/**
 * The matrix kernels in use, chosen once when the class is loaded: those on the Vector API if its module is in the boot
 * layer, else those in plain Java. One line of {@link System.Logger} says which. Both give the same bits.
 */
public final class Kernels {
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final Matrices MATRICES = vectorsAreThere() ? Vectorised.matrices() : new PlainMatrices();
  private static final String DESCRIPTION = MATRICES instanceof PlainMatrices
      ? "plain Java; add " + FLAG + " for more speed"
      : Vectorised.description();

  static {
    System.getLogger("org.seqlang.kernel").log(System.Logger.Level.INFO, "Matrix kernels: {0}", DESCRIPTION);
  }

  private Kernels() {}

  private static boolean vectorsAreThere() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Vectorised.areFast();
  }

  /** All that mentions the Vector API, apart, so that this class links without it. */
  private static final class Vectorised {
    private static final int BITS = VectorTiles.SPECIES.vectorBitSize();

    /** A JVM without the optimising compiler reports the narrowest vectors, and would run them as objects. */
    static boolean areFast() {
      return BITS >= 128;
    }

    static Matrices matrices() {
      return new VectorMatrices();
    }

    static String description() {
      return "Vector API, " + BITS + " bits";
    }
  }

  /** The matrix kernels in use, the same object each time. */
  public static Matrices matrices() {
    return MATRICES;
  }

  /** What is in use, and what would make it faster: {@code Vector API, 512 bits}. */
  public static String description() {
    return DESCRIPTION;
  }
}
