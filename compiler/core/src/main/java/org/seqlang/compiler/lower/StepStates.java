package org.seqlang.compiler.lower;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Value;

/**
 * The states of the cells of a decoder's step: before the step, and, once its cells are lowered, behind it. A cell that
 * is not applied (its branch was not taken) keeps them.
 */
final class StepStates {

  private final Map<String, Value> values = new LinkedHashMap<>();

  /** The name of a state of one of a cell's layers, as of the parameters: {@code decoder.h_l0}. */
  static String name(org.seqlang.compiler.check.Instance instance, String state) {
    return instance.parameterName(state);
  }

  void put(String name, Value value) {
    values.put(name, value);
  }

  Value get(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the step has no state " + name);
    }
    return value;
  }

  /** In the order in which they were first put. */
  List<Map.Entry<String, Value>> all() {
    return List.copyOf(values.entrySet());
  }
}
