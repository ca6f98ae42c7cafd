package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.seqlang.diagnostic.Source;

/**
 * A text beside a {@code .seq} file that says what is expected of it. With {@code -Dseqlang.rewrite=true} the tests
 * write these texts instead of comparing with them; what they wrote is then to be read.
 */
final class Expectation {

  private static final Path ROOT = Path.of("src", "test", "resources");

  private Expectation() {}

  /** The {@code .seq} files of a folder, by name. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".seq")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as a source whose name does not depend on where the project lies. */
  static Source source(Path file) {
    return new Source(file.getFileName().toString(), read(file));
  }

  /** Compares with the expectation beside a file, or writes it. */
  static void check(Path file, String actual) {
    Path expected = Path.of(file.toString().replaceFirst("\\.seq$", ".expected"));
    try {
      if (Boolean.getBoolean("seqlang.rewrite")) {
        Files.writeString(expected, actual);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(read(expected), actual, file.toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
