package org.seqlang.compiler.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/** Names of values; a block has a scope within that of its surroundings. */
final class Scope {

  /**
   * A named value.
   *
   * @param type empty where there was an error: using the name is then no further error
   * @param bound what a local name stands for; of an input its value before the first step, where there is one
   */
  record Entry(Typed.Variable.Kind kind, String name, Optional<Type> type, Optional<Typed> bound, Span declared) {

    Typed at(Span span) {
      return type.<Typed>map(t -> new Typed.Variable(kind, name, t, declared, span))
          .orElseGet(() -> new Typed.Erroneous(span));
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Span> announced = new HashMap<>();
  private final Optional<Scope> outer;

  Scope() {
    outer = Optional.empty();
  }

  private Scope(Scope outer) {
    this.outer = Optional.of(outer);
  }

  /** Notes an equation that is checked later: nothing of it is known before but where it is. */
  void announce(String name, Span declared) {
    announced.putIfAbsent(name, declared);
  }

  /** An equation that is announced, but not checked yet. */
  Optional<Entry> announced(String name) {
    Span declared = announced.get(name);
    return declared == null ? outer.flatMap(o -> o.announced(name))
        : Optional.of(new Entry(Typed.Variable.Kind.STEP, name, Optional.empty(), Optional.empty(), declared));
  }

  Scope inner() {
    return new Scope(this);
  }

  void add(Typed.Variable.Kind kind, String name, Optional<Type> type, Span declared) {
    entries.put(name, new Entry(kind, name, type, Optional.empty(), declared));
  }

  /** An input whose value before the first step is known. */
  void addInput(String name, Optional<Type> type, Typed before, Span declared) {
    entries.put(name, new Entry(Typed.Variable.Kind.INPUT, name, type, Optional.of(before), declared));
  }

  /** Names a value of an equation. */
  void define(String name, Typed value, Span declared) {
    Optional<Type> type = value instanceof Typed.Erroneous ? Optional.empty() : Optional.of(value.type());
    entries.put(name, new Entry(Typed.Variable.Kind.STEP, name, type, Optional.of(value), declared));
  }

  /** Names a value of a block. */
  void bind(String name, Typed value, Span declared) {
    Optional<Type> type = value instanceof Typed.Erroneous ? Optional.empty() : Optional.of(value.type());
    entries.put(name, new Entry(Typed.Variable.Kind.LOCAL, name, type, Optional.of(value), declared));
  }

  Optional<Entry> find(String name) {
    Entry entry = entries.get(name);
    return entry != null ? Optional.of(entry) : outer.flatMap(o -> o.find(name));
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(entries.keySet());
    outer.ifPresent(o -> names.addAll(o.names()));
    return names;
  }
}
