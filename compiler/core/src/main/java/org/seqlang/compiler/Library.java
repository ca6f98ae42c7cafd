package org.seqlang.compiler;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.diagnostic.Source;

/**
 * Where imported packages come from: {@code import seq.nn.*} asks for the sources of {@code seq.nn}.
 *
 * <p>A source is named by its place in the library, as in {@code seq/nn/LSTM.seq}, wherever the library itself lies; so
 * messages and generated code do not depend on the machine.
 */
@FunctionalInterface
public interface Library {

  /**
   * All sources of a package, ordered by file name; empty where the library does not have the package.
   *
   * @param packageName as in {@code seq.nn}
   * @throws FileProblem if a source is there and cannot be read
   */
  List<Source> sourcesOf(String packageName);

  /** A library without packages. */
  static Library empty() {
    return packageName -> List.of();
  }

  /**
   * The {@code .seq} files in directories and jars. The sources of {@code seq.nn} are the files {@code seq/nn/*.seq}; of
   * two files with the same path the one in the earlier element counts, as with classes. Elements that do not exist are
   * passed over, as a class path allows.
   */
  static Library ofClassPath(List<Path> elements) {
    return new ClassPathLibrary(elements);
  }

  /** The {@code .seq} resources that a class loader sees, whether they lie in directories or in jars. */
  static Library ofResources(ClassLoader loader) {
    return new ResourceLibrary(loader);
  }

  /** This library and another; of two sources with the same name this library's counts. */
  default Library and(Library other) {
    return packageName -> {
      Map<String, Source> byName = new LinkedHashMap<>();
      sourcesOf(packageName).forEach(source -> byName.put(source.name(), source));
      other.sourcesOf(packageName).forEach(source -> byName.putIfAbsent(source.name(), source));
      return byName.keySet().stream().sorted().map(byName::get).toList();
    };
  }
}
