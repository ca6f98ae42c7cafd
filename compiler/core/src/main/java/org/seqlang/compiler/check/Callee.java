package org.seqlang.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/**
 * What is called, as far as arguments have to fit it.
 *
 * @param known sizes of its symbols that do not depend on the arguments
 * @param free symbols that the arguments decide
 * @param part the part, where it is one
 */
record Callee(
    String name, Span at, List<Formal> formals, Map<Symbol, Size> known, Set<Symbol> free, Optional<Part> part) {

  /** What an argument has to be. */
  record Formal(String name, Type type, Span declared) {}

  static Callee of(CheckedFunction function, Span at) {
    List<Formal> formals = function.arguments().stream().map(a -> new Formal(a.name(), a.type(), a.span())).toList();
    return new Callee(function.name(), at, formals, Map.of(), function.freeSizes(), Optional.empty());
  }

  static Callee of(Part part, Span at) {
    List<Formal> formals =
        part.layer().inputs().stream().map(i -> new Formal(i.name(), i.type(), i.span())).toList();
    return new Callee(part.name(), at, formals, part.sizes(), part.layer().freeSizes(), Optional.of(part));
  }
}
