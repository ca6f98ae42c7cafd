package org.seqlang.compiler.schedule;

import java.util.Optional;
import org.seqlang.compiler.ir.Symbol;

/**
 * What the rows of a buffer, or the iterations of a launch, stand for.
 *
 * @param time the ragged size of {@code STEPS}, {@code POSITIONS} and {@code SEGMENTS}
 * @param by the ragged size whose loop {@code SEGMENTS} belong to
 */
public record Space(Kind kind, Optional<Symbol> time, Optional<Symbol> by) {

  /** What a row is. */
  public enum Kind {
    /** One row, the same for all examples. */
    SHARED,
    /** A row an example, in the caller's order. */
    EXAMPLES,
    /** A row a valid step: step by step, within a step the longest example first. */
    STEPS,
    /** A row an example, the longest first; inside a time loop only the active ones. */
    POSITIONS,
    /**
     * A row a valid step, all steps of an example together, the examples in the order of another size's positions: what
     * a time loop over that size looks at whole in each of its steps. The rows of the active examples are a prefix.
     */
    SEGMENTS
  }

  public static final Space SHARED = new Space(Kind.SHARED, Optional.empty(), Optional.empty());
  public static final Space EXAMPLES = new Space(Kind.EXAMPLES, Optional.empty(), Optional.empty());

  public static Space steps(Symbol time) {
    return new Space(Kind.STEPS, Optional.of(time), Optional.empty());
  }

  public static Space positions(Symbol time) {
    return new Space(Kind.POSITIONS, Optional.of(time), Optional.empty());
  }

  /**
   * The steps of {@code time} in a loop over {@code by}.
   *
   * @param time whose steps the rows are
   * @param by whose positions give the examples' order
   */
  public static Space segments(Symbol time, Symbol by) {
    return new Space(Kind.SEGMENTS, Optional.of(time), Optional.of(by));
  }

  public boolean isShared() {
    return kind == Kind.SHARED;
  }

  /** Whether a row is a step of a ragged size. */
  public boolean isOverTime() {
    return kind == Kind.STEPS || kind == Kind.SEGMENTS;
  }

  /** {@code steps T}, {@code segments S by T}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + time.map(t -> " " + t.name()).orElse("")
        + by.map(t -> " by " + t.name()).orElse("");
  }
}
