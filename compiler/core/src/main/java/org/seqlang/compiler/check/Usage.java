package org.seqlang.compiler.check;

import java.util.HashSet;
import java.util.Set;
import org.seqlang.diagnostic.Span;

/** Which declared names were used; a name is known by where it is declared. */
final class Usage {

  private final Set<Span> used = new HashSet<>();
  private final Set<Span> kept = new HashSet<>();

  void use(Span declared) {
    used.add(declared);
  }

  /** Notes a parameter that is not trained. */
  void keep(Span declared) {
    kept.add(declared);
  }

  boolean isKept(Span declared) {
    return kept.contains(declared);
  }

  boolean isUsed(Span declared) {
    return used.contains(declared);
  }
}
