package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.diagnostic.Suggestions;
import org.seqlang.syntax.Name;

/** Errors about names: codes SEQ02xx. */
final class NameErrors {

  private NameErrors() {}

  private static Diagnostic suggest(Diagnostic diagnostic, String wrong, Collection<String> known) {
    return Suggestions.closest(wrong, known).map(name -> diagnostic.help("did you mean `" + name + "`?"))
        .orElse(diagnostic);
  }

  /** The names, if there are few enough to read. */
  private static Diagnostic suggestOrList(Diagnostic diagnostic, String wrong, Collection<String> known) {
    boolean near = Suggestions.closest(wrong, known).isPresent();
    return near || known.isEmpty() || known.size() > 12
        ? suggest(diagnostic, wrong, known) : diagnostic.help("there are: " + String.join(", ", known));
  }

  static Diagnostic unknownName(Name name, Set<String> known) {
    return suggest(error("SEQ0201", "nothing here is called `" + name + "`", name.span(), ""), name.text(), known);
  }

  static Diagnostic unknownFunction(Name name, Set<String> known, Optional<String> elsewhere) {
    return elsewhere(error("SEQ0202", "there is no function `" + name + "`", name.span(), ""), name, known, elsewhere);
  }

  static Diagnostic unknownLayer(Name name, Set<String> known, Optional<String> elsewhere) {
    return elsewhere(
        error("SEQ0203", "there is no cell or layer `" + name + "`", name.span(), ""), name, known, elsewhere);
  }

  private static Diagnostic elsewhere(
      Diagnostic diagnostic, Name name, Set<String> known, Optional<String> elsewhere) {
    return elsewhere.map(where -> diagnostic.help("import " + where + "." + name))
        .orElseGet(() -> suggest(diagnostic, name.text(), known));
  }

  static Diagnostic unknownPackage(String name, Span span, Set<String> known) {
    return suggestOrList(error("SEQ0204", "there is no package " + name, span, ""), name, known);
  }

  static Diagnostic notInPackage(Name name, String packageName, Set<String> known) {
    return suggest(error("SEQ0205", "nothing in " + packageName + " is called `" + name + "`", name.span(), ""),
        name.text(), known);
  }

  static Diagnostic ambiguous(Name name, List<String> packages) {
    String both = String.join(" and in ", packages);
    return error("SEQ0206", "`" + name + "` is in " + both, name.span(), "which one?")
        .help("import " + packages.get(0) + "." + name);
  }

  static Diagnostic declaredTwice(Name name, Span first) {
    return error("SEQ0207", "`" + name + "` is declared twice", name.span(), "again here").and(first, "first here");
  }

  static Diagnostic unknownArgument(Name name, String function, List<String> known) {
    return suggestOrList(error("SEQ0219", "`" + function + "` has no argument `" + name + "`", name.span(), ""),
        name.text(), known);
  }

  static Diagnostic givenTwice(Name name) {
    return error("SEQ0208", "`" + name + "` is given twice", name.span(), "");
  }

  static Diagnostic builtIn(Name name) {
    return error("SEQ0209", "`" + name + "` is built in", name.span(), "a function of one's own needs another name");
  }

  static Diagnostic reserved(Name name) {
    String why = name.text().equals("t") ? "`t` is the step in every cell" : "every cell has its own `" + name + "`";
    return error("SEQ0210", "nothing can be called `" + name + "`", name.span(), why);
  }

  static Diagnostic unknownSize(Name name, List<String> known, boolean ofArgument) {
    Diagnostic diagnostic = error("SEQ0211", "no size is called `" + name + "`", name.span(), "");
    boolean near = Suggestions.closest(name.text(), known).isPresent();
    return ofArgument && !near
        ? diagnostic.help("the length of a sequence has a capital letter: " + capital(name.text()))
        : suggestOrList(diagnostic, name.text(), known);
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  static Diagnostic unknownHyper(Name name, List<String> known) {
    return suggestOrList(error("SEQ0212", "no hyper-parameter is called `" + name + "`", name.span(),
        "only hyper-parameters are known when a model is created"), name.text(), known);
  }

  static Diagnostic unknownHyperOf(Name name, CheckedLayer layer) {
    List<String> known = new ArrayList<>(layer.hyperParameters().stream().map(HyperParameter::name).toList());
    if (layer.isCell()) {
      known.addAll(ModifierChecker.NAMES);
    }
    return suggestOrList(error("SEQ0213", "`" + layer.name() + "` has no hyper-parameter `" + name + "`", name.span(),
        ""),
        name.text(), known);
  }

  static Diagnostic unknownMember(Name name, Typed target, List<String> known) {
    return suggestOrList(error("SEQ0214", "this value has no `" + name + "`", name.span(),
        "of " + target.type()), name.text(), known);
  }

  static Diagnostic unknownState(Name name, Part part) {
    List<String> states = part.layer().states().stream().map(CheckedLayer.State::name).toList();
    String what = part.layer().isCell() ? "no state `" : "no states, so no `";
    return suggestOrList(
        error("SEQ0215", "`" + part.name() + "` has " + what + name + "`", name.span(), ""), name.text(), states);
  }

  static Diagnostic unknownInitializer(Name name, List<String> known) {
    return suggestOrList(error("SEQ0216", "there is no initialiser `" + name + "`", name.span(), ""), name.text(),
        known);
  }

  static Diagnostic notConstants(Span span) {
    return error("SEQ0453", "what is added to the rows is a list of constants", span, "")
        .help("plus = constants(0, 1, 0, 0)");
  }

  static Diagnostic unknownMode(Span span) {
    return error("SEQ0454", "the mode is fan_in or fan_out", span, "");
  }

  static Diagnostic notAnInitializer(Span span) {
    return error("SEQ0217", "this is no initialiser", span, "")
        .help("there are: " + String.join(", ", InitializerChecker.names()));
  }

  static Diagnostic unknownInitializerArgument(Name name, Name initializer) {
    return error("SEQ0218", "`" + initializer + "` takes no `" + name + "`", name.span(), "")
        .help("the only name is zero_row: the row of a table that starts as zero");
  }
}
