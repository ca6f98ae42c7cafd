package org.seqlang.compiler.check;

import java.util.HashSet;
import java.util.Set;
import org.seqlang.diagnostic.Span;

/** Which declared names were used; a name is known by where it is declared. */
final class Usage {

  private final Set<Span> used = new HashSet<>();

  void use(Span declared) {
    used.add(declared);
  }

  boolean isUsed(Span declared) {
    return used.contains(declared);
  }
}
