package org.seqlang.tensor;

/** Numbers that are stored under a name: what a weights file holds, and what is filled from one. */
public interface NamedArray {

  String name();

  /** The sizes of the dimensions; a copy. */
  int[] shape();

  /** The numbers themselves, row-major. */
  float[] values();

  /** Tells that {@link #values()} has been changed from outside. */
  void touched();
}
