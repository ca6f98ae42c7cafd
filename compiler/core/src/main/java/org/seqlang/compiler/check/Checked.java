package org.seqlang.compiler.check;

import java.util.List;
import org.seqlang.diagnostic.Diagnostic;

/**
 * The outcome of a check.
 *
 * @param models those of the sources, in the order written; none if there is an error
 * @param diagnostics in source order
 */
public record Checked(List<CheckedModel> models, List<Diagnostic> diagnostics) {

  public Checked {
    models = List.copyOf(models);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
