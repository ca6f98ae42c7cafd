package org.seqlang.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the cost of the Java backend grows with one thing at a time, and what bounds it. */
final class Growth {

  /** Workloads that differ in one thing; with {@code alone}, each with one thread too. */
  private record Group(String name, boolean alone, List<String> work) {

    boolean has(Workload workload) {
      return work.stream().map(Workload::parse).anyMatch(workload::equals);
    }
  }

  private static final List<Group> GROUPS = List.of(
      // A loss at each step: what the last step alone sends back vanishes into subnormal numbers on its way over hundreds of steps.
      group("steps T", "WORDS 256 32 %d 100", 25, 50, 100, 200, 400, 1000),
      group("batch B", "LSTM 256 %d 50", 1, 4, 16, 32, 64, 128, 256),
      group("units H", "LSTM %d 32 50", 64, 128, 256, 512, 1024),
      group("words of an embedding", "TEXT 64 16 20 %d", 1000, 4000, 16000, 64000),
      group("words of an output", "WORDS 128 16 20 %d", 1000, 4000, 16000, 64000),
      new Group("threads", true, List.of("LSTM 256 32 50", "GRU 256 32 50", "RNN 256 32 50", "LSTM 256 1 100", "LSTM 256 32 5..50")));

  private static Group group(String name, String pattern, int... sizes) {
    return new Group(name, false, IntStream.of(sizes).mapToObj(size -> String.format(Locale.ROOT, pattern, size)).toList());
  }

  private final Report report;

  Growth(Report report) {
    this.report = report;
  }

  /** All workloads. */
  static List<String> work() {
    return GROUPS.stream().flatMap(group -> group.work.stream()).map(text -> Workload.parse(text).toString()).distinct().toList();
  }

  /** Whether a side has a part in a workload. */
  static boolean takesPart(Side side, Workload workload) {
    return !side.column().equals(Side.ALONE) || GROUPS.stream().anyMatch(group -> group.alone && group.has(workload));
  }

  /**
   * Milliseconds that a pass must take on the machine whatever the order of work: of its products at the peak, and of the numbers that it
   * must read and write at the bandwidth of reads. Forward these are the weights, the input and the outputs; a training step reads or
   * writes each three times and the states of all steps twice, and an optimiser's way over weights, gradients and two means eight
   * times as many numbers as there are weights.
   */
  record Bound(double arithmetic, double memory) {

    static Bound of(Result result) {
      Workload workload = result.workload();
      double weights = weights(workload);
      double passing = (double) workload.rows() * (workload.cell().tokens() ? 1 : workload.hidden()) + (double) workload.rows() * workload.hidden();
      // Of vectors for words a forward pass needs those that occur, at most one for each token.
      double unread = workload.cell().tokens() ? Math.max(0, vectors(workload) - (double) workload.rows() * width(workload)) : 0;
      double numbers = weights - unread + passing;
      if (result.pass() == Outcome.Pass.train) {
        double states = (workload.cell() == Cell.RNN || workload.cell() == Cell.GRU ? 1 : 2) * (double) workload.rows() * workload.hidden();
        numbers = 3 * numbers + 2 * states + (workload.cell().tokens() ? 8 * weights : 0);
      }
      return new Bound(result.operations() / result.peak() / 1e6, 4 * numbers / result.bandwidth() / 1e6);
    }

    private static int width(Workload workload) {
      return workload.cell() == Cell.TEXT ? Workload.EMBEDDING : workload.hidden();
    }

    private static double vectors(Workload workload) {
      return (double) workload.words() * width(workload);
    }

    private static double weights(Workload workload) {
      double h = workload.hidden();
      return switch (workload.cell()) {
        case TEXT -> vectors(workload) + 8 * h * (Workload.EMBEDDING + h + 2) + 8 * h * (3 * h + 2) + Workload.CLASSES * (2 * h + 1);
        case WORDS -> vectors(workload) + 4 * h * (2 * h + 2) + workload.words() * (h + 1);
        default -> h * (h * (workload.cell().gates() + workload.cell().recurrent()) + 2 * workload.cell().gates());
      };
    }

    double milliseconds() {
      return Math.max(arithmetic, memory);
    }

    String name() {
      return arithmetic >= memory ? "arithmetic" : "memory";
    }
  }

  /**
   * A Markdown table for each kind of growth. The cost of an operation is told as a multiple of the line's before all others of its pass: it
   * stays at 1 where the cost is linear.
   */
  String tables() {
    return GROUPS.stream().map(group -> group.alone ? threads(group) : table(group)).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
  }

  private String table(Group group) {
    List<Result> all = of(group, "java");
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("| " + group.name + " | pass | ms | ns for a row and step | an operation, relative | bound | reached |\n"
        + "|---|---|---:|---:|---:|---|---:|\n");
    for (Outcome.Pass pass : Outcome.Pass.values()) {
      List<Result> lines = all.stream().filter(r -> r.pass() == pass).toList();
      for (Result each : lines) {
        Bound bound = Bound.of(each);
        text.append(String.format(Locale.ROOT, "| %s | %s | %s | %.0f | %.2f | %.2f ms, %s | %.2f |%n", each.workload(), pass, Table.milliseconds(each.best()),
            1e6 * each.best() / each.workload().rows(), lines.get(0).rate() / each.rate(), bound.milliseconds(), bound.name(),
            bound.milliseconds() / each.best()));
      }
    }
    return text.toString();
  }

  private String threads(Group group) {
    List<Result> both = of(group, "java");
    StringBuilder text = new StringBuilder("| threads | pass | all threads, ms | one thread, ms | speed-up |\n|---|---|---:|---:|---:|\n");
    List<Result> alone = of(group, Side.ALONE);
    for (Result each : both) {
      Optional<Result> one = alone.stream().filter(r -> r.workload().equals(each.workload()) && r.pass() == each.pass()).findFirst();
      one.ifPresent(r -> text.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %.2f |%n", each.workload(), each.pass(),
          Table.milliseconds(each.best()), Table.milliseconds(r.best()), r.best() / each.best())));
    }
    return alone.isEmpty() ? "" : text.toString();
  }

  /** The figures of a group in its order. */
  private List<Result> of(Group group, String column) {
    List<Workload> order = group.work.stream().map(Workload::parse).toList();
    return report.results().stream().filter(r -> r.column().equals(column) && group.has(r.workload()))
        .sorted(Comparator.comparing((Result r) -> order.indexOf(r.workload())).thenComparing(Result::pass)).toList();
  }

  /** Reached shares of the bound, for the picture. */
  Picture.Bars bars() {
    List<Result> all = GROUPS.stream().filter(group -> !group.alone).flatMap(group -> of(group, "java").stream()).distinct().toList();
    List<String> names = all.stream().map(r -> r.workload().toString()).distinct().toList();
    return new Picture.Bars("Bound of the machine over the time", "cell, hidden, batch, steps", "reached", names,
        Stream.of(Outcome.Pass.values()).map(pass -> new Picture.Series(pass.name(), names.stream().map(name -> all.stream()
            .filter(r -> r.pass() == pass && r.workload().toString().equals(name)).findFirst()
            .map(r -> Bound.of(r).milliseconds() / r.best()).orElse(0.0)).toList())).toList());
  }
}
