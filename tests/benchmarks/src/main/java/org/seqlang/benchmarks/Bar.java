package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What this project sets out to reach, line by line, and how far it has come. */
final class Bar {

  /** What a figure is compared with. */
  private enum Versus {
    /** The best of the other libraries. */
    PEER,
    /** The same cell from tensor operations. */
    EAGER,
    /** The library's own cell, of which this is a copy. */
    LIBRARY,
    /** The machine's peak. */
    PEAK
  }

  /** Goals are ratios, or shares of the peak; 0 for none. */
  private record Line(String name, String workload, Versus versus, double forward, double train) {}

  /**
   * A line of the table.
   *
   * @param measured for each of this project's backends; nothing if not measured
   * @param most whether the goal is the most there may be, not the least
   */
  record Row(String name, Optional<Outcome.Pass> pass, double goal, boolean most, String format, List<OptionalDouble> measured) {

    /** Whether a backend reaches the goal; nothing if it is not measured. */
    Optional<Boolean> met(int column) {
      OptionalDouble value = measured.get(column);
      return value.isPresent() ? Optional.of(most ? value.getAsDouble() <= goal : value.getAsDouble() >= goal) : Optional.empty();
    }
  }

  private static final List<Line> LINES = List.of(
      new Line("LSTM 128, B=32", "LSTM 128 32 50", Versus.PEER, 1.0, 1.15),
      new Line("LSTM 256, B=32", "LSTM 256 32 50", Versus.PEER, 1.0, 1.15),
      new Line("LSTM 512, B=32", "LSTM 512 32 50", Versus.PEER, 1.0, 1.15),
      new Line("GRU 256, B=32", "GRU 256 32 50", Versus.PEER, 1.25, 1.8),
      new Line("RNN 256, B=32", "RNN 256 32 50", Versus.PEER, 1.6, 1.7),
      new Line("LSTM 256, batch 1, whole sequence", "LSTM 256 1 100", Versus.PEER, 1.4, 0),
      new Line("LSTM 256, batch 1, one call a step", "LSTM 256 1 100 stream", Versus.PEER, 3, 0),
      new Line("text classifier", "TEXT 256 32 50", Versus.PEER, 1.0, 1.2),
      new Line("LSTM 256, packed lengths 5..50", "LSTM 256 32 5..50", Versus.PEER, 1.6, 2.5),
      new Line("own cell: peephole LSTM / eager", "PEEPHOLE 256 32 50", Versus.EAGER, 2.2, 2.2),
      new Line("own cell: layer-norm LSTM / eager", "LAYERNORM 256 32 50", Versus.EAGER, 2.2, 2.2),
      new Line("own cell: independent units / eager", "INDEPENDENT 256 32 50", Versus.EAGER, 2.2, 2.2),
      new Line("copy of the LSTM / the library's", "COPY 256 32 50", Versus.LIBRARY, 0.97, 0.97),
      new Line("of FMA peak: LSTM 256", "LSTM 256 32 50", Versus.PEAK, 0.8, 0.75),
      new Line("of FMA peak: LSTM 512", "LSTM 512 32 50", Versus.PEAK, 0.8, 0.75),
      new Line("of FMA peak: GRU 256", "GRU 256 32 50", Versus.PEAK, 0.8, 0.75),
      new Line("of FMA peak: RNN 256", "RNN 256 32 50", Versus.PEAK, 0.8, 0.75));

  private static final String DL4J = "dl4j";
  private static final double AGAINST_DL4J = 8;
  private static final double SECONDS = 0.3;
  private static final double MEMORY = 100;
  private static final double DISK = 5;

  private final Report report;
  private final List<String> own;

  Bar(Report report) {
    this.report = report;
    Set<String> columns = new LinkedHashSet<>(List.of("java"));
    report.results().stream().map(Result::column).filter(column -> column.startsWith("opencl")).forEach(columns::add);
    this.own = List.copyOf(columns);
  }

  /** All workloads. */
  static List<String> work() {
    return LINES.stream().map(Line::workload).distinct().toList();
  }

  /** Whether a side has a part in a workload. */
  static boolean takesPart(Side side, Workload workload) {
    Set<Versus> asked = LINES.stream().filter(line -> Workload.parse(line.workload).equals(workload)).map(Line::versus).collect(Collectors.toSet());
    return switch (side.column()) {
      case "libtorch", "onnxruntime", DL4J -> asked.contains(Versus.PEER)
          // With many sequences one thread is never the fastest.
          && (workload.batch() == 1 || side.threads() > 1 || Runtime.getRuntime().availableProcessors() == 1)
          && (!side.column().equals(DL4J) || workload.cell() == Cell.LSTM || workload.cell() == Cell.RNN);
      case "eager" -> asked.contains(Versus.EAGER) && (side.threads() > 1 || Runtime.getRuntime().availableProcessors() == 1);
      case Side.LIBRARY -> asked.contains(Versus.LIBRARY);
      default -> true;
    };
  }

  /** A line for each goal. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Line line : LINES) {
      add(rows, line, Outcome.Pass.forward, line.forward);
      add(rows, line, Outcome.Pass.train, line.train);
    }
    for (Outcome.Pass pass : Outcome.Pass.values()) {
      rows.add(new Row("the least against Deeplearning4j", Optional.of(pass), AGAINST_DL4J, false, "%.1f", own.stream().map(column -> against(column, pass)).toList()));
    }
    rows.add(started("JVM start to first output, s", SECONDS, "%.2f", Started::seconds));
    rows.add(started("peak memory, MB", MEMORY, "%.0f", Started::memory));
    rows.add(started("on disk with all dependencies, MB", DISK, "%.1f", Started::disk));
    return rows;
  }

  private void add(List<Row> rows, Line line, Outcome.Pass pass, double goal) {
    if (goal > 0) {
      Workload workload = Workload.parse(line.workload);
      rows.add(new Row(line.name, Optional.of(pass), goal, false, "%.2f", own.stream().map(column -> reached(line, workload, pass, column)).toList()));
    }
  }

  private OptionalDouble reached(Line line, Workload workload, Outcome.Pass pass, String column) {
    Optional<Result> mine = best(workload, pass, column::equals);
    if (line.versus == Versus.PEAK) {
      return mine.filter(r -> r.peak() > 0).map(r -> OptionalDouble.of(r.rate() / r.peak())).orElse(OptionalDouble.empty());
    }
    // The copy's other side is the Java backend.
    if (line.versus == Versus.LIBRARY && !column.equals("java")) {
      return OptionalDouble.empty();
    }
    return ratio(best(workload, pass, switch (line.versus) {
      case EAGER -> "eager"::equals;
      case LIBRARY -> Side.LIBRARY::equals;
      default -> peer -> !Side.own(peer);
    }), mine);
  }

  private OptionalDouble against(String column, Outcome.Pass pass) {
    DoubleStream ratios = LINES.stream().map(line -> Workload.parse(line.workload)).distinct()
        .map(workload -> ratio(best(workload, pass, DL4J::equals), best(workload, pass, column::equals)))
        .flatMapToDouble(OptionalDouble::stream);
    return ratios.min();
  }

  private static OptionalDouble ratio(Optional<Result> theirs, Optional<Result> mine) {
    return theirs.isPresent() && mine.isPresent() ? OptionalDouble.of(theirs.get().best() / mine.get().best()) : OptionalDouble.empty();
  }

  private Optional<Result> best(Workload workload, Outcome.Pass pass, Predicate<String> column) {
    return report.results().stream().filter(r -> r.workload().equals(workload) && r.pass() == pass && column.test(r.column()))
        .min(Comparator.comparingDouble(Result::best));
  }

  private Row started(String name, double goal, String format, ToDoubleFunction<Started> figure) {
    return new Row(name, Optional.empty(), goal, true, format, own.stream().map(column -> report.starts().stream()
        .filter(s -> s.column().equals(column)).mapToDouble(figure).filter(value -> value > 0).min()).toList());
  }

  /** The rows as a Markdown table: for each backend what was measured and whether that meets the goal. */
  String table() {
    StringBuilder text = new StringBuilder("| line | pass | goal |");
    own.forEach(column -> text.append(" ").append(column).append(" | met |"));
    text.append("\n|---|---|---:|").append("---:|---|".repeat(own.size())).append("\n");
    for (Row row : rows()) {
      text.append("| ").append(row.name).append(" | ").append(row.pass.map(Bar::words).orElse("–")).append(" | ")
          .append(row.most ? "≤ " : "≥ ").append(number(row.format, row.goal)).append(" |");
      for (int column = 0; column < own.size(); column++) {
        OptionalDouble value = row.measured.get(column);
        text.append(" ").append(value.isPresent() ? number(row.format, value.getAsDouble()) : "–").append(" | ")
            .append(row.met(column).map(met -> met ? "yes" : "**no**").orElse("–")).append(" |");
      }
      text.append("\n");
    }
    return text.toString();
  }

  private static String words(Outcome.Pass pass) {
    return pass == Outcome.Pass.train ? "training step" : "forward";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The Java backend's figures over their goals, or the goal over the figure where less is better, for the picture. */
  Picture.Bars bars() {
    List<Row> measured = rows().stream().filter(row -> row.measured.get(0).isPresent()).toList();
    return new Picture.Bars("Measured over goal; 1 meets it", "line", "measured / goal",
        measured.stream().map(row -> row.name + row.pass.map(p -> " " + p.name()).orElse("")).toList(),
        List.of(new Picture.Series("java", measured.stream().map(row -> {
          double value = row.measured.get(0).getAsDouble();
          return row.most ? row.goal / value : value / row.goal;
        }).toList())));
  }
}
