package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.warning;

import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/** What is not wrong but looks like a mistake: codes SEQ06xx. */
final class Warnings {

  private Warnings() {}

  /** @param what a word for the kind of thing, such as {@code argument} */
  static Diagnostic unused(String what, String name, Span span) {
    return warning("SEQ0601", "the " + what + " `" + name + "` is never used", span, "");
  }

  static Diagnostic unusedValue(Name name) {
    return warning("SEQ0602", "the value `" + name + "` is never used", name.span(), "")
        .help("leave it out, or call it _" + name);
  }

  static Diagnostic unusedImport(String what, Span span) {
    return warning("SEQ0603", "nothing of " + what + " is used", span, "");
  }

  static Diagnostic nothingToDo(Name model) {
    return warning("SEQ0604", "the model `" + model + "` has neither an objective nor an entry", model.span(),
        "nothing of it can be trained or served");
  }
}
