package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/** The names that the members of a layer or a model declare: each once, and none that is taken or reserved. */
final class Members {

  private final Context context;
  private final Map<String, Span> declared = new LinkedHashMap<>();

  Members(Context context) {
    this.context = context;
  }

  /** Notes a name, and reports it if it was there before. */
  void declare(Name name) {
    declare(name, false);
  }

  /** Notes a parameter's name, which may be that of a {@code bool} hyper-parameter: its {@code when}. */
  void declareParameter(Name name) {
    declare(name, true);
  }

  private void declare(Name name, boolean parameter) {
    Optional<HyperParameter> hyper = context.hypers().find(name.text());
    Span first = declared.putIfAbsent(name.text(), name.span());
    if (first != null) {
      context.report(NameErrors.declaredTwice(name, first));
    } else if (hyper.isPresent() && !(parameter && hyper.get().kind() == HyperParameter.Kind.BOOL)) {
      context.report(NameErrors.declaredTwice(name, hyper.get().span()));
    } else if (name.text().equals("t") && context.place() == Context.Place.CELL) {
      context.report(NameErrors.reserved(name));
    }
  }

  /** Notes a name about which enough was said. */
  void note(Name name) {
    declared.putIfAbsent(name.text(), name.span());
  }

  boolean isDeclared(String name) {
    return declared.containsKey(name);
  }

  void warnOfUnused(Name name, String what) {
    if (!context.usage().isUsed(name.span()) && !name.text().startsWith("_")) {
      context.report(Warnings.unused(what, name.text(), name.span()));
    }
  }
}
