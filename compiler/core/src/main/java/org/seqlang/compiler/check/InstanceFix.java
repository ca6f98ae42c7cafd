package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;

/**
 * What to change in {@code output = Linear(hidden, classes)} so that it takes other sizes.
 *
 * @param at the argument that decided the size
 * @param why what it decided
 * @param text the instance with the other size, if a change of one argument is enough
 */
record InstanceFix(Span at, String why, Optional<String> text) {

  /** Empty if no single hyper-parameter is to blame. */
  static Optional<InstanceFix> of(Part part, Type formal, Type expected, Type actual) {
    List<Size> got = actual.dims().subList(actual.rank() - formal.rank(), actual.rank());
    for (int i = 0; i < formal.rank(); i++) {
      if (!expected.dim(i).equals(got.get(i))) {
        Size size = got.get(i);
        return formal.dim(i).symbol().map(Symbol::name)
            .flatMap(hyper -> argument(part, hyper).map(a -> fix(part, hyper, a, size, expected, got)));
      }
    }
    return Optional.empty();
  }

  private static InstanceFix fix(
      Part part, String hyper, Expression.CallArgument argument, Size size, Type expected, List<Size> got) {
    Span value = argument.value().span();
    Span whole = part.instance().span();
    String text = whole.text();
    String changed = text.substring(0, value.start() - whole.start()) + size
        + text.substring(value.end() - whole.start());
    long differing = 0;
    for (int i = 0; i < got.size(); i++) {
      differing += got.get(i).equals(expected.dim(i)) ? 0 : 1;
    }
    boolean enough = differing == 1 && !size.isRagged() && !text.contains("\n");
    return new InstanceFix(argument.span(), "`" + hyper + "` of " + part.layer().name() + " is " + value.text()
        + " here",
        enough ? Optional.of(changed) : Optional.empty());
  }

  /** The argument that gives a hyper-parameter its value; a default has none. */
  private static Optional<Expression.CallArgument> argument(Part part, String hyper) {
    List<String> hypers = part.layer().hyperParameters().stream().map(HyperParameter::name).toList();
    int position = 0;
    for (Expression.CallArgument argument : part.instance().arguments()) {
      String name = argument.name().isPresent() ? argument.name().get().text()
          : position < hypers.size() ? hypers.get(position++) : "";
      if (name.equals(hyper)) {
        return Optional.of(argument);
      }
    }
    return Optional.empty();
  }
}
