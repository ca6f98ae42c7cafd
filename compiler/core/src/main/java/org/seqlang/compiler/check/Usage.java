package org.seqlang.compiler.check;

import java.util.HashSet;
import java.util.Set;
import org.seqlang.diagnostic.Span;

/** Which declared names were used; a name is known by where it is declared. */
final class Usage {

  private final Set<Span> used = new HashSet<>();
  private final Set<Span> kept = new HashSet<>();
  private final Set<Span> asked = new HashSet<>();
  private final Set<Span> explained = new HashSet<>();

  void use(Span declared) {
    used.add(declared);
  }

  /** Notes that somebody asks a cell for what it gives by this name. */
  void ask(Span declared) {
    asked.add(declared);
  }

  boolean isAsked(Span declared) {
    return asked.contains(declared);
  }

  /** Notes a name whose declaration was found wrong: what follows from that is no further error. */
  void explain(Span declared) {
    explained.add(declared);
  }

  boolean isExplained(Span declared) {
    return explained.contains(declared);
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
