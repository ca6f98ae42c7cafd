package org.seqlang.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.seqlang.diagnostic.Source;

/** The {@code .seq} files of class path elements; see {@link Library#ofClassPath}. */
record ClassPathLibrary(List<Path> elements) implements Library {

  ClassPathLibrary {
    elements = List.copyOf(elements);
  }

  @Override
  public List<Source> sourcesOf(String packageName) {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    Map<String, Source> found = new TreeMap<>();
    for (Path element : elements) {
      sourcesIn(element, folder).forEach(source -> found.putIfAbsent(source.name(), source));
    }
    return List.copyOf(found.values());
  }

  /** The sources of one folder, not of those below it, of a directory or jar; {@code folder} is empty or ends in "/". */
  static Collection<Source> sourcesIn(Path element, String folder) {
    try {
      if (Files.isDirectory(element)) {
        return inDirectory(element.resolve(folder), folder);
      }
      return Files.isRegularFile(element) && isArchive(element) ? inArchive(element, folder) : List.of();
    } catch (IOException e) {
      throw new FileProblem("cannot read .seq files from", element, e);
    }
  }

  private static boolean isArchive(Path file) {
    String name = file.toString();
    return name.endsWith(".jar") || name.endsWith(".zip");
  }

  private static Collection<Source> inDirectory(Path directory, String folder) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Map<String, Source> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SourceFiles.SUFFIX) && Files.isRegularFile(f)).toList()) {
        String name = folder + file.getFileName();
        found.put(name, SourceFiles.read(file, name));
      }
    }
    return found.values();
  }

  private static Collection<Source> inArchive(Path archive, String folder) throws IOException {
    Map<String, Source> found = new TreeMap<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> isSourceOf(folder, e.getName())).toList()) {
        try (var content = zip.getInputStream(entry)) {
          found.put(entry.getName(),
              new Source(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
    }
    return found.values();
  }

  private static boolean isSourceOf(String folder, String name) {
    return name.startsWith(folder) && name.endsWith(SourceFiles.SUFFIX) && name.indexOf('/', folder.length()) < 0;
  }
}
