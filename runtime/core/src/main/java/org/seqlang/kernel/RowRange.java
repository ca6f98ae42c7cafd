package org.seqlang.kernel;

/**
 * Work on the rows {@code from} to {@code to - 1}. Called from several threads at once, with ranges that do not
 * overlap.
 */
@FunctionalInterface
public interface RowRange {

  /** Works on the rows {@code from} (inclusive) to {@code to} (exclusive). */
  void run(int from, int to);
}
