package org.seqlang.compiler;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.seqlang.diagnostic.Source;

/**
 * Where imported packages come from: {@code import seq.nn.*} asks for the sources of {@code seq.nn}.
 *
 * <p>A source is named by its place in the library, as in {@code seq/nn/LSTM.seq}, wherever the library itself lies; so
 * messages and generated code do not depend on the machine.
 */
public interface Library {

  /**
   * All sources of a package, ordered by file name; empty where the library does not have the package.
   *
   * @param packageName as in {@code seq.nn}
   * @throws FileProblem if a source is there and cannot be read
   */
  List<Source> sourcesOf(String packageName);

  /** The names of all packages, to suggest one where a name is mistyped; may look through every file of the library. */
  Set<String> packages();

  /** A library without packages. */
  static Library empty() {
    return new ClassPathLibrary(List.of());
  }

  /**
   * The {@code .seq} files in directories and jars. The sources of {@code seq.nn} are the files {@code seq/nn/*.seq}; of
   * two files with the same path the one in the earlier element counts, as with classes. Elements that do not exist are
   * passed over, as a class path allows.
   */
  static Library ofClassPath(List<Path> elements) {
    return ClassPathLibrary.of(elements);
  }

  /** The {@code .seq} resources that a class loader sees, whether they lie in directories or in jars. */
  static Library ofResources(ClassLoader loader) {
    return new ResourceLibrary(loader);
  }

  /** This library and another; of two sources with the same name this library's counts. */
  default Library and(Library other) {
    return new JoinedLibrary(this, other);
  }
}
