package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.diagnostic.Source;
import org.seqlang.syntax.SourceFile;

class SyntaxPrinterTest {

  @Test
  void whatIsPrintedReadsAsTheSameTree() {
    for (long seed = 0; seed < 800; seed++) {
      SourceFile tree = new RandomTrees(seed).file();
      String printed = SyntaxPrinter.print(tree);
      Parsed parsed = SyntaxReader.read(new Source("printed", printed));
      String what = "seed " + seed + ":\n" + printed;
      assertEquals("", DiagnosticRenderer.render(parsed.diagnostics()), what);
      assertEquals(Trees.withoutSpans(tree), Trees.withoutSpans(parsed.file()), what);
    }
  }
}
