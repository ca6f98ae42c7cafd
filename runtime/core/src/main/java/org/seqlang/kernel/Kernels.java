package org.seqlang.kernel;

/**
 * The kernels in use, chosen once when the class is loaded: those on the Vector API if its module is in the boot
 * layer, else those in plain Java. One line of {@link System.Logger} says which. Both give the same bits.
 */
public final class Kernels {
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final String OBSTACLE = obstacle();
  private static final Matrices MATRICES = OBSTACLE.isEmpty() ? Vectorised.matrices() : new PlainMatrices();
  private static final Functions FUNCTIONS = OBSTACLE.isEmpty() ? Vectorised.functions() : new PlainFunctions();
  private static final String DESCRIPTION =
      OBSTACLE.isEmpty() ? Vectorised.description() : "plain Java; " + OBSTACLE;

  static {
    System.getLogger("org.seqlang.kernel").log(System.Logger.Level.INFO, "Matrix kernels: {0}", DESCRIPTION);
  }

  private Kernels() {}

  /** What stands in the way of the Vector API, and what to do about it; empty if nothing does. */
  private static String obstacle() {
    String mode = System.getProperty("java.vm.info", "");
    if (mode.contains("emulated-client") || mode.contains("interpreted")) {
      return "remove -XX:TieredStopAtLevel or -Xint, which turn the optimising compiler off, for more speed";
    }
    if (!Fused.IN_HARDWARE) {
      return "the processor lacks fused multiply-add";
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return "add " + FLAG + " for more speed";
    }
    return Vectorised.BITS < 128 ? "the JVM offers no vectors on this processor" : "";
  }

  /** All that mentions the Vector API, apart, so that this class links without it. */
  private static final class Vectorised {
    static final int BITS = VectorTiles.SPECIES.vectorBitSize();

    static Matrices matrices() {
      return new VectorMatrices(PlainFirst.WORTH);
    }

    static Functions functions() {
      return new EarlyFunctions(PlainFirst.WORTH);
    }

    static String description() {
      return "Vector API, " + BITS + " bits";
    }
  }

  /** The matrix kernels in use, the same object each time. */
  public static Matrices matrices() {
    return MATRICES;
  }

  /** The functions of stretches in use, the same object each time. */
  public static Functions functions() {
    return FUNCTIONS;
  }

  /** What is in use, and what would make it faster: {@code Vector API, 512 bits}. */
  public static String description() {
    return DESCRIPTION;
  }
}
