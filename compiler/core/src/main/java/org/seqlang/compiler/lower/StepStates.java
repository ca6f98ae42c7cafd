package org.seqlang.compiler.lower;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.ir.Value;

/**
 * The states of the cells of a step, a decoder's or a cell's: before the step, and, once its cells are lowered, behind it. A
 * cell that is not applied (its branch was not taken) keeps them.
 */
final class StepStates {

  private final Map<String, Value> values = new LinkedHashMap<>();

  /** The name of what one of a cell's layers keeps, as of the parameters: {@code decoder.h_l0}. */
  static String name(Kept kept) {
    return kept.instance().parameterName(kept.name());
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
