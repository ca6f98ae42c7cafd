package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.SourceFile;

/** All packages of a run: those of its sources, and those of the library. */
final class Packages {

  /** A declaration and the file that it stands in. */
  record Found(Declaration declaration, SourceFile file) {}

  private final Map<String, List<SourceFile>> own = new LinkedHashMap<>();
  private final Map<String, Map<String, Found>> tables = new HashMap<>();
  private final Map<SourceFile, FileScope> scopes = new IdentityHashMap<>();
  private final Library library;
  private final Reporter reporter;

  Packages(List<SourceFile> sources, Library library, Reporter reporter) {
    this.library = library;
    this.reporter = reporter;
    sources.forEach(f -> own.computeIfAbsent(Library.packageName(f), name -> new ArrayList<>()).add(f));
  }

  boolean exists(String packageName) {
    return own.containsKey(packageName) || !library.files(packageName).isEmpty();
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>(library.packages());
    names.addAll(own.keySet());
    return names;
  }

  /** What a package declares, by name; reports what is declared twice. */
  Map<String, Found> declarations(String packageName) {
    Map<String, Found> known = tables.get(packageName);
    if (known != null) {
      return known;
    }
    Map<String, Found> table = new LinkedHashMap<>();
    List<SourceFile> files = new ArrayList<>(own.getOrDefault(packageName, List.of()));
    files.addAll(library.files(packageName));
    for (SourceFile file : files) {
      for (Declaration declaration : file.declarations()) {
        Found first = table.putIfAbsent(declaration.name().text(), new Found(declaration, file));
        if (first != null) {
          reporter.report(NameErrors.declaredTwice(declaration.name(), first.declaration().name().span()));
        } else if (Builtin.named(declaration.name().text()).isPresent()) {
          reporter.report(NameErrors.builtIn(declaration.name()));
        }
      }
    }
    tables.put(packageName, table);
    return table;
  }

  FileScope scope(SourceFile file) {
    FileScope known = scopes.get(file);
    if (known == null) {
      known = new FileScope(file, this, reporter);
      scopes.put(file, known);
    }
    return known;
  }
}
