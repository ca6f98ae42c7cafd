package org.seqlang.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code seqc}; by itself it only shows what its subcommands are. */
@Command(
    name = "seqc",
    description = "Compiles .seq models of recurrent networks to Java.",
    subcommands = {CompileCommand.class, CheckCommand.class, EmitCommand.class, DevicesCommand.class},
    mixinStandardHelpOptions = true, versionProvider = Seqc.Version.class, scope = CommandLine.ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        "0:all well", "1:the sources have errors", "2:wrong usage, or a file that cannot be read or written"
    })
public final class Seqc implements Runnable {

  /** No errors. */
  static final int OK = 0;
  /** The sources have errors. */
  static final int ERRORS = 1;
  /** Wrong arguments, or files that cannot be read or written. */
  static final int USAGE = 2;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
  }

  /** Runs a command line against two writers, without leaving the virtual machine; gives the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command = new CommandLine(new Seqc()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler((problem, line, result) -> {
      if (problem instanceof UncheckedIOException) {
        err.println(line.getColorScheme().errorText("seqc: " + problem.getMessage()));
        return USAGE;
      }
      throw problem;
    });
    command.setParameterExceptionHandler(Inputs::show);
    int code = command.execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: compile, check, emit or devices");
  }

  /** The version of the build, from a resource that Maven fills in. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Properties properties = new Properties();
      try (InputStream in = Seqc.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read seqc's own version.properties", e);
      }
      return new String[] {"seqc " + properties.getProperty("version")};
    }
  }
}
