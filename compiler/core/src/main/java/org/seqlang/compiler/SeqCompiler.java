package org.seqlang.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqlang.compiler.autodiff.NoGradientException;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.JavaEmitter;
import org.seqlang.compiler.schedule.UnschedulableException;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.grammar.SyntaxPrinter;

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

  /** Compiles everything; writes nothing. Errors do not throw: they are in the result. */
  public static Result compile(Request request) {
    Analysis analysis = Analysis.of(request);
    if (analysis.stops(request.options())) {
      return new Result(List.of(), analysis.diagnostics());
    }
    List<Diagnostic> diagnostics = new ArrayList<>(analysis.diagnostics());
    List<GeneratedFile> files = new ArrayList<>();
    for (CheckedModel model : analysis.models()) {
      try {
        Compilation compilation = new Compilation(model);
        List<CheckedFunction> untrainable = compilation.untrainable();
        if (!untrainable.isEmpty()) {
          untrainable.forEach(objective -> diagnostics.add(nothingToTrain(objective)));
          continue;
        }
        JavaEmitter.Emission emission = compilation.emit(fileName(model));
        emission.classes().forEach(file -> files.add(new GeneratedFile(folder(model) + file.typeSpec().name() + ".java", file.toString())));
        emission.kernels().forEach((name, text) -> files.add(new GeneratedFile(folder(model) + name, text)));
      } catch (UnschedulableException e) {
        diagnostics.add(unschedulable(e));
      } catch (NoGradientException e) {
        diagnostics.add(noGradient(e));
      }
    }
    boolean failed = diagnostics.stream().anyMatch(Diagnostic::isError);
    files.sort(Comparator.comparing(GeneratedFile::path));
    diagnostics.sort(Comparator.naturalOrder());
    return new Result(failed ? List.of() : files, diagnostics);
  }

  /** The program at a stage; of the syntax, always whole files. */
  public static Listing emit(Request request, Stage stage, Selection selection) {
    Analysis analysis = Analysis.of(request);
    if (stage == Stage.AST) {
      String text = analysis.files().stream().map(SyntaxPrinter::print).collect(Collectors.joining("\n"));
      return new Listing(text, analysis.diagnostics());
    }
    if (analysis.hasErrors()) {
      return new Listing("", analysis.diagnostics());
    }
    List<CheckedModel> models = analysis.models().stream()
        .filter(m -> selection.model().map(m.name()::equals).orElse(true))
        .filter(m -> selection.function().map(f -> m.functions().stream().anyMatch(g -> g.name().equals(f))).orElse(true))
        .toList();
    try {
      String text = models.stream().map(model -> new Listings(model).of(stage, selection, fileName(model)))
          .collect(Collectors.joining("\n"));
      return new Listing(text, analysis.diagnostics());
    } catch (UnschedulableException e) {
      List<Diagnostic> diagnostics = new ArrayList<>(analysis.diagnostics());
      diagnostics.add(unschedulable(e));
      return new Listing("", diagnostics);
    } catch (NoGradientException e) {
      List<Diagnostic> diagnostics = new ArrayList<>(analysis.diagnostics());
      diagnostics.add(noGradient(e));
      return new Listing("", diagnostics);
    }
  }

  private static Diagnostic nothingToTrain(CheckedFunction objective) {
    return Diagnostic.error("SEQ0484", "the objective `" + objective.name() + "` depends on no trained parameter",
        objective.span(), "there is nothing to train").help("make it an entry, or let it use what the model learns");
  }

  private static Diagnostic noGradient(NoGradientException e) {
    return Diagnostic.error("SEQ0483", "there is no such gradient: " + e.getMessage(), e.span(), "");
  }

  private static Diagnostic unschedulable(UnschedulableException e) {
    return Diagnostic.error("SEQ0559", "this cannot be compiled yet: " + e.getMessage(), e.span(), "")
        .help("move it out of the step, over the whole sequence");
  }

  private static String fileName(CheckedModel model) {
    String name = model.span().source().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static String folder(CheckedModel model) {
    return model.packageName().isEmpty() ? "" : model.packageName().replace('.', '/') + "/";
  }

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
   * @param text the stage's text form; empty where errors stand against reaching it, or nothing is selected
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
