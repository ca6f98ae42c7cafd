package org.seqlang.compiler;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;

/**
 * From {@code .seq} text to Java text, and to every stage between.
 *
 * <pre>{@code
 * var request = new SeqCompiler.Request(List.of(source), Library.ofClassPath(classPath), SeqCompiler.Options.DEFAULT);
 * var result = SeqCompiler.compile(request);
 * result.diagnostics().forEach(d -> System.err.println(d));
 * result.files().forEach(file -> write(file.path(), file.content()));
 * }</pre>
 */
public final class SeqCompiler {

  private SeqCompiler() {}

  /**
   * What to compile.
   *
   * @param sources the files for which Java is generated; they may import one another
   * @param library where other packages come from; no Java is generated for what lies there
   */
  public record Request(List<Source> sources, Library library, Options options) {
    public Request {
      sources = List.copyOf(sources);
    }
  }

  /**
   * How to compile.
   *
   * @param failOnWarning whether a warning keeps files from being generated, as an error does
   */
  public record Options(boolean failOnWarning) {
    /** Warnings only warn. */
    public static final Options DEFAULT = new Options(false);
  }

  /**
   * What came of it.
   *
   * @param files all generated files, ordered by path; none if something stands against them
   * @param diagnostics everything there is to say, in source order
   */
  public record Result(List<GeneratedFile> files, List<Diagnostic> diagnostics) {
    public Result {
      files = List.copyOf(files);
      diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the sources have an error. */
    public boolean hasErrors() {
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
  }

  /**
   * A Java source file.
   *
   * @param path relative to the source root, with forward slashes: {@code org/acme/Tagger.java}
   * @param content the whole text
   */
  public record GeneratedFile(String path, String content) {}

  /**
   * The program at a stage.
   *
   * @param text the stage's text form; empty where errors stand against reaching it
   */
  public record Listing(String text, List<Diagnostic> diagnostics) {
    public Listing {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** What of the program to show: all of it, one model of it, or one function of the models. */
  public record Selection(Optional<String> model, Optional<String> function) {
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty());

    /** In words, as in {@code function predict of model Tagger}. */
    @Override
    public String toString() {
      String ofModel = model.map(name -> " of model " + name).orElse("");
      return function.map(name -> "function " + name + ofModel).orElse(model.map(name -> "model " + name).orElse("model"));
    }
  }
}
