package org.seqlang.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.seqlang.diagnostic.Source;

/** A directory or jar that may carry {@code .seq} files; one that does not exist carries none. */
record ClassPathElement(Path path) {

  /**
   * The sources of one folder, not of those below it, by name.
   *
   * @param folder empty, or ending in a slash
   */
  Map<String, Source> sourcesIn(String folder) {
    try {
      if (Files.isDirectory(path)) {
        return inDirectory(path.resolve(folder), folder);
      }
      return isArchive() ? inArchive(folder) : Map.of();
    } catch (IOException e) {
      throw new FileProblem("cannot read .seq files from", path, e);
    }
  }

  /** The packages of all sources. */
  Set<String> packages() {
    try {
      if (Files.isDirectory(path)) {
        return packages(SourceFiles.below(path).stream().map(file -> path.relativize(file).toString()));
      }
      if (isArchive()) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
          return packages(zip.stream().map(ZipEntry::getName));
        }
      }
      return Set.of();
    } catch (IOException e) {
      throw new FileProblem("cannot read .seq files from", path, e);
    }
  }

  private static Set<String> packages(Stream<String> files) {
    return files.map(name -> name.replace('\\', '/')).filter(name -> name.endsWith(SourceFiles.SUFFIX))
        .filter(name -> name.contains("/")).map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isArchive() {
    String name = path.toString();
    return Files.isRegularFile(path) && (name.endsWith(".jar") || name.endsWith(".zip"));
  }

  private static Map<String, Source> inDirectory(Path directory, String folder) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Map.of();
    }
    Map<String, Source> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SourceFiles.SUFFIX)).toList()) {
        String name = folder + file.getFileName();
        found.put(name, SourceFiles.read(file, name));
      }
    }
    return found;
  }

  private Map<String, Source> inArchive(String folder) throws IOException {
    Map<String, Source> found = new TreeMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().filter(e -> isSourceOf(folder, e.getName())).toList();
      for (ZipEntry entry : entries) {
        try (var content = zip.getInputStream(entry)) {
          String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
          found.put(entry.getName(), new Source(entry.getName(), text));
        }
      }
    }
    return found;
  }

  private static boolean isSourceOf(String folder, String name) {
    return name.startsWith(folder) && name.endsWith(SourceFiles.SUFFIX) && name.indexOf('/', folder.length()) < 0;
  }
}
