package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;

/** Common ways to read a view inside a row loop. */
final class Loads {

  private Loads() {}

  /** The element at the loop's own coordinates. */
  static Scalar same(View view) {
    return new Scalar.Load(view, new Scalar.Row.Same(), coordinates(view.dims().size(), 0));
  }

  /** The element at the loop's own coordinates, in another row. */
  static Scalar at(View view, Scalar.Row row) {
    return new Scalar.Load(view, row, coordinates(view.dims().size(), 0));
  }

  /** The loop's coordinates from an axis on. */
  static List<Scalar.Coordinate> coordinates(int count, int first) {
    List<Scalar.Coordinate> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Scalar.Coordinate.Loop(first + i));
    }
    return all;
  }
}
