package org.seqlang.tests.conformance;

import java.util.List;
import org.seqlang.compiler.check.Checked;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Checker;
import org.seqlang.compiler.check.Sources;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.Parsed;
import org.seqlang.grammar.SyntaxReader;

/** Checks models written in tests, with the library of cells. */
final class Models {

  private Models() {}

  /** The single model of a text without errors. */
  static CheckedModel check(String text) {
    Parsed parsed = SyntaxReader.read(new Source("Case.seq", text));
    Checked checked = Checker.check(List.of(parsed.file()), Sources.library());
    if (!parsed.diagnostics().isEmpty() || checked.hasErrors()) {
      throw new AssertionError(text + parsed.diagnostics() + checked.diagnostics());
    }
    return checked.models().get(0);
  }
}
