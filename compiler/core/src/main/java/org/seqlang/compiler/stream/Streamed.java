package org.seqlang.compiler.stream;

import org.seqlang.compiler.ir.Value;

/**
 * What has become of a value of the whole entry. Of a sequence along the stream it is the element of the step at hand.
 *
 * @param value in the graph before the stream where it is known there, else in that of a step
 */
record Streamed(Level level, Value value) {

  /** When a value is known. */
  enum Level {
    /** Before the first step. */
    KNOWN,
    /** At its step, and later steps do not change it. */
    SETTLED,
    /** It depends on all steps so far: each further step changes it. */
    SO_FAR;

    Level and(Level other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  boolean isKnown() {
    return level == Level.KNOWN;
  }

  /** Whether it is what it would be in a longer sequence. */
  boolean stays() {
    return level != Level.SO_FAR;
  }
}
