package org.seqlang.tensor;

/** The order of the two leading dimensions of a padded batch, where somebody else's data has one. */
public enum Layout {
  /** {@code [examples, steps, columns]}. */
  BATCH_FIRST,
  /** {@code [steps, examples, columns]}. */
  TIME_FIRST
}
