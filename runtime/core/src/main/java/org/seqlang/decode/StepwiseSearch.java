package org.seqlang.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqlang.kernel.Randomness;

/** One sequence an example, each symbol chosen for good. Examples that have ended take no part in further steps. */
final class StepwiseSearch {

  private final Search search;
  private final Decoding how;

  StepwiseSearch(Search search, Decoding how) {
    this.search = search;
    this.how = how;
  }

  List<Hypothesis> run() {
    int examples = search.start().length;
    int[][] symbols = new int[examples][search.atMost()];
    int[] lengths = new int[examples];
    double[] scores = new double[examples];
    int[] previous = search.start().clone();
    int[] active = IntStream.range(0, examples).toArray();
    int[] parents = active;
    double[] row = new double[search.model().symbols()];
    for (int step = 0; step < search.atMost() && active.length > 0; step++) {
      float[] given = search.model().scores(previous, parents, active);
      int[] going = new int[active.length];
      int left = 0;
      for (int i = 0; i < active.length; i++) {
        int example = active[i];
        LogProbabilities.of(given, i, temperature(), row);
        int symbol = choose(row, example, step);
        scores[example] += row[symbol];
        if (symbol != search.until()) {
          symbols[example][lengths[example]++] = symbol;
          going[left++] = i;
        }
      }
      parents = Arrays.copyOf(going, left);
      active = StepModel.select(active, parents);
      previous = Arrays.stream(active).map(example -> symbols[example][lengths[example] - 1]).toArray();
    }
    List<Hypothesis> results = new ArrayList<>(examples);
    for (int example = 0; example < examples; example++) {
      results.add(new Hypothesis(Arrays.copyOf(symbols[example], lengths[example]), scores[example]));
    }
    return results;
  }

  private double temperature() {
    return how instanceof Decoding.Sampling sampling ? sampling.temperature() : 1;
  }

  private int choose(double[] logProbabilities, int example, int step) {
    if (how instanceof Decoding.Sampling sampling) {
      return sample(logProbabilities, Randomness.uniform(Randomness.row(sampling.seed(), 0, example, step), 0));
    }
    int best = 0;
    for (int i = 1; i < logProbabilities.length; i++) {
      best = logProbabilities[i] > logProbabilities[best] ? i : best;
    }
    return best;
  }

  /** The symbol at which the sum of the probabilities passes a number from 0 to 1. */
  private static int sample(double[] logProbabilities, double number) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < logProbabilities.length; i++) {
      double probability = Math.exp(logProbabilities[i]);
      sum += probability;
      if (probability > 0) {
        last = i;
      }
      if (number < sum) {
        return i;
      }
    }
    return last;
  }
}
