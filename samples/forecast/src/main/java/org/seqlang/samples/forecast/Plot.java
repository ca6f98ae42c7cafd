package org.seqlang.samples.forecast;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of forecasts beside the truth. */
final class Plot {

  private static final int EVERY = 36;

  private Plot() {}

  /** Draws the test months, and the forecast and the seasonal-naive one from every third year's origin. */
  static void write(Path file, Series series, Windows windows, Forecaster model, List<Integer> origins) {
    String title = "Carbon dioxide over Mauna Loa, and forecasts of " + Windows.AHEAD + " months";
    XYChart chart = new XYChartBuilder().width(1200).height(600).title(title).xAxisTitle("")
        .yAxisTitle("parts per million").build();
    XYStyler styler = chart.getStyler();
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    styler.setXAxisDecimalPattern("0");
    styler.setPlotGridLinesColor(new Color(0xe2e6eb));
    styler.setPlotBorderVisible(false);
    styler.setLegendPosition(Styler.LegendPosition.InsideNW);
    styler.setChartBackgroundColor(Color.WHITE);
    int from = origins.get(0) - Windows.AHEAD;
    add(chart, "truth", series, from, values(series, from), new Color(0x1d2430), 1.5f, true);
    for (int i = 0; i < origins.size(); i += EVERY) {
      int origin = origins.get(i);
      double[] naive = Naive.seasonal(series, origin, Windows.AHEAD);
      double[] forecast = windows.forecast(origin, model.forecast(windows.past(origin)));
      add(chart, i == 0 ? "seasonal naive" : "naive " + i, series, origin + 1, naive, new Color(0xb0b7c3), 2f, i == 0);
      add(chart, i == 0 ? "forecast" : "forecast " + i, series, origin + 1, forecast, new Color(0xd9480f), 2.5f,
          i == 0);
    }
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: check that its folder exists and has room", e);
    }
  }

  private static double[] values(Series series, int from) {
    return series.values().subList(from, series.size()).stream().mapToDouble(v -> v).toArray();
  }

  private static void add(XYChart chart, String name, Series series, int first, double[] values, Color colour,
      float width, boolean named) {
    List<Double> years = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      years.add(series.month(first + i).getYear() + (series.month(first + i).getMonthValue() - 0.5) / Naive.YEAR);
      numbers.add(values[i]);
    }
    chart.addSeries(name, years, numbers).setMarker(SeriesMarkers.NONE).setLineColor(colour)
        .setLineStyle(new BasicStroke(width)).setShowInLegend(named);
  }
}
