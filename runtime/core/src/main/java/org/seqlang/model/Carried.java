package org.seqlang.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the lanes of a {@link StatefulObjective} carry from chunk to chunk, as a value: for each state of the model, such
 * as {@code encoder.h}, the numbers of all lanes, lane by lane; and under {@code carry.fresh} 1 for each lane whose next
 * chunk begins a sequence, else 0. Equal arrays give equal training, to the bit.
 */
public final class Carried {

  /** Where all sequences are still to begin. */
  public static final Carried NOTHING = new Carried(Map.of());

  private final Map<String, float[]> arrays;

  private Carried(Map<String, float[]> arrays) {
    Map<String, float[]> copies = new LinkedHashMap<>();
    arrays.forEach((name, values) -> copies.put(name, values.clone()));
    this.arrays = Collections.unmodifiableMap(copies);
  }

  /** From arrays that {@link #arrays()} gave, such as those of a file; copied. */
  public static Carried of(Map<String, float[]> arrays) {
    return arrays.isEmpty() ? NOTHING : new Carried(arrays);
  }

  /** The numbers by name; copies. */
  public Map<String, float[]> arrays() {
    return new Carried(arrays).arrays;
  }
}
