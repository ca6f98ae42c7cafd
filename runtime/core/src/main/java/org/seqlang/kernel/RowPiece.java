package org.seqlang.kernel;

/** A small loop over some rows in arrays of {@link Scratch}, with numbers that each row has one of. */
@FunctionalInterface
public interface RowPiece {

  /** Works on the first {@code rows * columns} elements of some of the arrays, row by row. */
  void run(float[][] scratch, int rows, int columns);
}
