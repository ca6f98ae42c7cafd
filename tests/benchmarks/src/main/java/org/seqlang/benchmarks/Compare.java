package org.seqlang.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * This project beside libtorch, ONNX Runtime and Deeplearning4j in one run. Each side works in a process of its own, and all take turns,
 * so that each sees the same moments of a machine that others use too.
 */
@Command(name = "compare", description = "This project's backends beside other libraries, taking turns.", mixinStandardHelpOptions = true)
public final class Compare implements Callable<Integer> {

  @Option(names = "--work", split = ",", description = "Workloads: cell, hidden, batch, steps. Default: ${DEFAULT-VALUE}",
      defaultValue = "LSTM 128 32 50,LSTM 256 32 50,GRU 128 32 50,GRU 256 32 50,RNN 128 32 50,RNN 256 32 50")
  private List<String> work = List.of();

  @Option(names = "--sides", split = ",", description = "Of java, opencl, libtorch, eager, onnxruntime, dl4j. Default: ${DEFAULT-VALUE}",
      defaultValue = "java,opencl,libtorch,onnxruntime,dl4j")
  private List<String> sides = List.of();

  @Option(names = "--threads", description = "Threads of each side. Default: one for each processor; the peers with one too")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--processor-time", description = "Compare the processors' time, which other programs hardly change, not the clock's; for --threads 1")
  private boolean processorTime;

  @Option(names = "--rounds", defaultValue = "9", description = "Turns of each side. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--turn", defaultValue = "200", description = "Milliseconds of a turn, or three passes. Default: ${DEFAULT-VALUE}")
  private int turn;

  @Option(names = "--patience", defaultValue = "200",
      description = "Milliseconds to wait before a turn for other programs to pause. Default: ${DEFAULT-VALUE}")
  private int patience;

  @Option(names = "--warm", defaultValue = "2000", description = "Milliseconds before the first turn. Default: ${DEFAULT-VALUE}")
  private int warm;

  @Option(names = "--jemalloc", defaultValue = "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2",
      description = "jemalloc for libtorch, where it is. Default: ${DEFAULT-VALUE}")
  private File jemalloc = new File("");

  @Option(names = "--java", description = "The Java command. Default: that of this process")
  private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Option(names = "--starts", defaultValue = "0", description = "Starts of each side to its first output. Default: ${DEFAULT-VALUE}")
  private int starts;

  @Option(names = "--json", description = "File for all figures")
  private @Nullable Path json;

  @Option(names = "--picture", description = "PNG file for the rates")
  private @Nullable Path picture;

  @Option(names = "--logs", defaultValue = "target", description = "Folder for what workers print. Default: ${DEFAULT-VALUE}")
  private File logs = new File("target");

  private double peak;
  private double bandwidth;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Compare()).execute(arguments));
  }

  @Override
  public Integer call() {
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      String machine = Machine.description();
      System.out.println(machine);
      List<String> contestants = start(workers);
      List<Outcome> outcomes = new ArrayList<>();
      for (String each : work) {
        outcomes.addAll(measure(Workload.parse(each), workers));
        System.err.println("load " + Machine.load() + "\n" + new Table(outcomes, measured(), peak).text());
      }
      show(new Report(machine, contestants, peak, bandwidth, outcomes));
      return 0;
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private void show(Report report) {
    System.out.printf(Locale.ROOT, "%nmilliseconds" + (processorTime ? " of processor time" : "") + "; median of the best of %d rounds of %d ms, sides taking turns; the best of a library's settings; "
        + "FMA peak %.0f GFLOP/s, reads %.1f GB/s%n%n", rounds, turn, report.peak(), report.bandwidth());
    Table table = new Table(report.outcomes(), measured(), report.peak());
    System.out.println(table.text());
    System.out.println(table.foot() + table.latencies());
    if (starts > 0) {
      System.out.println(Start.table(sides(), java, new File(logs, "start.log"), starts));
    }
    if (json != null) {
      report.write(json);
    }
    if (picture != null) {
      Picture.write(report.outcomes(), measured(), picture);
    }
  }

  private ToDoubleFunction<Timing> measured() {
    return processorTime ? Timing::processor : Timing::best;
  }

  /** Gives what each says of itself. */
  private List<String> start(List<WorkerProcess> workers) {
    List<String> contestants = new ArrayList<>();
    logs.mkdirs();
    for (Side side : sides()) {
      WorkerProcess worker = new WorkerProcess(side, java, new File(logs, "worker-" + side.label().replaceAll("\\W+", "-") + ".log"));
      try {
        contestants.add(side.label() + ": " + worker.ask("describe"));
        System.out.println(contestants.get(contestants.size() - 1));
        workers.add(worker);
        if (side.column().equals("java")) {
          // Until the optimising compiler has seen both loops.
          worker.ask("peak 1500");
          worker.ask("bandwidth 500");
        }
      } catch (WorkerProcess.Gone e) {
        worker.close();
        System.out.println("left out: " + e.getMessage());
      }
    }
    return contestants;
  }

  private List<Side> sides() {
    List<Side> all = new ArrayList<>();
    for (String name : sides) {
      switch (name) {
        case "java" -> all.add(Side.seq("java", threads));
        case "opencl" -> devices().map(id -> Side.seq(id, threads)).forEach(all::add);
        case "libtorch" -> all.addAll(Side.libtorch(threads, jemalloc.canRead() ? jemalloc.getPath() : ""));
        case "eager" -> all.addAll(Side.eager(threads, jemalloc.canRead() ? jemalloc.getPath() : ""));
        case "onnxruntime" -> all.addAll(Side.onnxRuntime(threads));
        case "dl4j" -> all.add(Side.dl4j(threads));
        default -> throw new IllegalArgumentException("no side " + name + ": there are java, opencl, libtorch, eager, onnxruntime, dl4j");
      }
    }
    return all;
  }

  /** Asked of a worker: drivers change how their process, and those that it starts, take signals. */
  private Stream<String> devices() {
    try (WorkerProcess worker = new WorkerProcess(Side.seq("java", threads), java, new File(logs, "worker-devices.log"))) {
      return Stream.of(worker.ask("devices").split(",")).filter(id -> id.startsWith("opencl"));
    }
  }

  private List<Outcome> measure(Workload workload, List<WorkerProcess> workers) {
    Map<WorkerProcess, Double> errors = new LinkedHashMap<>();
    Map<Outcome.Pass, Map<WorkerProcess, Timing>> timings = new EnumMap<>(Outcome.Pass.class);
    for (WorkerProcess worker : workers) {
      String able = worker.ask("prepare " + workload);
      if (!able.equals("none")) {
        errors.put(worker, Double.parseDouble(worker.ask("error")));
        for (String pass : able.split(" and ")) {
          worker.times(pass, warm);
          timings.computeIfAbsent(Outcome.Pass.valueOf(pass), p -> new LinkedHashMap<>()).put(worker, new Timing());
        }
      }
    }
    for (int round = 0; round < rounds; round++) {
      takeTurns(timings);
      limits(workers);
    }
    return timings.entrySet().stream().map(pass -> new Outcome(workload, pass.getKey(), pass.getValue().entrySet().stream()
        .map(e -> new Outcome.Entry(e.getKey().side(), e.getValue(), errors.getOrDefault(e.getKey(), Double.NaN))).toList())).toList();
  }

  private void takeTurns(Map<Outcome.Pass, Map<WorkerProcess, Timing>> timings) {
    timings.forEach((pass, sides) -> sides.forEach((worker, timing) -> {
      Machine.awaitQuiet(patience);
      timing.add(worker.times(pass.name(), turn));
    }));
  }

  /** The machine's limits are measured by the Java backend's process, in turn with the layers; the best counts here too. */
  private void limits(List<WorkerProcess> workers) {
    for (WorkerProcess worker : workers) {
      if (worker.side().column().equals("java")) {
        Machine.awaitQuiet(patience);
        peak = Math.max(peak, Double.parseDouble(worker.ask("peak 60")));
        bandwidth = Math.max(bandwidth, Double.parseDouble(worker.ask("bandwidth 60")));
      }
    }
  }
}
