package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.diagnostic.Source;

class LibraryTest {

  @TempDir
  private Path folder;

  @Test
  void aDirectoryCarriesPackagesInFolders() throws IOException {
    Path directory = directory("classes", "acme/cells/B.seq", "acme/cells/A.seq", "acme/cells/deeper/C.seq", "acme/X.txt");
    Library library = Library.ofClassPath(List.of(directory));

    assertEquals(
        List.of(new Source("acme/cells/A.seq", "text of acme/cells/A.seq"),
            new Source("acme/cells/B.seq", "text of acme/cells/B.seq")),
        library.sourcesOf("acme.cells"));
    assertEquals(List.of(), library.sourcesOf("acme"));
    assertEquals(List.of(), library.sourcesOf("elsewhere"));
    assertEquals(Set.of("acme.cells", "acme.cells.deeper"), library.packages());
  }

  @Test
  void aJarCarriesTheSameUnderTheSameNames() throws IOException {
    Path jar = jar("acme/cells/B.seq", "acme/cells/A.seq", "acme/cells/deeper/C.seq", "acme/cellsX/D.seq");

    Library library = Library.ofClassPath(List.of(jar));

    assertEquals(List.of("acme/cells/A.seq", "acme/cells/B.seq"), names(library, "acme.cells"));
    assertEquals(Set.of("acme.cells", "acme.cells.deeper", "acme.cellsX"), library.packages());
  }

  @Test
  void theEarlierElementCounts() throws IOException {
    Path first = directory("first", "seq/nn/LSTM.seq");
    Files.writeString(first.resolve("seq/nn/LSTM.seq"), "mine");
    Path jar = jar("seq/nn/LSTM.seq", "seq/nn/GRU.seq");

    List<Source> expected =
        List.of(new Source("seq/nn/GRU.seq", "text of seq/nn/GRU.seq"), new Source("seq/nn/LSTM.seq", "mine"));
    assertEquals(expected, Library.ofClassPath(List.of(first, jar)).sourcesOf("seq.nn"));
    assertEquals(expected,
        Library.ofClassPath(List.of(first)).and(Library.ofClassPath(List.of(jar))).sourcesOf("seq.nn"));
  }

  @Test
  void whatIsNotThereIsPassedOver() {
    assertEquals(List.of(), Library.ofClassPath(List.of(folder.resolve("absent.jar"))).sourcesOf("seq.nn"));
    assertEquals(List.of(), Library.empty().sourcesOf("seq.nn"));
  }

  @Test
  void aBrokenJarIsNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "this is no archive");

    String message = assertThrows(FileProblem.class,
        () -> Library.ofClassPath(List.of(broken)).sourcesOf("seq.nn")).getMessage();
    assertTrue(message.startsWith("cannot read .seq files from " + broken), message);
  }

  @Test
  void resourcesAreFoundInDirectoriesAndJars() throws IOException {
    Path directory = directory("with blank", "acme/cells/A.seq");
    Path jar = jar("META-INF/", "acme/", "acme/cells/", "acme/cells/B.seq", "acme/more/C.seq");
    try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL(), jar.toUri().toURL()}, null)) {
      assertEquals(List.of("acme/cells/A.seq", "acme/cells/B.seq"), names(Library.ofResources(loader), "acme.cells"));
      assertEquals(Set.of("acme.cells", "acme.more"), Library.ofResources(loader).packages());
      assertEquals(List.of(), Library.ofResources(loader).sourcesOf("elsewhere"));
      assertEquals(List.of(), Library.ofResources(loader).sourcesOf(""));
    }
  }

  @Test
  void filesAreCitedFromTheBase() throws IOException {
    Path directory = directory("project", "src/main/seq/B.seq", "src/main/seq/a/A.seq", "src/main/seq/.hidden/C.seq");
    List<Path> files = SourceFiles.below(directory.resolve("src/main/seq"));

    assertEquals(List.of("src/main/seq/B.seq", "src/main/seq/a/A.seq"),
        files.stream().map(file -> SourceFiles.read(file, directory).name()).toList());
  }

  @Test
  void textThatIsNotUtf8IsNamed() throws IOException {
    Path file = Files.write(folder.resolve("Latin.seq"), "/// Gefühl".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals("cannot read " + file + ": it is not UTF-8 text; save it as UTF-8",
        assertThrows(FileProblem.class, () -> SourceFiles.read(file, folder)).getMessage());
  }

  @Test
  void anUnchangedFileIsNotWritten() throws IOException {
    Path file = folder.resolve("new/folder/X.java");

    assertTrue(SourceFiles.write(file, "class X {}\n"));
    assertEquals(false, SourceFiles.write(file, "class X {}\n"));
    assertTrue(SourceFiles.write(file, "class X { }\n"));
    assertEquals("class X { }\n", Files.readString(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileInTheWayIsSaid() throws IOException {
    Path way = Files.writeString(folder.resolve("way"), "");

    String message =
        assertThrows(FileProblem.class, () -> SourceFiles.write(way.resolve("X.java"), "class X {}")).getMessage();
    assertEquals("cannot write " + way.resolve("X.java") + ": a file is in the way where a directory is needed", message);
  }

  private static List<String> names(Library library, String packageName) {
    return library.sourcesOf(packageName).stream().map(Source::name).toList();
  }

  private Path directory(String name, String... files) throws IOException {
    Path directory = folder.resolve(name);
    for (String file : files) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), "text of " + file);
    }
    return directory;
  }

  private Path jar(String... entries) throws IOException {
    Path jar = folder.resolve("cells.jar");
    try (OutputStream out = Files.newOutputStream(jar); var zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        if (!entry.endsWith("/")) {
          zip.write(("text of " + entry).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return jar;
  }
}
