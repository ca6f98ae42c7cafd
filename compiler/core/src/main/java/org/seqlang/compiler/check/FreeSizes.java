package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/**
 * Sizes that come with the arguments of a function or with the inputs of a layer. One with a capital letter is the
 * length of a sequence; others are allowed outside models only, and stand for any size.
 */
final class FreeSizes {

  private final boolean anySize;
  private final Map<String, Symbol> known = new LinkedHashMap<>();
  private final Map<String, Span> declared = new LinkedHashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private final Set<String> asLengths;

  private FreeSizes(boolean anySize, Set<String> asLengths) {
    this.anySize = anySize;
    this.asLengths = asLengths;
  }

  /** Of a function of a model, or of a cell: lengths only. */
  static FreeSizes lengths() {
    return new FreeSizes(false, Set.of());
  }

  /**
   * Of a layer or of a function at the top of a file.
   *
   * @param asLengths those in lower case that are lengths all the same, in a use of the function for sequences
   */
  static FreeSizes any(Set<String> asLengths) {
    return new FreeSizes(true, asLengths);
  }

  static boolean isLength(String name) {
    return Character.isUpperCase(name.codePointAt(0));
  }

  Optional<Symbol> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  Optional<Span> declared(String name) {
    return Optional.ofNullable(declared.get(name));
  }

  /** The symbol for a name in the type of an argument; empty if the name may not stand for one. */
  Optional<Symbol> declare(Name name) {
    String text = name.text();
    if (!known.containsKey(text)) {
      if (isLength(text) || asLengths.contains(text)) {
        known.put(text, Symbol.ragged(text));
      } else if (anySize) {
        known.put(text, Symbol.hyper(text));
      } else {
        return Optional.empty();
      }
      declared.put(text, name.span());
    }
    return find(text);
  }

  /** Notes a name that is no size, which was reported. */
  void addBroken(String name) {
    broken.add(name);
  }

  boolean isBroken(String name) {
    return broken.contains(name);
  }

  Set<String> names() {
    return known.keySet();
  }

  Set<Symbol> symbols() {
    return new LinkedHashSet<>(known.values());
  }
}
