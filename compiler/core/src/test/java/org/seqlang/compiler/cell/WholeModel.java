package org.seqlang.compiler.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.emit.java.InMemoryCompiler;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;

/** The classes of models as users have them, with their objectives, entries and streams: that they compile. */
final class WholeModel {

  private static final Library LIBRARY = Library.ofResources(WholeModel.class.getClassLoader());
  /** What a model may be refused for: it cannot be scheduled, a gradient does not exist, or there is nothing to train. */
  private static final Set<String> REFUSALS = Set.of("SEQ0559", "SEQ0483", "SEQ0484");

  private WholeModel() {}

  /** Generated files by name; none where the model is refused. */
  static Map<String, String> files(String text, long seed) {
    String own = text.replaceFirst("package random", "package random" + seed);
    SeqCompiler.Result result = result(own);
    List<Diagnostic> errors = result.diagnostics().stream().filter(Diagnostic::isError).toList();
    if (errors.stream().anyMatch(error -> !REFUSALS.contains(error.code()))) {
      throw new CellFailure(Oracle.EMITS, errors.toString());
    }
    Map<String, String> files = new LinkedHashMap<>();
    result.files().forEach(f -> files.put(f.path().replace(".java", "").replace('/', '.'), f.content()));
    return files;
  }

  private static SeqCompiler.Result result(String text) {
    try {
      return SeqCompiler.compile(
          new SeqCompiler.Request(List.of(new Source("Random.seq", text)), LIBRARY, SeqCompiler.Options.DEFAULT));
    } catch (RuntimeException e) {
      throw new CellFailure(Oracle.EMITS, e);
    }
  }

  /** @throws CellFailure if it does not compile, or only with warnings */
  static void compile(Map<String, String> files) {
    try {
      if (!files.isEmpty()) {
        InMemoryCompiler.compile(files);
      }
    } catch (AssertionError e) {
      throw new CellFailure(Oracle.EMITS, e);
    }
  }
}
