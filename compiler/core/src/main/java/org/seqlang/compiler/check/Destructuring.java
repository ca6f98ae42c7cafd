package org.seqlang.compiler.check;

import java.util.List;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/** Several names for one value: {@code a, b = split(x, 2)}. */
final class Destructuring {

  private final Context context;

  Destructuring(Context context) {
    this.context = context;
  }

  /** The value, if it has as many parts as there are names; erroneous otherwise. */
  Typed fit(List<Name> names, Typed value, Span span) {
    if (value instanceof Typed.Erroneous) {
      return value;
    }
    int parts = value instanceof Typed.Split split ? split.parts() : 1;
    return parts == names.size() ? value
        : context.reporter().erroneous(StructureErrors.wrongNumberOfNames(names, value, parts, span), span);
  }
}
