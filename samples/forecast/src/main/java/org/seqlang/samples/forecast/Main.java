package org.seqlang.samples.forecast;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.seqlang.data.Dataset;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.optim.ReduceOnPlateau;
import org.seqlang.report.HtmlReport;
import org.seqlang.report.TensorBoard;
import org.seqlang.train.Monitor;
import org.seqlang.train.Patience;
import org.seqlang.train.Progress;
import org.seqlang.train.Trainer;

/** Trains forecasters with several seeds, compares them with forecasts that need no learning, and draws one. */
public final class Main {

  static final YearMonth VALIDATION = YearMonth.of(2000, 1);
  static final YearMonth TEST = YearMonth.of(2008, 1);

  private final Series series = Series.co2();
  private final int validation = series.index(VALIDATION);
  private final int test = series.index(TEST);
  private final Windows windows = Windows.scaledBy(series, validation);
  private final List<Integer> origins = Windows.origins(test, series.size());

  private Main() {}

  /** @param arguments the folder for what is written, and the number of seeds; {@code target} and 5 unless given */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target");
    int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new Main().run(folder, seeds);
  }

  private void run(Path folder, int seeds) {
    System.out.printf("%d months; trained before %s, tested from %s: %d origins, %d months ahead each%n%n",
        series.size(), VALIDATION, TEST, origins.size(), Windows.AHEAD);
    List<Errors> learned = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Forecaster model = train(seed, seed == 1 ? monitors(folder) : untold -> List.of());
      learned.add(errors(model));
      System.out.printf(Locale.ROOT, "seed %d: mean absolute error %.3f ppm%n", seed,
          learned.get(learned.size() - 1).mae());
      if (seed == 1) {
        Plot.write(folder.resolve("forecast.png"), series, windows, model, origins);
      }
    }
    print(learned);
    System.out.println("Picture: " + folder.resolve("forecast.png"));
    System.out.println("Training of seed 1: " + folder.resolve("report.html") + ", tensorboard --logdir "
        + folder.resolve("tensorboard"));
  }

  /** Who listens to the training of a model. */
  private interface Listeners {
    List<Monitor> of(Forecaster model);
  }

  private Listeners monitors(Path folder) {
    int origin = test - 1;
    return model -> List.of(
        TensorBoard.in(folder.resolve("tensorboard").resolve("run-" + System.currentTimeMillis() / 1000)),
        HtmlReport.to(folder.resolve("report.html")).title("Forecasting carbon dioxide")
            .setting("past", Windows.PAST + " months").setting("ahead", Windows.AHEAD + " months")
            .predictions("Forecast from " + series.month(origin), List.of("month", "forecast", "truth"),
                () -> table(model, origin)));
  }

  private List<List<String>> table(Forecaster model, int origin) {
    double[] forecast = windows.forecast(origin, model.forecast(windows.past(origin)));
    List<List<String>> rows = new ArrayList<>();
    for (int h = 1; h <= Windows.AHEAD; h += 3) {
      rows.add(List.of(series.month(origin + h).toString(), String.format(Locale.ROOT, "%.2f", forecast[h - 1]),
          String.format(Locale.ROOT, "%.2f", series.at(origin + h))));
    }
    return rows;
  }

  private Forecaster train(long seed, Listeners listeners) {
    Dataset<Forecaster.Train> training = windows.examples(Windows.origins(0, validation));
    Dataset<Forecaster.Train> checking = windows.examples(Windows.origins(validation, test));
    Forecaster model = Forecaster.create(Forecaster.sizes(Windows.FEATURES, Windows.AHEAD), new Seed(seed));
    Trainer<Forecaster.Train> trainer = Trainer.of(model.train())
        .optimizer(Adam.rate(3e-3)).clipNorm(1.0).batchSize(16).epochs(60).seed(seed)
        .schedule(ReduceOnPlateau.factor(0.5).patience(4)).earlyStopping(Patience.epochs(12))
        .metric("error (ppm)", examples -> windows.error(model, examples))
        .progress(seed == 1 ? Progress.automatic() : Progress.none());
    for (Monitor monitor : listeners.of(model)) {
      trainer = trainer.monitor(monitor);
    }
    trainer.fit(training, checking);
    return model;
  }

  private Errors errors(Forecaster model) {
    return Errors.of(series, origins, Windows.AHEAD, validation,
        origin -> windows.forecast(origin, model.forecast(windows.past(origin))));
  }

  private void print(List<Errors> learned) {
    System.out.printf("%nErrors on the test months   %16s %16s %16s%n", "MAE (ppm)", "RMSE (ppm)", "MASE");
    print("GRU, " + learned.size() + " seeds", learned);
    print("seasonal naive with drift", List.of(Errors.of(series, origins, Windows.AHEAD, validation,
        origin -> Naive.seasonalWithDrift(series, origin, Windows.AHEAD))));
    print("seasonal naive", List.of(Errors.of(series, origins, Windows.AHEAD, validation,
        origin -> Naive.seasonal(series, origin, Windows.AHEAD))));
  }

  private static void print(String name, List<Errors> errors) {
    System.out.printf("  %-26s%16s %16s %16s%n", name, spread(errors, Errors::mae), spread(errors, Errors::rmse),
        spread(errors, Errors::mase));
  }

  private static String spread(List<Errors> errors, ToDoubleFunction<Errors> of) {
    double mean = errors.stream().mapToDouble(of).average().orElseThrow();
    double squares = errors.stream().mapToDouble(of).map(v -> (v - mean) * (v - mean)).sum();
    return errors.size() == 1 ? String.format(Locale.ROOT, "%.3f        ", mean)
        : String.format(Locale.ROOT, "%.3f +- %.3f", mean, Math.sqrt(squares / (errors.size() - 1)));
  }
}
