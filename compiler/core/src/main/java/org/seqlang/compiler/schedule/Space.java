package org.seqlang.compiler.schedule;

import java.util.Optional;
import org.seqlang.compiler.ir.Symbol;

/**
 * What the rows of a buffer, or the iterations of a launch, stand for.
 *
 * @param time the ragged size of {@code STEPS} and {@code POSITIONS}
 */
public record Space(Kind kind, Optional<Symbol> time) {

  /** What a row is. */
  public enum Kind {
    /** One row, the same for all examples. */
    SHARED,
    /** A row an example, in the caller's order. */
    EXAMPLES,
    /** A row a valid step: step by step, within a step the longest example first. */
    STEPS,
    /** A row an example, the longest first; inside a time loop only the active ones. */
    POSITIONS
  }

  public static final Space SHARED = new Space(Kind.SHARED, Optional.empty());
  public static final Space EXAMPLES = new Space(Kind.EXAMPLES, Optional.empty());

  public static Space steps(Symbol time) {
    return new Space(Kind.STEPS, Optional.of(time));
  }

  public static Space positions(Symbol time) {
    return new Space(Kind.POSITIONS, Optional.of(time));
  }

  public boolean isShared() {
    return kind == Kind.SHARED;
  }

  /** {@code steps T}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + time.map(t -> " " + t.name()).orElse("");
  }
}
