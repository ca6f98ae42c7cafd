package org.seqlang.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} as its master sees it. */
final class WorkerProcess implements AutoCloseable {

  /** What a worker says that has ended. */
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone(String message) {
      super(message);
    }
  }

  private final Side side;
  private final File log;
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  /**
   * Starts one with this process's class path.
   *
   * @param java the Java command
   */
  WorkerProcess(Side side, String java, File log) {
    this.side = side;
    this.log = log;
    List<String> command = new ArrayList<>(List.of(java));
    if (side.vectors()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "-Dbenchmarks.threads=" + side.threads(),
        "-XX:ActiveProcessorCount=" + (side.peer() ? Runtime.getRuntime().availableProcessors() : side.threads()),
        Worker.class.getName(), side.contestant()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    // Not an argument: ONNX Runtime 1.29 overflows its stack where the command line is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(side.threads()));
    builder.environment().putAll(side.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + java, e);
    }
    commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  Side side() {
    return side;
  }

  /**
   * Gives a command and waits for the answer.
   *
   * @throws Gone if the process has ended; the message names its log
   */
  String ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      // The same as no answer.
    }
    throw new Gone(side.label() + " ended at \"" + command + "\" (" + status() + "); see " + log);
  }

  private String status() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS) ? "status " + process.exitValue() : "still running";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Runs passes for so many milliseconds. */
  Timing.Round times(String pass, long milliseconds) {
    double[] all = Arrays.stream(ask(pass + " " + milliseconds).split(" ")).mapToDouble(Double::parseDouble).toArray();
    return new Timing.Round(all[0], Arrays.copyOfRange(all, 1, all.length));
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
