package org.seqlang.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.SourceFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seqc compile}: writes the generated Java; nothing at all if there are errors. */
@Command(name = "compile", description = "Compile .seq files to Java.")
final class CompileCommand implements Callable<Integer> {

  @Mixin
  private final Inputs inputs = new Inputs();

  @Option(
      names = {"-d", "--directory"}, paramLabel = "DIR", defaultValue = ".", showDefaultValue = Visibility.ALWAYS,
      description = "Source root under which the Java files are written, in folders by package.")
  private Path directory = Path.of(".");

  @Override
  public Integer call() {
    SeqCompiler.Request request = inputs.request();
    SeqCompiler.Result result = SeqCompiler.compile(request);
    int code = inputs.report(request, result.diagnostics());
    if (code == Seqc.OK) {
      result.files().forEach(file -> SourceFiles.write(directory.resolve(file.path()), file.content()));
    }
    return code;
  }
}
