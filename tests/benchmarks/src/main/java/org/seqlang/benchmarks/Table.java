package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The outcomes as a Markdown table: a line for each workload and pass, a column for each contestant, then ratios. */
final class Table {

  private final List<Outcome> outcomes;
  private final ToDoubleFunction<Timing> measure;
  private final double peak;

  /**
   * @param measure the figure of a side: {@link Timing#best}, {@link Timing#processor}
   * @param peak the machine's GFLOP/s, or 0 if not measured
   */
  Table(List<Outcome> outcomes, ToDoubleFunction<Timing> measure, double peak) {
    this.outcomes = outcomes;
    this.measure = measure;
    this.peak = peak;
  }

  String text() {
    List<String> columns = List.copyOf(Outcome.columns(outcomes));
    List<String> own = columns.stream().filter(column -> Side.own(column) && !column.equals(Side.LIBRARY)).toList();
    List<String> head = new ArrayList<>(List.of("cell H B T", "pass"));
    head.addAll(columns);
    own.forEach(column -> head.add("best peer / " + column));
    if (columns.contains(Side.LIBRARY)) {
      head.add("library / java");
    }
    if (plain(columns)) {
      head.add("speed of java-plain / java");
    }
    own.forEach(column -> head.add(column + (peak > 0 ? " of FMA peak" : " GFLOP/s")));
    String ruler = head.stream().map(name -> head.indexOf(name) < 2 ? "---" : "---:").collect(Collectors.joining("|", "|", "|"));
    return row(head) + ruler + "\n" + outcomes.stream().map(outcome -> line(outcome, columns, own)).collect(Collectors.joining());
  }

  private String line(Outcome outcome, List<String> columns, List<String> own) {
    List<String> cells = new ArrayList<>(List.of(outcome.workload().toString(), outcome.pass().name()));
    columns.forEach(column -> cells.add(outcome.best(column, measure).map(e -> milliseconds(measure.applyAsDouble(e.timing()))).orElse("–")));
    for (String column : own) {
      Optional<Outcome.Entry> mine = outcome.best(column, measure);
      Optional<Outcome.Entry> peer = outcome.bestPeer(measure);
      cells.add(mine.isPresent() && peer.isPresent()
          ? number(measure.applyAsDouble(peer.get().timing()) / measure.applyAsDouble(mine.get().timing()), "%.2f")
          : "–");
    }
    if (columns.contains(Side.LIBRARY)) {
      cells.add(outcome.best("java", measure).flatMap(mine -> outcome.best(Side.LIBRARY, measure)
          .map(e -> number(measure.applyAsDouble(e.timing()) / measure.applyAsDouble(mine.timing()), "%.2f"))).orElse("–"));
    }
    if (plain(columns)) {
      cells.add(outcome.best("java", measure).flatMap(flagged -> outcome.best(Side.PLAIN, measure)
          .map(e -> number(measure.applyAsDouble(flagged.timing()) / measure.applyAsDouble(e.timing()), "%.2f"))).orElse("–"));
    }
    for (String column : own) {
      cells.add(outcome.best(column, measure).map(e -> peak > 0 ? number(100 * outcome.rate(e, measure) / peak, "%.0f %%") : number(outcome.rate(e, measure), "%.0f"))
          .orElse("–"));
    }
    return row(cells);
  }

  /** Whether the Java backend ran with and without the Vector API. */
  private static boolean plain(List<String> columns) {
    return columns.contains("java") && columns.contains(Side.PLAIN);
  }

  /** The errors and the best settings of each contestant. */
  String foot() {
    StringBuilder text = new StringBuilder();
    for (String column : Outcome.columns(outcomes)) {
      double error = outcomes.stream().flatMap(o -> o.entries().stream()).filter(e -> e.side().column().equals(column))
          .mapToDouble(Outcome.Entry::error).max().orElse(Double.NaN);
      String best = outcomes.stream().flatMap(o -> o.best(column, measure).stream()).map(e -> e.side().label())
          .collect(Collectors.groupingBy(label -> label, java.util.TreeMap::new, Collectors.counting())).entrySet().stream()
          .map(e -> e.getKey() + " " + e.getValue() + " times").collect(Collectors.joining(", "));
      text.append(String.format(Locale.ROOT, "%s: largest relative error %.1e; best: %s%n", column, error, best));
    }
    return text.toString();
  }

  /** For single sequences, where a caller waits: how long half of the calls and how long all but a hundredth took. */
  String latencies() {
    StringBuilder text = new StringBuilder();
    for (Outcome outcome : outcomes) {
      if (outcome.workload().batch() == 1 && outcome.pass() == Outcome.Pass.forward) {
        for (Outcome.Entry entry : outcome.entries()) {
          text.append(String.format(Locale.ROOT, "%s, %s: p50 %.3f ms, p99 %.3f ms of %d calls%n", outcome.workload(), entry.side().label(),
              entry.timing().quantile(0.5), entry.timing().quantile(0.99), entry.timing().passes()));
        }
      }
    }
    return text.toString();
  }

  /** Two digits behind the point, or four of short times. */
  static String milliseconds(double value) {
    return number(value, value < 0.1 ? "%.4f" : "%.2f");
  }

  private static String number(double value, String format) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
