package org.seqlang.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.SourceFiles;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arguments that every subcommand has: what to compile, and where imports come from. */
final class Inputs {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*", paramLabel = "FILE", description = ".seq files, and directories that are searched for them.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-cp", "--classpath", "--class-path"}, paramLabel = "PATH",
      description = "Directories and jars in which imported packages are looked up, before the library of cells that"
          + " comes with seqc.")
  private String classPath = "";

  @Option(names = "--fail-on-warning", description = "Treat warnings as errors.")
  private boolean failOnWarning;

  /** Reads everything that was named. */
  SeqCompiler.Request request() {
    Path here = Path.of("");
    Set<Path> files = new LinkedHashSet<>();
    paths.forEach(path -> files.addAll(filesOf(path)));
    return new SeqCompiler.Request(
        files.stream().map(file -> SourceFiles.read(file, here)).toList(), library(),
        new SeqCompiler.Options(failOnWarning));
  }

  private List<Path> filesOf(Path path) {
    if (!Files.exists(path)) {
      throw usage("there is no file or directory " + path);
    }
    if (Files.isDirectory(path)) {
      List<Path> files = SourceFiles.below(path);
      if (files.isEmpty()) {
        throw usage("no .seq files in the directory " + path);
      }
      return files;
    }
    if (!path.toString().endsWith(".seq")) {
      throw usage(path + " is not a .seq file");
    }
    return List.of(path);
  }

  private Library library() {
    List<Path> elements = new ArrayList<>();
    for (String element : classPath.split(File.pathSeparator)) {
      if (!element.isEmpty()) {
        if (!Files.exists(Path.of(element))) {
          throw usage("there is no " + element + ", which --classpath names");
        }
        elements.add(Path.of(element));
      }
    }
    return Library.ofClassPath(elements).and(Library.ofResources(Seqc.class.getClassLoader()));
  }

  /**
   * Shows diagnostics and a last line that counts them.
   *
   * @return the exit code that they ask for
   */
  int report(SeqCompiler.Request request, List<Diagnostic> diagnostics) {
    CommandLine command = spec.commandLine();
    Painter painter = new Painter(command.getColorScheme().ansi().enabled());
    diagnostics.forEach(d -> command.getErr().println(painter.paint(DiagnosticRenderer.render(d))));
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long warnings = diagnostics.size() - errors;
    if (!diagnostics.isEmpty()) {
      command.getErr().println(count(errors, "error") + ", " + count(warnings, "warning"));
    }
    return errors > 0 || request.options().failOnWarning() && warnings > 0 ? Seqc.ERRORS : Seqc.OK;
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A mistake in the arguments: a line and the exit code 2, without the whole of the help. */
  ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** How the mistakes above are shown. */
  static int show(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    command.getErr().println(command.getColorScheme().errorText("seqc: " + problem.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, command.getErr());
    command.getErr().println("Try 'seqc --help' for more.");
    return Seqc.USAGE;
  }
}
