package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;

/** Broken texts, each with the whole of what is said about it. */
class BadSyntaxTest {

  static List<Path> files() {
    return Expectation.files("bad");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isExplained(Path file) {
    Parsed parsed = SyntaxReader.read(Expectation.source(file));
    Expectation.check(file, DiagnosticRenderer.render(parsed.diagnostics()));
    assertTrue(parsed.hasErrors());
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      assertTrue(diagnostic.code().matches("SEQ01\\d\\d"), diagnostic.code());
    }
  }
}
