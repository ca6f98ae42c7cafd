package org.seqlang.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  @Option(names = "--work", split = ",", description = "Workloads: cell, hidden, batch, steps or lengths (5..50), then \"stream\" for one call a step, or the words of "
      + "a text model (TEXT, WORDS). Default: those of the set, or LSTM, GRU and RNN of 128 and 256 units, batch 32, 50 steps. With a set, "
      + "\"start\" stands for the starts")
  private List<String> work = List.of();

  @Option(names = "--set", description = "bar: what this project sets out to reach, one table of goals and figures; sizes: how the cost grows with "
      + "steps, batch, units, words and threads. With --json FILE figures that the file has of other work count too, so that lines can be run one by one")
  private Optional<String> set = Optional.empty();

  @Option(names = "--sides", split = ",", description = "Of java, java-plain (without the Vector API), java-alone (one thread), opencl, opencl-steps "
      + "(a launch for each step), library (the library's LSTM beside a COPY), libtorch, eager, onnxruntime, dl4j. Default: java,opencl,libtorch,onnxruntime,dl4j; of the bar all that it asks for but opencl")
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

  @Option(names = "--inputs", defaultValue = "arrays", description = "Where a peer's input comes from: the caller's arrays in each pass, as this "
      + "project's (arrays), or a tensor made before (ready). Default: ${DEFAULT-VALUE}")
  private String inputs = "arrays";

  @Option(names = "--java", description = "The Java command. Default: that of this process")
  private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Option(names = "--starts", defaultValue = "0", description = "Starts of each side to its first output. Default: ${DEFAULT-VALUE}")
  private int starts;

  @Option(names = "--callers", split = ",", description = "Instead of turns of one caller: so many threads that call one model at the same time, "
      + "such as 1,2,4")
  private List<Integer> callers = List.of();

  @Option(names = "--root", defaultValue = ".", description = "Folder of the built project, for sizes on disk. Default: ${DEFAULT-VALUE}")
  private Path root = Path.of("");

  @Option(names = "--json", description = "File for all figures")
  private @Nullable Path json;

  @Option(names = "--picture", description = "PNG file for the rates")
  private @Nullable Path picture;

  @Option(names = "--logs", defaultValue = "target", description = "Folder for what workers print. Default: ${DEFAULT-VALUE}")
  private File logs = new File("target");

  /** What stands for the starts among the work of a set, and how many of them. */
  private static final String START = "start";
  private static final int STARTS = 5;

  private final Set<String> contestants = new LinkedHashSet<>();
  private Optional<List<String>> devices = Optional.empty();
  private double peak;
  private double bandwidth;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Compare()).execute(arguments));
  }

  @Override
  public Integer call() {
    choose();
    logs.mkdirs();
    String machine = Machine.description();
    System.out.println(machine);
    List<Workload> workloads = work.stream().filter(each -> !each.equals(START)).map(Workload::parse).toList();
    List<Outcome> outcomes = new ArrayList<>();
    List<Served> served = new ArrayList<>();
    if (!workloads.isEmpty()) {
      try (Limits limits = new Limits(Side.seq("java", threads), java, new File(logs, "worker-limits.log"), patience)) {
        for (Workload each : workloads) {
          measure(each, limits, outcomes, served);
          System.err.println("load " + Machine.load() + "\n" + (callers.isEmpty() ? new Table(outcomes, measured(), limits.peak()).text() : Callers.table(served)));
        }
        peak = limits.peak();
        bandwidth = limits.bandwidth();
      }
    }
    List<Started> begun = starts > 0 ? Start.measure(starting(), java, new File(logs, "start.log"), starts, new Disk(root)) : List.of();
    List<String> said = List.copyOf(contestants);
    show(outcomes, new Report(machine, said, Result.of(outcomes, peak, bandwidth, when(machine, said)), served, begun));
    return 0;
  }

  /** In processes of their own: what ran before, compiled code and heap, is in nobody's way. */
  private void measure(Workload workload, Limits limits, List<Outcome> outcomes, List<Served> served) {
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      sides().stream().filter(side -> takesPart(side, workload)).forEach(side -> start(side, workers));
      if (callers.isEmpty()) {
        outcomes.addAll(turns().measure(workload, workers, limits::measure));
      } else {
        served.addAll(Callers.measure(workload, callers, workers, turns()));
      }
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  /** The date, and the Java version if that backend takes part. */
  private static String when(String machine, List<String> contestants) {
    return machine.replaceFirst(",.*", "") + contestants.stream().filter(text -> text.startsWith("java: "))
        .map(text -> text.replaceFirst("java: ([^,]*).*", ", $1")).findFirst().orElse("");
  }

  private boolean bar() {
    return set.isPresent() && set.get().equals("bar");
  }

  private boolean growth() {
    return set.isPresent() && set.get().equals("sizes");
  }

  /** Takes what is not said from the set. */
  private void choose() {
    if (set.isPresent() && !bar() && !growth()) {
      throw new IllegalArgumentException("no set " + set.get() + ": there are bar and sizes");
    }
    if (work.isEmpty()) {
      work = bar() ? Stream.concat(Bar.work().stream(), Stream.of(START)).toList() : growth() ? Growth.work()
          : Stream.of("LSTM", "GRU", "RNN").flatMap(cell -> Stream.of(cell + " 128 32 50", cell + " 256 32 50")).toList();
    }
    if (sides.isEmpty()) {
      sides = bar() ? List.of("java", Side.LIBRARY, "libtorch", "eager", "onnxruntime", "dl4j")
          : growth() ? List.of("java", Side.ALONE) : List.of("java", "opencl", "libtorch", "onnxruntime", "dl4j");
    }
    if (work.contains(START) && starts == 0) {
      starts = STARTS;
    }
  }

  private boolean takesPart(Side side, Workload workload) {
    return bar() ? Bar.takesPart(side, workload) : growth() ? Growth.takesPart(side, workload)
        : !side.column().equals(Side.LIBRARY) || workload.cell() == Cell.COPY;
  }

  private Turns turns() {
    return new Turns(rounds, turn, patience, warm);
  }

  private void show(List<Outcome> outcomes, Report now) {
    System.out.printf(Locale.ROOT, "%nmilliseconds" + (processorTime ? " of processor time" : "") + "; median of the best of %d rounds of %d ms, sides taking turns; the best of a library's settings; "
        + "FMA peak %.0f GFLOP/s, reads %.1f GB/s%n%n", rounds, turn, peak, bandwidth);
    if (!outcomes.isEmpty()) {
      Table table = new Table(outcomes, measured(), peak);
      System.out.println(table.text());
      System.out.println(table.foot() + table.latencies());
    }
    if (!now.served().isEmpty()) {
      System.out.println(Callers.table(now.served()));
    }
    Report report = set.isPresent() && json != null && Files.exists(json) ? Report.read(json).with(now) : now;
    if (!report.starts().isEmpty()) {
      System.out.println(Start.table(report.starts()));
    }
    if (bar()) {
      System.out.println(new Bar(report).table());
    } else if (growth()) {
      System.out.println(new Growth(report).tables());
    }
    if (json != null) {
      report.write(json);
    }
    if (picture != null) {
      Picture.write(bar() ? new Bar(report).bars() : growth() ? new Growth(report).bars() : Picture.rates(outcomes, measured()), picture);
    }
  }

  private ToDoubleFunction<Timing> measured() {
    return processorTime ? Timing::processor : Timing::best;
  }

  private void start(Side side, List<WorkerProcess> workers) {
    WorkerProcess worker = new WorkerProcess(side.withInputs(inputs), java, new File(logs, "worker-" + side.label().replaceAll("\\W+", "-") + ".log"));
    try {
      String said = side.label() + ": " + worker.ask("describe");
      if (contestants.add(said)) {
        System.out.println(said);
      }
      workers.add(worker);
    } catch (WorkerProcess.Gone e) {
      worker.close();
      System.out.println("left out: " + e.getMessage());
    }
  }

  /** The sides whose process is not another's too. */
  private List<Side> starting() {
    Stream<Side> plain = bar() ? Stream.of(Side.plain(threads)) : Stream.of();
    return Stream.concat(plain, sides().stream().filter(side -> !List.of(Side.LIBRARY, "eager").contains(side.column()))).distinct().toList();
  }

  private List<Side> sides() {
    return Sides.of(sides, threads, jemalloc, () -> devices.orElseGet(this::devices).stream());
  }

  /** Asked of a worker, once: drivers change how their process, and those that it starts, take signals. */
  private List<String> devices() {
    try (WorkerProcess worker = new WorkerProcess(Side.seq("java", threads), java, new File(logs, "worker-devices.log"))) {
      List<String> ids = List.of(worker.ask("devices").split(","));
      devices = Optional.of(ids);
      return ids;
    }
  }
}
