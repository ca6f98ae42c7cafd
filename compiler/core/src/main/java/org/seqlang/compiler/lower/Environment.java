package org.seqlang.compiler.lower;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Value;

/** What the names of a function, layer or cell stand for while its body is lowered. */
final class Environment {

  private final Frame frame;
  private final Binding binding;
  private final Optional<Instance> instance;
  private final Optional<StepStates> steps;
  private final Map<Key, Value> values = new HashMap<>();

  /** A name: the previous value of a state has the name of the state. */
  record Key(Typed.Variable.Kind kind, String name) {}

  /** @param instance the layer or cell whose body it is; empty for functions */
  Environment(Frame frame, Binding binding, Optional<Instance> instance) {
    this(frame, binding, instance, Optional.empty());
  }

  /** @param steps the states of the decoder's or the cell's step whose body it is */
  Environment(Frame frame, Binding binding, Optional<Instance> instance, Optional<StepStates> steps) {
    this.frame = frame;
    this.binding = binding;
    this.instance = instance;
    this.steps = steps;
  }

  static Key input(String name) {
    return new Key(Typed.Variable.Kind.INPUT, name);
  }

  static Key previous(String name) {
    return new Key(Typed.Variable.Kind.PREVIOUS, name);
  }

  static Key state(String name) {
    return new Key(Typed.Variable.Kind.STATE, name);
  }

  static Key argument(String name) {
    return new Key(Typed.Variable.Kind.ARGUMENT, name);
  }

  Frame frame() {
    return frame;
  }

  Binding binding() {
    return binding;
  }

  Optional<Instance> instance() {
    return instance;
  }

  StepStates steps() {
    return steps.orElseThrow(() -> new IllegalStateException("a cell is applied to one step outside a step"));
  }

  void put(Key key, Value value) {
    values.put(key, value);
  }

  Value get(Key key) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(key + " has no value");
    }
    return value;
  }
}
