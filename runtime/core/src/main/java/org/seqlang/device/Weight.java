package org.seqlang.device;

/** A learned array, as a device sees it. */
public interface Weight {

  /** The values, on the JVM. */
  float[] values();

  /** The gradient, to which backward passes add. */
  float[] gradient();

  /** Counts the changes of the values. */
  int version();

  /** The number of elements. */
  int size();
}
