package org.seqlang.compiler.check;

import java.util.Optional;
import org.seqlang.diagnostic.Span;

/**
 * A hyper-parameter of a model, a cell or a layer.
 *
 * @param defaultValue may speak of the hyper-parameters before it
 * @param fixed whether its value, the default, is settled when the file is compiled; only in models
 * @param span of its name
 */
public record HyperParameter(
    String name, Kind kind, Optional<HyperValue> defaultValue, boolean fixed, Span span) {

  /** What its values are. */
  public enum Kind {
    SIZE("int"), REAL("real"), BOOL("bool"), FUNCTION("function");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As written. */
    public String word() {
      return word;
    }
  }

  HyperParameter fixedHere() {
    return new HyperParameter(name, kind, defaultValue, true, span);
  }
}
