package org.seqlang.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;

/** Where imports come from: the {@code .seq} files of packages that are not compiled in this run. */
public interface Library {

  /** No packages. */
  Library EMPTY = of(List.of());

  /** The files of a package, such as {@code seq.nn}; none if there is no such package. */
  List<SourceFile> files(String packageName);

  /** The names of all packages, for suggestions. */
  Set<String> packages();

  /** The packages of these files. */
  static Library of(List<SourceFile> files) {
    Map<String, List<SourceFile>> byPackage = files.stream()
        .collect(Collectors.groupingBy(Library::packageName, TreeMap::new, Collectors.toUnmodifiableList()));
    return new Library() {
      @Override
      public List<SourceFile> files(String packageName) {
        return byPackage.getOrDefault(packageName, List.of());
      }

      @Override
      public Set<String> packages() {
        return byPackage.keySet();
      }
    };
  }

  /** The name of a file's package, with dots; empty for the unnamed one. */
  static String packageName(SourceFile file) {
    return file.packageName().stream().map(Name::text).collect(Collectors.joining("."));
  }
}
