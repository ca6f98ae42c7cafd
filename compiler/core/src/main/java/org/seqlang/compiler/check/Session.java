package org.seqlang.compiler.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.syntax.Declaration;

/** One run: what is shared by all checkers of it. Each declaration is checked once, when it is first asked for. */
final class Session {

  private final Reporter reporter;
  private final Usage usage;
  private final Packages packages;
  private final Map<Declaration, Optional<CheckedLayer>> layers = new IdentityHashMap<>();
  private final Map<Declaration, Optional<CheckedFunction>> functions = new IdentityHashMap<>();
  private final Deque<Declaration> underway = new ArrayDeque<>();

  Session(Reporter reporter, Usage usage, Packages packages) {
    this.reporter = reporter;
    this.usage = usage;
    this.packages = packages;
  }

  /** A session that says nothing to the user, over the same packages and the same use of names. */
  Session quiet() {
    return new Session(new Reporter(List.of()), usage, packages);
  }

  Reporter reporter() {
    return reporter;
  }

  Usage usage() {
    return usage;
  }

  Packages packages() {
    return packages;
  }

  /**
   * A cell or a layer; empty if it has errors that make it unusable, or if it contains itself: all that is reported.
   */
  Optional<CheckedLayer> layer(Declaration declaration, FileScope scope) {
    if (layers.containsKey(declaration)) {
      return layers.get(declaration);
    }
    if (isUnderway(declaration)) {
      return Optional.empty();
    }
    underway.push(declaration);
    Optional<CheckedLayer> checked = new LayerChecker(this, scope, declaration).check();
    underway.pop();
    layers.put(declaration, checked);
    return checked;
  }

  /** A function at the top of a file; empty as for {@link #layer}. */
  Optional<CheckedFunction> function(Declaration.Function declaration, FileScope scope) {
    if (functions.containsKey(declaration)) {
      return functions.get(declaration);
    }
    if (isUnderway(declaration)) {
      return Optional.empty();
    }
    underway.push(declaration);
    Optional<CheckedFunction> checked = FunctionChecker.topLevel(this, scope, declaration, Set.of());
    underway.pop();
    functions.put(declaration, checked);
    return checked;
  }

  /**
   * A function at the top of a file for sequences: some of its free sizes are lengths here. Empty if it does not work
   * so; nothing is reported.
   */
  Optional<CheckedFunction> functionOver(Set<String> asLengths, Declaration.Function declaration, FileScope scope) {
    Session quiet = quiet();
    Optional<CheckedFunction> checked = FunctionChecker.topLevel(quiet, scope, declaration, asLengths);
    return quiet.reporter.hasErrors() ? Optional.empty() : checked;
  }

  private boolean isUnderway(Declaration declaration) {
    if (underway.stream().noneMatch(d -> d == declaration)) {
      return false;
    }
    reporter.report(StructureErrors.containsItself(declaration.name()));
    return true;
  }
}
