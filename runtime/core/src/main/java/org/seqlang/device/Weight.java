package org.seqlang.device;

/** A learned array, as a device sees it. */
public interface Weight {

  /** The values, here and there. */
  Mirror mirror();

  /** The gradient, to which backward passes add, here and there. */
  Mirror gradientMirror();

  /** Counts the changes of the values. */
  int version();

  /** The number of elements. */
  int size();
}
