package org.seqlang.grammar;

import java.util.List;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.SourceFile;

/**
 * What was read of a text.
 *
 * @param file everything that could be read; lines that could not be are missing
 * @param diagnostics in source order; none where all is well
 */
public record Parsed(SourceFile file, List<Diagnostic> diagnostics) {

  public Parsed {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether the tree is incomplete because something is wrong with the text. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
