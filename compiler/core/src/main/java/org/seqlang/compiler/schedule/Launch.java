package org.seqlang.compiler.schedule;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.diagnostic.Span;

/** One piece of work over the rows of a space. Rows are independent of each other unless a launch says otherwise. */
public sealed interface Launch {

  /** The model's text that it comes from. */
  Span origin();

  /** The rows that it runs over. */
  Space space();

  /** For each row, for each element of {@code dims}: the statements. */
  record RowLoop(Space space, List<Size> dims, List<Statement> statements, Span origin) implements Launch {
    public RowLoop {
      dims = List.copyOf(dims);
      statements = List.copyOf(statements);
    }
  }

  /** How a reduction combines. */
  enum Combine { SUM, MAX, ARGMAX }

  /**
   * For each row: {@code result = reduce(operand over axis)}.
   *
   * @param axis of the operand's view; or absent to reduce over the steps of each example (the operand is in that space)
   * @param time the steps, where {@code axis} is absent
   */
  record Reduction(
      Space space, Combine combine, View operand, Optional<Integer> axis, Optional<Symbol> time, View result, Span origin)
      implements Launch {}

  /**
   * {@code result[r, n] = operand[r, k] · weight}: the weight is a shared matrix {@code [n, k]}, or {@code [k, n]} where not
   * transposed.
   *
   * @param init what the sums begin with, a row for each row of the result, or one for all; zero where there is nothing
   */
  record MatrixProduct(
      Space space, View operand, View weight, boolean transposed, Optional<View> init, View result, Span origin)
      implements Launch {}

  /** {@code result[m, n] += sum over rows of left[r, m] * right[r, n]}: crosses rows, into shared memory. */
  record OuterSum(Space space, View left, View right, View result, boolean accumulate, Span origin) implements Launch {}

  /** {@code result[c] += sum over rows of operand[r, c]}: crosses rows, into shared memory. */
  record ColumnSum(Space space, View operand, View result, boolean accumulate, Span origin) implements Launch {}

  /**
   * {@code result[index[r]] += operand[r]}, except for the padding index. Into shared memory it crosses rows; else each row of
   * {@code result}'s space is an example of its own.
   *
   * @param zero whether the result is cleared first
   */
  record ScatterAdd(
      Space space, View index, View operand, Optional<Size> padding, View result, boolean zero, Span origin)
      implements Launch {}

  /**
   * Any other product: for each row and each element of the result, the sum over {@code summed} of left times right.
   *
   * @param labels of the result, one a dimension
   * @param summed labels and sizes that are added up
   * @param time where the sum also runs over the steps of the row's example
   */
  record Contraction(
      Space space, View left, String leftLabels, View right, String rightLabels, View result, String labels,
      List<Summed> summed, Optional<Symbol> time, Span origin) implements Launch {
    public Contraction {
      summed = List.copyOf(summed);
    }
  }

  /** A label that a contraction adds up. */
  record Summed(char label, Size size) {}

  /**
   * For each example, for each element on its own: {@code s[t] = a[t] s[t-1] + b[t]}. The factors may be one row for all steps;
   * {@code space} is the positions of that time.
   *
   * @param transposed {@code s[t] = a[t-1] s[t-1] + b[t]}, begun with {@code s[0] = initial + b[0]}
   * @param initial the states before the first step, in the order of positions
   */
  record LinearScan(
      Symbol time, boolean reverse, boolean transposed, View a, View b, View initial, View result, Span origin) implements Launch {
    @Override
    public Space space() {
      return Space.positions(time);
    }
  }

  /** The launches of the body for each step, in time's order; {@code space} is the positions of that time. */
  record TimeLoop(Symbol time, boolean reverse, List<Launch> body, Span origin) implements Launch {
    public TimeLoop {
      body = List.copyOf(body);
    }

    @Override
    public Space space() {
      return Space.positions(time);
    }
  }
}
