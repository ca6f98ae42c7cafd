package org.seqlang.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an optimiser remembers of earlier steps.
 *
 * @param numbers by name, {@code encoder.weight_ih_l0/0} for the first number of each element of a parameter
 * @param steps how often each parameter has been updated, in the model's order
 */
public record OptimizerMemory(Map<String, float[]> numbers, List<Integer> steps) {

  /** Copies the map and the list, not the arrays. */
  public OptimizerMemory {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    steps = List.copyOf(steps);
  }
}
