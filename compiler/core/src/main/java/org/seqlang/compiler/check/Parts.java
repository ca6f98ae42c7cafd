package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;

/** The parts of a model or a layer. */
final class Parts {

  private final Map<String, Optional<Part>> byName = new LinkedHashMap<>();
  private final Map<String, Span> declared = new LinkedHashMap<>();

  /** @param part empty where it has errors: using it is then no further error */
  void add(Name name, Optional<Part> part) {
    byName.putIfAbsent(name.text(), part);
    declared.putIfAbsent(name.text(), name.span());
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Optional<Part> find(String name) {
    return byName.getOrDefault(name, Optional.empty());
  }

  Span declared(String name) {
    return declared.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  List<Part> all() {
    return byName.values().stream().flatMap(Optional::stream).toList();
  }
}
