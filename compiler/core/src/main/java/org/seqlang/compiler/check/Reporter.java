package org.seqlang.compiler.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;

/**
 * Collects what there is to say; keeps nothing twice, and no warnings about files that are not the user's. Where there
 * are errors it says nothing of warnings: what seems to be unused may be what an error misspells.
 */
final class Reporter {

  private final Set<Source> own;
  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  Reporter(Collection<Source> own) {
    this.own = Set.copyOf(own);
  }

  void report(Diagnostic diagnostic) {
    if (diagnostic.isError() || own.contains(diagnostic.primary().span().source())) {
      diagnostics.add(diagnostic);
    }
  }

  /** Reports, and gives what stands in place of the expression. */
  Typed.Erroneous erroneous(Diagnostic diagnostic, Span span) {
    report(diagnostic);
    return new Typed.Erroneous(span);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** In source order. */
  List<Diagnostic> all() {
    boolean onlyErrors = hasErrors();
    return diagnostics.stream().filter(d -> d.isError() || !onlyErrors).sorted().toList();
  }
}
