package org.seqlang.compiler;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.seqlang.diagnostic.Source;

/** Two libraries, of which the first counts where both have a source; see {@link Library#and}. */
record JoinedLibrary(Library first, Library second) implements Library {

  @Override
  public List<Source> sourcesOf(String packageName) {
    Map<String, Source> byName = new TreeMap<>();
    second.sourcesOf(packageName).forEach(source -> byName.put(source.name(), source));
    first.sourcesOf(packageName).forEach(source -> byName.put(source.name(), source));
    return List.copyOf(byName.values());
  }

  @Override
  public Set<String> packages() {
    Set<String> names = new TreeSet<>(first.packages());
    names.addAll(second.packages());
    return names;
  }
}
