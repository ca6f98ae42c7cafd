package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;

/** How dimensions of two operands come together. */
final class Shapes {

  private Shapes() {}

  /** Equal dimensions, or those of which the other's are the last ones; a scalar goes with everything. */
  static Optional<List<Size>> join(List<Size> a, List<Size> b) {
    if (endsWith(a, b)) {
      return Optional.of(a);
    }
    return endsWith(b, a) ? Optional.of(b) : Optional.empty();
  }

  static boolean endsWith(List<Size> dims, List<Size> end) {
    int extra = dims.size() - end.size();
    return extra >= 0 && dims.subList(extra, dims.size()).equals(end);
  }

  static Typed spread(Typed operand, Type type) {
    return operand.type().dims().equals(type.dims()) ? operand : new Typed.Spread(operand, type, operand.span());
  }

  /** The last dimension's axis; -1 for a scalar. */
  static int lastAxis(Typed operand) {
    return operand.type().rank() - 1;
  }

  static Type withLast(Type type, Size size) {
    List<Size> dims = new ArrayList<>(type.dims());
    dims.set(dims.size() - 1, size);
    return type.withDims(dims);
  }
}
