package org.seqlang.compiler.check;

import java.util.Optional;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.TypeSyntax;

/** Types of what a model keeps: parameters and states. They are floats, and no size of theirs belongs to an example. */
final class ParameterChecker {

  private final Context context;

  ParameterChecker(Context context) {
    this.context = context;
  }

  /** Empty if there is an error, which is reported. */
  Optional<Type> type(TypeSyntax syntax) {
    Optional<Type> type = new TypeChecker(context.with(FreeSizes.lengths()), false).check(syntax);
    if (type.isPresent() && !type.get().isFloat()) {
      context.report(TypeErrors.notFloats(syntax));
      return Optional.empty();
    }
    return type;
  }
}
