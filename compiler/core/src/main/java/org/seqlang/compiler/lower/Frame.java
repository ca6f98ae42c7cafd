package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * A graph under construction: the function's own, or the body of a scan, which takes what it needs from outside as
 * constants.
 */
final class Frame {

  private final GraphBuilder builder;
  private final Optional<Frame> outer;
  private final Map<Value, Value> captured = new LinkedHashMap<>();
  private final Map<String, Value> named = new HashMap<>();
  private final Map<Value, Double> constants = new HashMap<>();
  private final Map<Value, Map<String, Value>> outcomes = new HashMap<>();

  private Frame(GraphBuilder builder, Optional<Frame> outer) {
    this.builder = builder;
    this.outer = outer;
  }

  static Frame root(String name) {
    return new Frame(new GraphBuilder(name), Optional.empty());
  }

  /** The body of a scan in this frame. */
  Frame body() {
    GraphBuilder inner = new GraphBuilder("body").at(builder.origin());
    return new Frame(inner, Optional.of(this));
  }

  GraphBuilder builder() {
    return builder;
  }

  /** A parameter or a real hyper-parameter, an input of the outermost graph. */
  Value named(String name, Graph.Role role, Type type) {
    Value known = named.get(name);
    if (known != null) {
      return known;
    }
    Value value = outer.isPresent() ? capture(outer.get().named(name, role, type)) : builder.input(name, role, type);
    named.put(name, value);
    return value;
  }

  /** A value of the surrounding frame, as a constant of this body. */
  Value capture(Value outside) {
    return captured.computeIfAbsent(outside,
        v -> builder.input("constant" + (captured.size() + 1), Graph.Role.BODY, v.type()));
  }

  /** The function's own graph. */
  Frame outermost() {
    return outer.isPresent() ? outer.get().outermost() : this;
  }

  /** A value of the outermost frame, taken inwards through all frames between. */
  Value fromOutermost(Value value) {
    return outer.isPresent() ? capture(outer.get().fromOutermost(value)) : value;
  }

  /** What a body took from outside, in the order of its constants. */
  List<Value> captured() {
    return new ArrayList<>(captured.keySet());
  }

  /** Notes that a value is a number which is known when the model is compiled. */
  void rememberConstant(Value value, double number) {
    constants.put(value, number);
  }

  Optional<Double> constant(Value value) {
    return Optional.ofNullable(constants.get(value));
  }

  /** Notes what can be asked of a run beside its value. */
  void remember(Value run, Map<String, Value> members) {
    outcomes.put(run, members);
  }

  Value outcome(Value run, String member) {
    return knownOutcome(run, member)
        .orElseThrow(() -> new IllegalStateException("nothing known of ." + member + " of " + run));
  }

  Optional<Value> knownOutcome(Value run, String member) {
    return Optional.ofNullable(outcomes.getOrDefault(run, Map.of()).get(member));
  }
}
