package org.seqlang.compiler.schedule;

import java.util.List;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/** A number inside a row loop, for one row and one element of the loop's dimensions. */
public sealed interface Scalar {

  /** The value of an earlier statement of the same loop. */
  record Local(int id) implements Scalar {
    @Override
    public String toString() {
      return "v" + id;
    }
  }

  record Literal(double value) implements Scalar {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** The value of a size of the model. */
  record SizeValue(Size size) implements Scalar {}

  /** The length of the row's example. */
  record Length(Symbol time) implements Scalar {}

  /** An element of a view: one coordinate for each of its dimensions. */
  record Load(View view, Row row, List<Coordinate> coordinates) implements Scalar {
    public Load {
      coordinates = List.copyOf(coordinates);
    }
  }

  record Apply(ScalarFunction function, List<Scalar> operands) implements Scalar {
    public Apply {
      operands = List.copyOf(operands);
    }
  }

  /** Dropout: 0 or 1/(1-rate), a pure function of seed, site, example, step and element. */
  record Keep(int site, Scalar rate, List<Size> dims) implements Scalar {}

  /** Whether the loop's coordinate on an axis equals a number. */
  record CoordinateIs(int axis, Scalar index) implements Scalar {}

  /** Whether the row's step is the example's first, its last, or a given one. */
  record StepIs(Row step) implements Scalar {}

  /** Which row of a view's buffer a load takes. */
  sealed interface Row {

    /** The row that belongs to the loop's row. */
    record Same() implements Row {}

    /** The first step of the row's example. */
    record First(Symbol time) implements Row {}

    /** The last step of the row's example. */
    record Last(Symbol time) implements Row {}

    /** The step before the row's, or behind it; at the end, the row's own. */
    record Beside(Symbol time, boolean behind) implements Row {}

    /** A step of the row's example. */
    record At(Symbol time, Scalar step) implements Row {}
  }

  /** Where on an axis a load reads. */
  sealed interface Coordinate {

    /** At the loop's own coordinate on this axis. */
    record Loop(int axis) implements Coordinate {}

    /** At a computed place. */
    record Computed(Scalar index) implements Coordinate {}
  }
}
