package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/**
 * The matrix product {@code a @ b}: over the last dimension of the left side and the first of the right one; of several matrices,
 * {@code float[heads, m, k]}, each with its own vector or matrix on the other side.
 */
final class ProductChecker {

  /** {@code left,right->result}, tried in this order. */
  private static final List<String> FORMS =
      List.of("oi,i->o", "oi,ij->oj", "i,ij->j", "i,i->", "hoi,hi->ho", "hi,hij->hj", "hoi,hij->hoj");

  /** A matrix and a sequence of vectors: the product of every step. */
  private static final String EVERY_STEP = "oi,ti->to";

  private final Context context;

  ProductChecker(Context context) {
    this.context = context;
  }

  Typed check(Typed left, Typed right, Span operator, Span span) {
    Type a = left.type();
    Type b = right.type();
    for (Typed side : List.of(left, right)) {
      if (!side.type().isFloat()) {
        return context.reporter().erroneous(TypeErrors.element("float", side), span);
      }
      if (side.type().rank() == 0 || side.type().rank() > 3) {
        return context.reporter().erroneous(SizeErrors.productOf(side, operator), span);
      }
    }
    for (String form : FORMS) {
      Optional<Typed> product = product(form, left, right, span);
      if (product.isPresent()) {
        return product.get();
      }
    }
    if (a.time().isEmpty() && b.time().isPresent() && b.rank() == 2) {
      Optional<Typed> product = product(EVERY_STEP, left, right, span);
      if (product.isPresent()) {
        return product.get();
      }
    }
    return context.reporter().erroneous(SizeErrors.product(left, right, operator), span);
  }

  private static Optional<Typed> product(String form, Typed left, Typed right, Span span) {
    String[] labels = form.split(",|->", -1);
    if (labels[0].length() != left.type().rank() || labels[1].length() != right.type().rank()) {
      return Optional.empty();
    }
    Map<Character, Size> sizes = new LinkedHashMap<>();
    if (!fill(sizes, labels[0], left.type()) || !fill(sizes, labels[1], right.type())) {
      return Optional.empty();
    }
    List<Size> dims = new ArrayList<>();
    labels[2].chars().forEach(label -> dims.add(sizes.get((char) label)));
    return Optional.of(new Typed.Product(left, right, labels[0], labels[1], labels[2], Type.floats(dims), span));
  }

  private static boolean fill(Map<Character, Size> sizes, String labels, Type type) {
    for (int i = 0; i < labels.length(); i++) {
      Size known = sizes.putIfAbsent(labels.charAt(i), type.dim(i));
      if (known != null && !known.equals(type.dim(i))) {
        return false;
      }
    }
    return true;
  }
}
