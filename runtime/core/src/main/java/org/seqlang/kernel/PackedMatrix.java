package org.seqlang.kernel;

/**
 * A matrix in the order in which its {@link Matrices} multiply by it, usually a weight. Made by {@link
 * Matrices#packed()}, filled by {@link Matrices#pack}; it stays with the implementation that made it.
 */
public sealed interface PackedMatrix permits PackedRows, PackedPanels {

  /** The rows of the matrix, k: the length of the sums of a product. */
  int rows();

  /** The columns of the matrix, n: the columns of a product. */
  int columns();
}
