package org.seqlang.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqlang.train.Epoch;
import org.seqlang.train.Monitor;

/** The text of a report's page: {@code page.html} with its placeholders {@code @@name@@} filled in. */
final class Page {

  private static final int PREDICTIONS = 200;

  private final HtmlReport.Contents contents;
  private final List<HeatMap> pictures;
  private final Recording run;

  Page(HtmlReport.Contents contents, List<HeatMap> pictures, Recording run) {
    this.contents = contents;
    this.pictures = pictures;
    this.run = run;
  }

  String html() {
    Map<String, String> parts = Map.ofEntries(
        Map.entry("title", Html.escape(contents.title())),
        Map.entry("state", run.state().name().toLowerCase(Locale.ROOT)),
        Map.entry("summary", Html.escape(summary())),
        Map.entry("licence", Html.escape(resource("uPlot-LICENSE.txt"))),
        Map.entry("style", resource("uPlot.min.css") + resource("page.css")),
        Map.entry("library", resource("uPlot.iife.min.js")),
        Map.entry("script", resource("page.js")),
        Map.entry("charts", Charts.json(run)),
        Map.entry("pictures", pictures()),
        Map.entry("predictions", predictions()),
        Map.entry("settings", Html.table(List.of(), settings())),
        Map.entry("parameters", parameters()),
        Map.entry("epochs", epochs()));
    return fill(resource("page.html"), parts);
  }

  /** What is filled in is not searched for placeholders itself. */
  private static String fill(String template, Map<String, String> parts) {
    String[] pieces = template.split("@@", -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.length; i++) {
      text.append(i % 2 == 0 ? pieces[i] : parts.get(pieces[i]));
    }
    return text.toString();
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    run.history().ifPresent(history -> parts.add(
        (history.stoppedEarly() ? "stopped early" : "complete") + ", best epoch " + history.bestNumber()));
    Monitor.Start start = run.start();
    parts.add(run.epochs().size() + " of " + start.epochs() + " epochs");
    run.last().ifPresent(step -> parts.add("step " + count(step.number())));
    parts.add(count(start.trainedNumbers()) + " numbers learned");
    double seconds = run.epochs().stream().mapToDouble(Epoch::seconds).sum();
    parts.add(seconds < 60 ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60));
    return String.join(" · ", parts);
  }

  private List<List<String>> settings() {
    List<List<String>> rows = new ArrayList<>();
    contents.settings().forEach((name, value) -> rows.add(List.of(name, value)));
    Monitor.Start start = run.start();
    rows.add(List.of("training examples", count(start.trainingExamples())));
    rows.add(List.of("validation examples", count(start.validationExamples())));
    rows.add(List.of("batch size", count(start.batchSize())));
    rows.add(List.of("batches in an epoch", count(start.batches())));
    rows.add(List.of("parameters", count(start.parameters().count()) + " numbers in " + start.parameters().size()
        + " arrays"));
    return rows;
  }

  private String parameters() {
    List<List<String>> rows = new ArrayList<>();
    run.start().parameters().forEach(parameter -> rows.add(List.of(parameter.name(),
        Arrays.toString(parameter.shape()), count(parameter.size()), parameter.frozen() ? "frozen" : "")));
    return Html.table(List.of("parameter", "shape", "numbers", ""), rows);
  }

  private String epochs() {
    List<String> metrics = List.copyOf(Charts.metrics(run.epochs()));
    List<String> header = new ArrayList<>(List.of("epoch", "training loss", "validation loss"));
    header.addAll(metrics);
    header.addAll(List.of("gradient norm", "learning rate", "seconds", ""));
    List<List<String>> rows = new ArrayList<>();
    for (Epoch epoch : run.epochs()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(epoch.number()), number(epoch.trainingLoss()),
          epoch.validationLoss().isPresent() ? number(epoch.validationLoss().getAsDouble()) : "–"));
      metrics.forEach(name -> row.add(epoch.metrics().containsKey(name) ? number(epoch.metrics().get(name)) : "–"));
      boolean best = run.history().filter(history -> history.bestNumber() == epoch.number()).isPresent();
      row.addAll(List.of(number(epoch.gradientNorm()), number(epoch.rate()),
          String.format(Locale.ROOT, "%.1f", epoch.seconds()), best ? "best" : ""));
      rows.add(row);
    }
    return Html.table(header, rows);
  }

  private String predictions() {
    StringBuilder text = new StringBuilder();
    for (HtmlReport.Predictions table : run.epochs().isEmpty() ? List.<HtmlReport.Predictions>of()
        : contents.predictions()) {
      List<List<String>> rows = table.rows().get();
      text.append("<section class=\"card\"><h2>").append(Html.escape(table.title())).append("</h2>")
          .append(Html.table(table.columns(), rows.subList(0, Math.min(PREDICTIONS, rows.size()))))
          .append("</section>\n");
    }
    return text.toString();
  }

  private String pictures() {
    StringBuilder text = new StringBuilder();
    pictures.forEach(picture -> text.append("<section class=\"card\"><h2>").append(Html.escape(picture.title()))
        .append("</h2><div class=\"scroll\">").append(picture.svg()).append("</div></section>\n"));
    return text.toString();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Four digits that count. */
  private static String number(double value) {
    double size = Math.abs(value);
    return size != 0 && (size < 1e-3 || size >= 1e6) ? String.format(Locale.ROOT, "%.3e", value)
        : String.format(Locale.ROOT, size < 1 ? "%.5f" : "%.4f", value);
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from the library's jar: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
