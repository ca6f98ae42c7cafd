package org.seqlang.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.check.Library;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.Parsed;
import org.seqlang.grammar.SyntaxReader;
import org.seqlang.syntax.SourceFile;

/**
 * The library as the checker sees it: packages are read when they are first asked for. A file that is itself being compiled
 * takes the place of the library's file of the same package and name, so that a library can be compiled in its own presence.
 */
final class ParsedLibrary implements Library {

  private final org.seqlang.compiler.Library library;
  private final Set<String> compiled = new HashSet<>();
  private final Map<String, List<SourceFile>> packages = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  ParsedLibrary(org.seqlang.compiler.Library library, List<SourceFile> sources) {
    this.library = library;
    sources.forEach(file -> compiled.add(place(Library.packageName(file), file.source())));
  }

  @Override
  public List<SourceFile> files(String packageName) {
    List<SourceFile> known = packages.get(packageName);
    if (known == null) {
      known = library.sourcesOf(packageName).stream()
          .filter(source -> !compiled.contains(place(packageName, source)))
          .map(this::read).filter(file -> Library.packageName(file).equals(packageName)).toList();
      packages.put(packageName, known);
    }
    return known;
  }

  @Override
  public Set<String> packages() {
    return library.packages();
  }

  /** What is wrong with the texts of the packages read so far. */
  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  private SourceFile read(Source source) {
    Parsed parsed = SyntaxReader.read(source);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.file();
  }

  private static String place(String packageName, Source source) {
    return packageName + "/" + source.name().substring(source.name().lastIndexOf('/') + 1);
  }
}
