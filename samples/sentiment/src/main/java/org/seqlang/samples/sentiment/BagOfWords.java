package org.seqlang.samples.sentiment;

import java.util.Arrays;
import org.seqlang.data.Dataset;
import org.seqlang.data.Vocabulary;

/**
 * The baseline to beat: logistic regression over which words occur, without their order. Plain Java; a weight a word.
 */
final class BagOfWords {

  private static final int EPOCHS = 60;
  private static final double RATE = 0.1;
  private static final double DECAY = 0.002;

  private final Vocabulary vocabulary;
  private final double[] weights;
  private double bias;

  private BagOfWords(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.weights = new double[vocabulary.size()];
  }

  /** Stochastic gradient descent on the logistic loss, with weight decay. Knows the words that occur twice. */
  static BagOfWords train(Dataset<Review> training, long seed) {
    BagOfWords model =
        new BagOfWords(Vocabulary.builder().minimumCount(2).build(training.map(Review::text).list()));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double rate = RATE / (1 + 0.1 * epoch);
      for (Review review : training.shuffle(seed + epoch)) {
        int[] words = model.words(review);
        double error = 1 / (1 + Math.exp(-model.score(words))) - review.label();
        model.bias -= rate * error;
        for (int word : words) {
          model.weights[word] -= rate * (error + DECAY * model.weights[word]);
        }
      }
    }
    return model;
  }

  /** The share of reviews that it gets right. */
  double accuracy(Dataset<Review> reviews) {
    return reviews.list().stream().filter(r -> (score(words(r)) > 0 ? 1 : 0) == r.label()).count()
        / (double) reviews.size();
  }

  /** The known words of a review, each once. */
  private int[] words(Review review) {
    return Arrays.stream(vocabulary.encode(review.text())).filter(w -> w != Vocabulary.UNKNOWN).distinct().toArray();
  }

  private double score(int[] words) {
    double score = bias;
    for (int word : words) {
      score += weights[word];
    }
    return score;
  }
}
