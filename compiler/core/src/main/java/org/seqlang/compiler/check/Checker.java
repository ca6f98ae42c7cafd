package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.SourceFile;

/** Checks the files of a run. */
public final class Checker {

  private Checker() {}

  /**
   * Finds names, solves sizes and gives types.
   *
   * @param sources the files to be compiled; files of the same package see each other
   * @param library where imports are found
   */
  public static Checked check(List<SourceFile> sources, Library library) {
    Reporter reporter = new Reporter(sources.stream().map(SourceFile::source).toList());
    Session session = new Session(reporter, new Usage(), new Packages(sources, library, reporter));
    List<CheckedModel> models = new ArrayList<>();
    List<CheckedLayer> layers = new ArrayList<>();
    for (SourceFile file : sources) {
      FileScope scope = session.packages().scope(file);
      for (Declaration declaration : file.declarations()) {
        if (declaration instanceof Declaration.Model model) {
          new ModelChecker(session, scope, model).check().ifPresent(models::add);
        } else if (declaration instanceof Declaration.Function function) {
          session.function(function, scope);
        } else {
          session.layer(declaration, scope).ifPresent(layers::add);
        }
      }
    }
    new Unasked(session).warn(layers);
    sources.forEach(file -> session.packages().scope(file).warnOfUnusedImports(session.usage()));
    return new Checked(reporter.hasErrors() ? List.of() : models, reporter.all());
  }
}
