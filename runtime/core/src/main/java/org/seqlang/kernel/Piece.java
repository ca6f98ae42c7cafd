package org.seqlang.kernel;

/** A small loop over arrays of {@link Scratch}, which the JVM's compiler compiles by itself. */
@FunctionalInterface
public interface Piece {

  /** Works on the first {@code count} elements of some of the arrays. */
  void run(float[][] scratch, int count);
}
