package org.seqlang.samples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.model.Seed;

class ForecastTest {

  private final Series series = Series.co2();
  private final int validation = series.index(Main.VALIDATION);

  @Test
  void theSeriesIsComplete() {
    assertEquals(672, series.size());
    assertEquals(YearMonth.of(2020, 4), series.month(series.size() - 1));
    assertEquals(416.18, series.at(series.size() - 1));
    assertEquals(0, series.index(YearMonth.of(1964, 5)));
  }

  @Test
  void noPartSeesTheFutureOfAnother() {
    int test = series.index(Main.TEST);
    List<Integer> training = Windows.origins(0, validation);
    assertTrue(training.get(training.size() - 1) + Windows.AHEAD < validation);
    List<Integer> checking = Windows.origins(validation, test);
    assertEquals(validation, checking.get(0) + 1);
    assertTrue(checking.get(checking.size() - 1) + Windows.AHEAD < test);
    assertEquals(test, Windows.origins(test, series.size()).get(0) + 1);
  }

  @Test
  void scalesComeFromTheTrainingPartAlone() {
    Series changed = new Series(series.first(), IntStream.range(0, series.size())
        .mapToObj(i -> i < validation ? series.at(i) : 1000.0 * i).toList());
    int origin = Windows.origins(0, validation).get(0);
    assertArrayEquals(Windows.scaledBy(series, validation).past(origin),
        Windows.scaledBy(changed, validation).past(origin));
  }

  @Test
  void naiveForecastsRepeatTheLastYear() {
    Series saw = new Series(YearMonth.of(2000, 1), IntStream.range(0, 48).mapToObj(i -> i % 12 + i / 12.0).toList());
    assertEquals(saw.at(35 + 1 - 12), Naive.seasonal(saw, 35, 24)[0]);
    assertEquals(saw.at(35 + 12 - 12), Naive.seasonal(saw, 35, 24)[23]);
    Errors exact = Errors.of(saw, List.of(23, 35), 12, 24, origin -> Naive.seasonalWithDrift(saw, origin, 12));
    assertEquals(0, exact.mae(), 1e-12);
    assertEquals(1, Errors.of(saw, List.of(23), 12, 24, origin -> Naive.seasonal(saw, origin, 12)).mase(), 1e-12);
  }

  @Test
  void aForecastIsTurnedBackIntoPartsPerMillion(@TempDir Path folder) {
    Windows windows = Windows.scaledBy(series, validation);
    int origin = validation - 1;
    float[] truth = windows.examples(List.of(origin)).get(0).future();
    assertEquals(series.at(origin + 24), windows.forecast(origin, truth)[23], 1e-4);

    Forecaster model = Forecaster.create(Forecaster.sizes(Windows.FEATURES, Windows.AHEAD).hidden(4), new Seed(1));
    Plot.write(folder.resolve("plot.png"), series, windows, model, List.of(origin));
    assertTrue(Files.exists(folder.resolve("plot.png")));
  }
}
