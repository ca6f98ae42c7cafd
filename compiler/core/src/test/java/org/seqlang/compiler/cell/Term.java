package org.seqlang.compiler.cell;

import java.util.List;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/**
 * An expression as text, which can stand anywhere an operand can.
 *
 * @param dims of its type, which is of floats
 */
record Term(String text, List<Size> dims) {

  Term {
    dims = List.copyOf(dims);
  }

  int rank() {
    return dims.size();
  }

  Size last() {
    return dims.get(dims.size() - 1);
  }

  /** {@code float[a, 2*b]}. */
  static String type(List<Size> dims) {
    return "float" + list(dims);
  }

  /** {@code [a, 2*b]}. */
  static String list(List<Size> dims) {
    return dims.stream().map(Size::toString).collect(Collectors.joining(", ", "[", "]"));
  }

  /** How many numbers there are where the symbols have the values of the tests. */
  static long count(List<Size> dims) {
    return dims.stream().mapToLong(d -> d.evaluate(Term::value)).reduce(1, (a, b) -> a * b);
  }

  private static long value(Symbol symbol) {
    return CellCase.SIZES.get(symbol);
  }
}
