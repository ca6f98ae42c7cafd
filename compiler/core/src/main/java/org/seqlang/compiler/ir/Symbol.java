package org.seqlang.compiler.ir;

/**
 * A named size.
 *
 * @param name as written: {@code hidden}, {@code T}
 * @param kind who knows its value
 */
public record Symbol(String name, Kind kind) implements Comparable<Symbol> {

  /** Who knows a symbol's value. */
  public enum Kind {
    /** A hyper-parameter: known when the model is created. */
    HYPER,
    /** Belongs to each example: the length of a sequence. */
    RAGGED
  }

  public static Symbol hyper(String name) {
    return new Symbol(name, Kind.HYPER);
  }

  public static Symbol ragged(String name) {
    return new Symbol(name, Kind.RAGGED);
  }

  @Override
  public int compareTo(Symbol other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : kind.compareTo(other.kind);
  }
}
