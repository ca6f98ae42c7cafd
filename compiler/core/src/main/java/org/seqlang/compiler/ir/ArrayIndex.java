package org.seqlang.compiler.ir;

/** Walks the elements of an array as (outer, at, inner) around one axis. */
public record ArrayIndex(int outer, int extent, int inner) {

  /** Around an axis of a shape. */
  public static ArrayIndex around(int[] shape, int axis) {
    int outer = 1;
    int inner = 1;
    for (int i = 0; i < axis; i++) {
      outer *= shape[i];
    }
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= shape[i];
    }
    return new ArrayIndex(outer, shape[axis], inner);
  }

  /** The position of an element. */
  public int at(int o, int k, int i) {
    return (o * extent + k) * inner + i;
  }
}
