package org.seqlang.samples.forecast;

import java.util.List;
import java.util.function.IntFunction;

/**
 * How far forecasts are from the truth, over all origins and all months ahead.
 *
 * @param mae the mean absolute error, in parts per million
 * @param rmse the root of the mean squared error, in parts per million
 * @param mase the mean absolute error divided by that of the seasonal-naive forecast one month ahead in the training
 *     part (Hyndman and Koehler 2006)
 */
record Errors(double mae, double rmse, double mase) {

  /** Errors of forecasts of so many months from these origins. */
  static Errors of(Series series, List<Integer> origins, int horizon, int trainingEnd, IntFunction<double[]> forecast) {
    double absolute = 0;
    double squares = 0;
    for (int origin : origins) {
      double[] ahead = forecast.apply(origin);
      for (int h = 1; h <= horizon; h++) {
        double error = ahead[h - 1] - series.at(origin + h);
        absolute += Math.abs(error);
        squares += error * error;
      }
    }
    double count = (double) origins.size() * horizon;
    return new Errors(absolute / count, Math.sqrt(squares / count), absolute / count / scale(series, trainingEnd));
  }

  /** The mean absolute difference to the same month of the year before, up to but not including an index. */
  private static double scale(Series series, int end) {
    double sum = 0;
    for (int i = Naive.YEAR; i < end; i++) {
      sum += Math.abs(series.at(i) - series.at(i - Naive.YEAR));
    }
    return sum / (end - Naive.YEAR);
  }
}
