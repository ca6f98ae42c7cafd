package org.seqlang.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Groups of bars, as a PNG file. */
final class Picture {

  /** Bars of one colour, one in each group. */
  record Series(String name, List<Double> values) {}

  /** What is drawn. */
  record Bars(String title, String xTitle, String yTitle, List<String> groups, List<Series> series) {}

  private Picture() {}

  /** The useful GFLOP/s of every contestant, a group of bars for each workload and pass. */
  static Bars rates(List<Outcome> outcomes, ToDoubleFunction<Timing> measure) {
    return new Bars("Recurrent layers: useful GFLOP/s", "cell, hidden, batch, steps", "GFLOP/s",
        outcomes.stream().map(outcome -> outcome.workload() + " " + outcome.pass()).toList(),
        Outcome.columns(outcomes).stream().map(column -> new Series(column,
            outcomes.stream().map(outcome -> outcome.best(column, measure).map(e -> outcome.rate(e, measure)).orElse(0.0)).toList())).toList());
  }

  static void write(Bars bars, Path file) {
    CategoryChart chart = new CategoryChartBuilder().width(Math.max(900, 120 + 95 * bars.groups.size())).height(620)
        .title(bars.title).xAxisTitle(bars.xTitle).yAxisTitle(bars.yTitle).build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setXAxisLabelRotation(30);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    bars.series.forEach(each -> chart.addSeries(each.name, bars.groups, each.values));
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
