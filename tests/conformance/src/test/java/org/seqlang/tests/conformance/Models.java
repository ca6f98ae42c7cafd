package org.seqlang.tests.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.check.Checked;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Checker;
import org.seqlang.compiler.check.Library;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.Parsed;
import org.seqlang.grammar.SyntaxReader;
import org.seqlang.syntax.SourceFile;

/** Checks models written in tests, with the library of cells. */
final class Models {

  private static final List<String> NAMES =
      List.of("RNN", "LSTM", "GRU", "Linear", "Embedding", "Dropout", "functions");

  private Models() {}

  /** The single model of a text without errors. */
  static CheckedModel check(String text) {
    Parsed parsed = SyntaxReader.read(new Source("Case.seq", text));
    Checked checked = Checker.check(List.of(parsed.file()), library());
    if (!parsed.diagnostics().isEmpty() || checked.hasErrors()) {
      throw new AssertionError(text + parsed.diagnostics() + checked.diagnostics());
    }
    return checked.models().get(0);
  }

  private static Library library() {
    List<SourceFile> files = new ArrayList<>();
    for (String name : NAMES) {
      String path = "/seq/nn/" + name + ".seq";
      try (InputStream in = Models.class.getResourceAsStream(path)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        files.add(SyntaxReader.read(new Source(path, text)).file());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Library.of(files);
  }
}
