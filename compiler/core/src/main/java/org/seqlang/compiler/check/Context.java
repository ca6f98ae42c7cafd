package org.seqlang.compiler.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.Name;

/**
 * What an expression may refer to, beside values: hyper-parameters, sizes, parts, functions, the file's declarations.
 *
 * @param place what the expression belongs to
 */
record Context(
    Session session, FileScope file, Place place, Hypers hypers, FreeSizes free, Parts parts,
        ModelFunctions functions) {

  /** What an expression belongs to. */
  enum Place {
    /** An equation of a cell: there are steps. */
    CELL,
    /** An equation of a layer. */
    LAYER,
    /** The initial value of a state: before all steps. */
    INITIAL,
    /** A function. */
    FUNCTION,
    /** One step of a decoder: a cell is applied to one step. */
    STEP,
    /** What an objective computes: a cell may be carried from chunk to chunk. */
    OBJECTIVE
  }

  /** For what stands outside functions: no parts, no functions. */
  static Context plain(Session session, FileScope file, Hypers hypers) {
    return new Context(session, file, Place.FUNCTION, hypers, FreeSizes.lengths(), new Parts(), ModelFunctions.NONE);
  }

  Context with(Place newPlace) {
    return new Context(session, file, newPlace, hypers, free, parts, functions);
  }

  Context with(FreeSizes newFree) {
    return new Context(session, file, place, hypers, newFree, parts, functions);
  }

  Reporter reporter() {
    return session.reporter();
  }

  Usage usage() {
    return session.usage();
  }

  void report(Diagnostic diagnostic) {
    reporter().report(diagnostic);
  }

  /** A hyper-parameter of a kind, which counts as used from now on. */
  Optional<HyperParameter> hyper(Name name, HyperParameter.Kind kind) {
    Optional<HyperParameter> found = hypers.find(name.text(), kind);
    found.ifPresent(h -> usage().use(h.span()));
    return found;
  }

  /** Names of everything that can be called here. */
  Set<String> callable() {
    Set<String> names = new LinkedHashSet<>(parts.names());
    names.addAll(functions.names());
    names.addAll(file.names());
    hypers.all().stream().filter(h -> h.kind() == HyperParameter.Kind.FUNCTION).forEach(h -> names.add(h.name()));
    names.addAll(Builtin.names());
    return names;
  }

  /** Names of everything that has a value here. */
  Set<String> readable(Collection<String> values) {
    Set<String> names = new LinkedHashSet<>(values);
    names.addAll(hypers.names());
    names.addAll(free.names());
    return names;
  }
}
