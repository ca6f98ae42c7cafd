package org.seqlang.benchmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.seqlang.compiler.ir.GraphParser;
import org.seqlang.device.Placement;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A cell beside the bound that its own matrix products and memory traffic set, both measured in turns. */
@Command(name = "cell", description = "A layer of any cell beside its roofline.", mixinStandardHelpOptions = true)
public final class Bound implements Callable<Integer> {

  @Option(names = "--cell", required = true, description = "Which of the compiled layers.")
  private String cell = "";

  @Option(names = "--graph", required = true, description = "The text of the objective's graph: what its equations ask for.")
  private Path graph = Path.of("");

  @Option(names = "--hidden", defaultValue = "256", description = "Units; inputs are as wide. Default: ${DEFAULT-VALUE}")
  private int hidden;

  @Option(names = "--batch", defaultValue = "32", description = "Sequences. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(names = "--steps", defaultValue = "50", description = "Steps of each sequence. Default: ${DEFAULT-VALUE}")
  private int steps;

  @Option(names = "--rounds", defaultValue = "10", description = "Turns. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--warm", defaultValue = "4000", description = "Milliseconds of passes of each kind before. Default: ${DEFAULT-VALUE}")
  private int warm;

  @Option(names = "--row", description = "One line of a table, without its head.")
  private boolean row;

  @Option(names = "--json", description = "All figures to this file.")
  private File json = new File("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bound()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    OwnLayer own = ServiceLoader.load(OwnLayer.class).stream().map(ServiceLoader.Provider::get).filter(o -> o.name().equals(cell)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no layer is called " + cell));
    Layer layer = own.layer(hidden, Placement.JVM);
    List<float[][]> input = new Workload(Cell.RNN, hidden, batch, steps).input();
    Measured measured = measure(() -> layer.forward().apply(input), () -> layer.step(input));
    Work work = Work.of(GraphParser.parse(Files.readString(graph)), hidden, steps);
    double bytes = OwnLayer.bytes(layer, hidden, input);
    List<Line> lines = List.of(
        new Line("forward", measured.forward, batch * work.products(), batch * work.functions(), bytes, measured),
        new Line("training step", measured.training, batch * work.training(), batch * work.functions(),
            3 * bytes + 2 * 4.0 * batch * work.states(), measured));
    print(lines, measured);
    if (!json.getPath().isEmpty()) {
      write(lines, measured);
    }
    return 0;
  }

  /**
   * Times and the machine's limits.
   *
   * @param peak GFLOP/s
   * @param bandwidth GB/s
   * @param functions values of tanh in a nanosecond
   */
  private record Measured(double forward, double training, double peak, double bandwidth, double functions) {}

  private Measured measure(Runnable forward, Runnable train) {
    Worker.times(forward, warm);
    Worker.times(train, warm);
    Peak.arithmetic(1500);
    Peak.bandwidth(500);
    Peak.functions(500);
    Timing forwards = new Timing();
    Timing trains = new Timing();
    double peak = 0;
    double bandwidth = 0;
    double functions = 0;
    for (int round = 0; round < rounds; round++) {
      forwards.add(new Timing.Round(0, Worker.times(forward, 100)));
      trains.add(new Timing.Round(0, Worker.times(train, 100)));
      peak = Math.max(peak, Peak.arithmetic(80));
      bandwidth = Math.max(bandwidth, Peak.bandwidth(80));
      functions = Math.max(functions, Peak.functions(40));
    }
    return new Measured(forwards.best(), trains.best(), peak, bandwidth, functions);
  }

  /** A kind of pass: its milliseconds, and what it asks for. */
  private record Line(String pass, double time, double operations, double functions, double bytes, Measured limits) {

    double arithmetic() {
      return operations / limits.peak / 1e6;
    }

    double memory() {
      return bytes / limits.bandwidth / 1e6;
    }

    double bound() {
      return Math.max(arithmetic(), memory());
    }

    /** Functions run on the same units as products. */
    double withFunctions() {
      return Math.max(arithmetic() + functions / limits.functions / 1e6, memory());
    }

    String cells() {
      return String.format(Locale.ROOT, " %.2f | %.2f, %s | %.2f | %.2f |", time, bound(), arithmetic() > memory() ? "arithmetic" : "memory",
          bound() / time, withFunctions() / time);
    }
  }

  private void print(List<Line> lines, Measured measured) {
    if (row) {
      System.out.println("| " + cell + " |" + lines.get(0).cells() + lines.get(1).cells());
      return;
    }
    System.out.printf(Locale.ROOT, "%s; FMA peak %.0f GFLOP/s, reads %.1f GB/s, functions %.1f G/s%n%n", Machine.description(), measured.peak,
        measured.bandwidth, measured.functions);
    System.out.printf("| %s: H %d, B %d, T %d | ms | bound, ms | bound / time | with functions |%n|---|---:|---:|---:|---:|%n", cell, hidden,
        batch, steps);
    lines.forEach(line -> System.out.println("| " + line.pass + " |" + line.cells()));
  }

  private void write(List<Line> lines, Measured measured) throws IOException {
    try (JsonGenerator out = new JsonFactory().createGenerator(json, JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeStringField("cell", cell);
      out.writeStringField("machine", Machine.description());
      out.writeNumberField("hidden", hidden);
      out.writeNumberField("batch", batch);
      out.writeNumberField("steps", steps);
      out.writeNumberField("gigaflops", measured.peak);
      out.writeNumberField("gigabytes", measured.bandwidth);
      out.writeNumberField("gigafunctions", measured.functions);
      for (Line line : lines) {
        out.writeObjectFieldStart(line.pass.replace(" step", ""));
        out.writeNumberField("milliseconds", line.time);
        out.writeNumberField("operations", line.operations);
        out.writeNumberField("functions", line.functions);
        out.writeNumberField("bytes", line.bytes);
        out.writeNumberField("bound", line.bound());
        out.writeNumberField("reached", line.bound() / line.time);
        out.writeNumberField("reached_with_functions", line.withFunctions() / line.time);
        out.writeEndObject();
      }
      out.writeEndObject();
    }
  }
}
