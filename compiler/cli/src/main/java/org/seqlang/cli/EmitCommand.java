package org.seqlang.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seqc emit --stage=graph}: prints the program as it is at a stage of the compiler. */
@Command(name = "emit", description = "Print a program as it is at a stage of the compiler.")
final class EmitCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private final Inputs inputs = new Inputs();

  @Option(
      names = "--stage", required = true, paramLabel = "STAGE",
      description = "One of ast, typed, graph, gradients, optimized, stream, schedule, java, in the order of the way.")
  private String stage = "";

  @Option(names = "--model", paramLabel = "MODEL", description = "Only this model.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--function", paramLabel = "FUNCTION", description = "Only this objective, entry or step.")
  private Optional<String> function = Optional.empty();

  @Override
  public Integer call() {
    Stage wanted = Stage.of(stage)
        .orElseThrow(() -> inputs.usage("there is no stage '" + stage + "'; the stages are " + Stage.choices()));
    SeqCompiler.Request request = inputs.request();
    SeqCompiler.Selection selection = new SeqCompiler.Selection(model, function);
    SeqCompiler.Listing listing = SeqCompiler.emit(request, wanted, selection);
    int code = inputs.report(request, listing.diagnostics());
    if (code == Seqc.OK && listing.text().isEmpty()) {
      throw inputs.usage("nothing to show: there is no " + selection + " in these files");
    }
    spec.commandLine().getOut().print(listing.text());
    return code;
  }
}
