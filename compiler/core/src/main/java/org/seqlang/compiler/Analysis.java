package org.seqlang.compiler;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.check.Checked;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Checker;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.Parsed;
import org.seqlang.grammar.SyntaxReader;
import org.seqlang.syntax.SourceFile;

/**
 * Sources read and checked.
 *
 * @param models none if there are syntax errors, which would only bring further ones
 * @param diagnostics in source order
 */
record Analysis(List<SourceFile> files, List<CheckedModel> models, List<Diagnostic> diagnostics) {

  static Analysis of(SeqCompiler.Request request) {
    List<SourceFile> files = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Source source : request.sources()) {
      Parsed parsed = SyntaxReader.read(source);
      files.add(parsed.file());
      diagnostics.addAll(parsed.diagnostics());
    }
    List<CheckedModel> models = List.of();
    if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
      ParsedLibrary library = new ParsedLibrary(request.library(), files);
      Checked checked = Checker.check(files, library);
      models = checked.models();
      diagnostics.addAll(checked.diagnostics());
      diagnostics.addAll(library.diagnostics());
    }
    return new Analysis(files, models, diagnostics.stream().distinct().sorted().toList());
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** Whether no files may be made of it. */
  boolean stops(SeqCompiler.Options options) {
    return hasErrors() || options.failOnWarning() && !diagnostics.isEmpty();
  }
}
