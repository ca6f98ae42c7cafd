package org.seqlang.cli;

import java.util.concurrent.Callable;
import org.seqlang.compiler.SeqCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seqc check}: says what is wrong, writes nothing. */
@Command(name = "check", description = "Check .seq files and report every error.")
final class CheckCommand implements Callable<Integer> {

  @Mixin
  private final Inputs inputs = new Inputs();

  @Override
  public Integer call() {
    SeqCompiler.Request request = inputs.request();
    return inputs.report(request, SeqCompiler.compile(request).diagnostics());
  }
}
