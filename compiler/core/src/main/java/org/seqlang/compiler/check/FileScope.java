package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.seqlang.compiler.check.Packages.Found;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Import;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;

/** What a file sees: its package, then what it imports by name, then what it imports with {@code *}. */
final class FileScope {

  private record Imported(Import origin, Found found) {}

  private final Packages packages;
  private final Reporter reporter;
  private final SourceFile file;
  private final Map<String, Imported> single = new LinkedHashMap<>();
  private final List<Import> whole = new ArrayList<>();

  FileScope(SourceFile file, Packages packages, Reporter reporter) {
    this.file = file;
    this.packages = packages;
    this.reporter = reporter;
    packages.declarations(Library.packageName(file));
    file.imports().forEach(this::add);
  }

  private void add(Import origin) {
    String packageName = name(origin);
    if (!packages.exists(packageName)) {
      reporter.report(NameErrors.unknownPackage(packageName, origin.span(), packages.names()));
    } else if (origin.name().isEmpty()) {
      whole.add(origin);
    } else {
      Name wanted = origin.name().get();
      Map<String, Found> declared = packages.declarations(packageName);
      Found found = declared.get(wanted.text());
      if (found == null) {
        reporter.report(NameErrors.notInPackage(wanted, packageName, declared.keySet()));
      } else if (single.containsKey(wanted.text())) {
        reporter.report(NameErrors.declaredTwice(wanted, single.get(wanted.text()).origin().span()));
      } else {
        single.put(wanted.text(), new Imported(origin, found));
      }
    }
  }

  private static String name(Import origin) {
    return origin.packageName().stream().map(Name::text).collect(Collectors.joining("."));
  }

  /** The declaration of that name; reports a name that two packages give. */
  Optional<Found> find(Name name, Usage usage) {
    Found here = packages.declarations(Library.packageName(file)).get(name.text());
    if (here != null) {
      return Optional.of(here);
    }
    Imported imported = single.get(name.text());
    if (imported != null) {
      usage.use(imported.origin().span());
      return Optional.of(imported.found());
    }
    List<Imported> found = whole.stream()
        .filter(i -> packages.declarations(name(i)).containsKey(name.text()))
        .map(i -> new Imported(i, packages.declarations(name(i)).get(name.text()))).toList();
    found.forEach(i -> usage.use(i.origin().span()));
    if (found.size() > 1 && found.stream().map(Imported::found).distinct().count() > 1) {
      reporter.report(NameErrors.ambiguous(name, found.stream().map(i -> name(i.origin())).toList()));
    }
    return found.stream().map(Imported::found).findFirst();
  }

  /** Where a name that this file does not see is declared, as in {@code seq.nn}. */
  Optional<String> packageThatHas(String name) {
    return packages.names().stream().filter(p -> packages.declarations(p).containsKey(name)).findFirst();
  }

  FileScope of(Found found) {
    return packages.scope(found.file());
  }

  /** All names that it sees. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(packages.declarations(Library.packageName(file)).keySet());
    names.addAll(single.keySet());
    whole.forEach(i -> names.addAll(packages.declarations(name(i)).keySet()));
    return names;
  }

  void warnOfUnusedImports(Usage usage) {
    Set<Span> broken = new HashSet<>();
    for (Import origin : file.imports()) {
      boolean valid = whole.contains(origin) || single.values().stream().anyMatch(i -> i.origin().equals(origin));
      if (valid && !usage.isUsed(origin.span()) && broken.add(origin.span())) {
        String what = name(origin) + "." + origin.name().map(Name::text).orElse("*");
        reporter.report(Warnings.unusedImport(what, origin.span()));
      }
    }
  }

  /** The file's package, with dots. */
  String packageName() {
    return Library.packageName(file);
  }
}
