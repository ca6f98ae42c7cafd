package org.seqlang.samples.forecast;

/** Forecasts that need no learning. An origin is the index of the last month that is known. */
final class Naive {

  static final int YEAR = 12;

  private Naive() {}

  /** Each month as in the last known year. */
  static double[] seasonal(Series series, int origin, int horizon) {
    double[] forecast = new double[horizon];
    for (int h = 1; h <= horizon; h++) {
      forecast[h - 1] = series.at(origin + h - YEAR * years(h));
    }
    return forecast;
  }

  /** Each month as in the last known year, and every year the growth of that year on top. */
  static double[] seasonalWithDrift(Series series, int origin, int horizon) {
    double growth = series.at(origin) - series.at(origin - YEAR);
    double[] forecast = seasonal(series, origin, horizon);
    for (int h = 1; h <= horizon; h++) {
      forecast[h - 1] += growth * years(h);
    }
    return forecast;
  }

  /** How many whole years back the last known value of a month lies. */
  private static int years(int ahead) {
    return (ahead + YEAR - 1) / YEAR;
  }
}
