package org.seqlang.compiler.emit.java;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqlang.stream.StreamState;

/** An entry of a compiled model, element by element, through the methods that users call. */
final class StreamedModel {

  private final CompiledModel model;
  private final String entry;

  StreamedModel(CompiledModel model, String entry) {
    this.model = model;
    this.entry = entry;
  }

  /** A state and a value. */
  record Step(StreamState state, Object value) {}

  StreamState start(Object... arguments) {
    return (StreamState) model.call(entry + "Start", arguments);
  }

  Step step(StreamState state, Object... elements) {
    return step(model.call(entry + "Step", prepended(state, elements)));
  }

  List<Step> step(List<StreamState> states, Object... elements) {
    List<Step> steps = new ArrayList<>();
    ((List<?>) model.call(entry + "Step", prepended(states, elements))).forEach(made -> steps.add(step(made)));
    return steps;
  }

  StreamState read(Object from) {
    return (StreamState) model.call(entry + "State", from);
  }

  private static Object[] prepended(Object first, Object... rest) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(Arrays.asList(rest));
    return all.toArray();
  }

  private static Step step(Object made) {
    RecordComponent[] parts = made.getClass().getRecordComponents();
    return new Step((StreamState) get(made, parts[0]), get(made, parts[1]));
  }

  /** A component of a record. */
  static Object get(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }
}
