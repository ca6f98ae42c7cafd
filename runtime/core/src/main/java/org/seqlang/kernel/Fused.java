package org.seqlang.kernel;

/**
 * Fused multiply-add where the processor has it. Without (x86 before 2013, some virtual machines) {@link Math#fma}
 * computes in decimal arithmetic and takes microseconds, so the product is rounded then: results differ in the last
 * bits from machine to machine, never on one machine.
 */
final class Fused {
  private static final int CALLS = 20;
  private static final int BATCHES = 5;
  /** Between the two: an instruction takes up to 60 ns a call in the interpreter, decimal arithmetic 1200 and more. */
  private static final long SLOW_NANOS = 500;

  /** Whether the processor fuses; the JVM's compiler takes it for a constant. */
  static final boolean IN_HARDWARE = isFast();

  private Fused() {}

  /** a · b + c, with one rounding if the hardware can. */
  static float multiplyAdd(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean isFast() {
    float x = 0.5f;
    for (int batch = 0; batch < BATCHES; batch++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        x = Math.fma(x, 0.75f, 0.3f);
      }
      if (System.nanoTime() - start < CALLS * SLOW_NANOS) {
        return x > 0;
      }
    }
    return false;
  }
}
