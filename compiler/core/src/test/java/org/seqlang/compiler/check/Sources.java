package org.seqlang.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.Parsed;
import org.seqlang.grammar.SyntaxReader;
import org.seqlang.syntax.SourceFile;

/** Files of tests, and the library as it ships. */
public final class Sources {

  private static final Path LIBRARY = Path.of("../../runtime/core/src/main/resources");

  private Sources() {}

  /** {@code seq.nn}. */
  public static Library library() {
    List<SourceFile> files = new ArrayList<>();
    for (Path file : list(LIBRARY.resolve("seq/nn"), ".seq")) {
      files.add(parse(LIBRARY.relativize(file).toString(), read(file)));
    }
    return Library.of(files);
  }

  /** A file without errors of syntax. */
  public static SourceFile parse(String name, String text) {
    Parsed parsed = SyntaxReader.read(new Source(name, text));
    if (parsed.hasErrors()) {
      throw new IllegalArgumentException(name + ": " + parsed.diagnostics());
    }
    return parsed.file();
  }

  /** The one model of a text without errors and warnings. */
  public static CheckedModel model(String text) {
    Checked checked = Checker.check(List.of(parse("Test.seq", text)), library());
    List<Diagnostic> diagnostics = checked.diagnostics();
    if (!diagnostics.isEmpty()) {
      throw new IllegalArgumentException(DiagnosticRenderer.render(diagnostics));
    }
    return checked.models().get(0);
  }

  /** The files of a folder, ordered by name. */
  public static List<Path> list(Path folder, String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole file. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares a text with a file, or writes the file with {@code -Dseqlang.rewrite=true}. */
  public static void golden(Path file, String actual) {
    try {
      if (Boolean.getBoolean("seqlang.rewrite")) {
        Files.writeString(file, actual);
      }
      String expected = Files.exists(file) ? Files.readString(file) : "";
      assertEquals(expected, actual, file + " (-Dseqlang.rewrite=true writes it)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
