package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.diagnostic.Source;
import org.seqlang.syntax.SourceFile;

/** Texts that are right, each with the text of its tree, which reads as the same tree. */
class GoodSyntaxTest {

  static List<Path> files() {
    return Expectation.files("good");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRead(Path file) {
    SourceFile tree = read(Expectation.source(file));
    String printed = SyntaxPrinter.print(tree);
    Expectation.check(file, printed);

    SourceFile again = read(new Source("printed", printed));
    assertEquals(Trees.withoutSpans(tree), Trees.withoutSpans(again));
    assertEquals(printed, SyntaxPrinter.print(again));
  }

  private static SourceFile read(Source source) {
    Parsed parsed = SyntaxReader.read(source);
    assertEquals("", DiagnosticRenderer.render(parsed.diagnostics()));
    return parsed.file();
  }
}
