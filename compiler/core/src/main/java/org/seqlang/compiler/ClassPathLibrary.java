package org.seqlang.compiler;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.seqlang.diagnostic.Source;

/** The {@code .seq} files of class path elements; see {@link Library#ofClassPath}. */
record ClassPathLibrary(List<ClassPathElement> elements) implements Library {

  ClassPathLibrary {
    elements = List.copyOf(elements);
  }

  static ClassPathLibrary of(List<Path> paths) {
    return new ClassPathLibrary(paths.stream().map(ClassPathElement::new).toList());
  }

  @Override
  public List<Source> sourcesOf(String packageName) {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    Map<String, Source> found = new TreeMap<>();
    elements.forEach(element -> element.sourcesIn(folder).forEach(found::putIfAbsent));
    return List.copyOf(found.values());
  }

  @Override
  public Set<String> packages() {
    Set<String> names = new TreeSet<>();
    elements.forEach(element -> names.addAll(element.packages()));
    return names;
  }
}
