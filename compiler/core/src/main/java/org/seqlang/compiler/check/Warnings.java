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

  static Diagnostic unusedOutput(String name, CheckedLayer cell, Span span) {
    return warning("SEQ0601", "the output `" + name + "` of `" + cell.name() + "` is never used", span,
        "no model asks a cell for its `." + name + "`").help("leave it out of `out`, or ask for it: cell(xs)." + name);
  }

  static Diagnostic unusedState(String name, CheckedLayer cell, Span span) {
    return warning("SEQ0601", "the state `" + name + "` has no part in what `" + cell.name() + "` gives", span,
        "nor does a model ask for its final value").help("leave it out, or use `" + name + "[t-1]` in another equation");
  }

  static Diagnostic unusedValue(Name name) {
    return warning("SEQ0602", "the value `" + name + "` is never used", name.span(), "")
        .help("leave it out, or call it _" + name);
  }

  static Diagnostic unusedImport(String what, Span span) {
    return warning("SEQ0603", "nothing of " + what + " is used", span, "");
  }

  static Diagnostic noFirstValue(Name state, String type) {
    return warning("SEQ0605", "nothing is said of `" + state + "` before the first step", state.span(), "begins at zero")
        .help("state " + state + ": " + type + " = 0");
  }

  /** @param what the operation */
  static Diagnostic noGradient(String what, Span span) {
    return warning("SEQ0606", "no gradient flows through " + what, span, "its derivative is zero")
        .help("where(condition, a, b) passes on the gradient of what it chooses; stop_gradient(…) says that it is meant");
  }

  static Diagnostic nothingReached(CheckedFunction objective) {
    return warning("SEQ0607", "no gradient flows from the objective `" + objective.name() + "` to what is trained",
        objective.span(), "training would change nothing")
        .help("use the scores themselves, not what is chosen by them");
  }

  static Diagnostic nothingToDo(Name model) {
    return warning("SEQ0604", "the model `" + model + "` has neither an objective nor an entry", model.span(),
        "nothing of it can be trained or served");
  }
}
