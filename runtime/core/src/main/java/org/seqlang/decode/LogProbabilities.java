package org.seqlang.decode;

/** From scores to logarithms of probabilities. */
final class LogProbabilities {

  private LogProbabilities() {}

  /**
   * Log-softmax of a row of scores that are divided by a temperature.
   *
   * @throws IllegalStateException if a score is not a number
   */
  static void of(float[] scores, int row, double temperature, double[] result) {
    int from = row * result.length;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < result.length; i++) {
      double score = scores[from + i] / temperature;
      if (Double.isNaN(score)) {
        throw new IllegalStateException("the score of symbol " + i + " is not a number: the model's parameters may not be"
            + " finite; train with gradient clipping or a lower rate");
      }
      result[i] = score;
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : result) {
      sum += Math.exp(score - largest);
    }
    double total = largest + Math.log(sum);
    for (int i = 0; i < result.length; i++) {
      result[i] -= total;
    }
  }
}
