package org.seqlang.kernel;

/**
 * Tells when to use a kernel on the Vector API: not for its first work. Until the JVM has compiled a kernel, each of its vectors is an
 * object of a hundred bytes, and plain code with the same bits is faster. Who computes little is done before the compiler is, and who
 * computes much soon comes to the vectors, for which the JVM can know only by calls that they are worth compiling.
 */
final class PlainFirst {
  /** Multiplications and additions, some ten milliseconds of plain code. */
  static final long WORTH = 1 << 24;
  /** Vectors from the first call on. */
  static final long NEVER = 0;
  /** No vectors at all. */
  static final long ALWAYS = Long.MAX_VALUE;

  // Threads may write over each other's, or see an old one: the bits are the same either way.
  private long left;
  private boolean over;

  /** A kernel that is plain for so many multiplications and additions. */
  PlainFirst(long plain) {
    left = plain;
    over = plain == NEVER;
  }

  /** Whether to use vectors for so much work. */
  boolean isOver(long work) {
    return over || spend(work);
  }

  private boolean spend(long work) {
    left -= work;
    over = left < 0;
    return over;
  }
}
