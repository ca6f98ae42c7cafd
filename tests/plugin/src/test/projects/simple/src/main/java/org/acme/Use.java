package org.acme;

import org.seqlang.model.Seed;

/** Compiles only if the generated class is there. */
public final class Use {

  private Use() {}

  static Scorer scorer() {
    return Scorer.create(Scorer.sizes(4).classes(2), new Seed(1));
  }
}
