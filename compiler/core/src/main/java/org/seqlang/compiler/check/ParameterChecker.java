package org.seqlang.compiler.check;

import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.TypeSyntax;

/**
 * Types of what a model keeps: parameters, which are floats, and states, which may be indices too. No size of theirs
 * belongs to an example.
 */
final class ParameterChecker {

  private final Context context;

  ParameterChecker(Context context) {
    this.context = context;
  }

  /** Of a parameter. Empty if there is an error, which is reported. */
  Optional<Type> type(TypeSyntax syntax) {
    return type(syntax, false);
  }

  /** Of a state. Empty if there is an error, which is reported. */
  Optional<Type> state(TypeSyntax syntax) {
    return type(syntax, true);
  }

  private Optional<Type> type(TypeSyntax syntax, boolean indices) {
    Optional<Type> type = new TypeChecker(context.with(FreeSizes.lengths()), false).check(syntax);
    boolean wrong = type.isPresent() && !type.get().isFloat()
        && !(indices && type.get().element() instanceof Element.Index);
    if (wrong) {
      context.report(TypeErrors.notFloats(syntax));
      return Optional.empty();
    }
    return type;
  }
}
