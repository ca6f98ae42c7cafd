package org.seqlang.samples.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqlang.data.Dataset;

/**
 * Examples out of a series: {@value #PAST} months and the {@value #AHEAD} after them. What the network sees of a month
 * is its difference to the last known month and the season as a point on a circle; what it learns is by how much
 * {@link Naive#seasonalWithDrift} is wrong. Both are divided by their spread in the training part; nothing later is
 * looked at to find it.
 */
final class Windows {

  static final int FEATURES = 3;
  static final int PAST = 48;
  static final int AHEAD = 24;

  private final Series series;
  private final double pastScale;
  private final double futureScale;

  private Windows(Series series, double pastScale, double futureScale) {
    this.series = series;
    this.pastScale = pastScale;
    this.futureScale = futureScale;
  }

  /** Windows whose numbers are scaled by the months before index {@code trainingEnd}. */
  static Windows scaledBy(Series series, int trainingEnd) {
    Windows plain = new Windows(series, 1, 1);
    List<Forecaster.Train> examples = plain.examples(origins(0, trainingEnd)).list();
    double past = spread(examples.stream().flatMapToDouble(e ->
        Arrays.stream(e.past()).mapToDouble(step -> step[0])).toArray());
    double future = spread(examples.stream().flatMapToDouble(e ->
        IntStream.range(0, AHEAD).mapToDouble(h -> e.future()[h])).toArray());
    return new Windows(series, past, future);
  }

  /** All origins whose whole future lies in {@code from..end-1}; the past before them may lie earlier. */
  static List<Integer> origins(int from, int end) {
    return IntStream.range(Math.max(from - 1, PAST - 1), end - AHEAD).boxed().toList();
  }

  Dataset<Forecaster.Train> examples(List<Integer> origins) {
    return Dataset.of(origins.stream().map(origin -> new Forecaster.Train(past(origin), future(origin))).toList());
  }

  /** The months up to an origin as the network sees them: {@code [PAST][3]}. */
  float[][] past(int origin) {
    float[][] steps = new float[PAST][];
    for (int t = 0; t < PAST; t++) {
      int index = origin - PAST + 1 + t;
      double angle = 2 * Math.PI * series.month(index).getMonthValue() / Naive.YEAR;
      steps[t] = new float[] {
        (float) ((series.at(index) - series.at(origin)) / pastScale), (float) Math.sin(angle), (float) Math.cos(angle)
      };
    }
    return steps;
  }

  /** What the network says, as parts per million. */
  double[] forecast(int origin, float[] output) {
    double[] forecast = Naive.seasonalWithDrift(series, origin, AHEAD);
    for (int h = 0; h < AHEAD; h++) {
      forecast[h] += output[h] * futureScale;
    }
    return forecast;
  }

  /** The mean absolute error over examples, in parts per million. */
  double error(Forecaster model, List<Forecaster.Train> examples) {
    double sum = 0;
    for (Forecaster.Train example : examples) {
      float[] output = model.forecast(example.past());
      for (int h = 0; h < AHEAD; h++) {
        sum += Math.abs(output[h] - example.future()[h]) * futureScale;
      }
    }
    return sum / (examples.size() * (double) AHEAD);
  }

  private float[] future(int origin) {
    double[] naive = Naive.seasonalWithDrift(series, origin, AHEAD);
    float[] correction = new float[AHEAD];
    for (int h = 0; h < AHEAD; h++) {
      correction[h] = (float) ((series.at(origin + 1 + h) - naive[h]) / futureScale);
    }
    return correction;
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
