package org.seqlang.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The useful GFLOP/s of every contestant, a group of bars for each workload and pass. */
final class Picture {

  private Picture() {}

  static void write(List<Outcome> outcomes, ToDoubleFunction<Timing> measure, Path file) {
    CategoryChart chart = new CategoryChartBuilder().width(Math.max(900, 120 + 95 * outcomes.size())).height(520)
        .title("Recurrent layers: useful GFLOP/s").xAxisTitle("cell, hidden, batch, steps").yAxisTitle("GFLOP/s").build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setXAxisLabelRotation(30);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    for (String column : Outcome.columns(outcomes)) {
      List<String> names = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      for (Outcome outcome : outcomes) {
        names.add(outcome.workload() + " " + outcome.pass());
        rates.add(outcome.best(column, measure).map(e -> outcome.rate(e, measure)).orElse(0.0));
      }
      chart.addSeries(column, names, rates);
    }
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
