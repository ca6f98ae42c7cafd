package org.seqlang.samples.sentiment;

import java.nio.file.Path;
import java.util.List;
import org.seqlang.data.Dataset;
import org.seqlang.data.Vocabulary;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.tensor.Rows;
import org.seqlang.train.Patience;
import org.seqlang.train.Trainer;

/** Trains the classifier, says how good it is on sentences that it has not seen, and saves it. */
public final class Main {

  private static final long SEED = 42;

  private Main() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "sentiment.safetensors");
    List<Dataset<Review>> parts = split(SEED);
    Vocabulary vocabulary = vocabulary(parts.get(0));
    SentimentClassifier model = train(vocabulary, parts.get(0), parts.get(1), SEED);

    Dataset<Review> test = parts.get(2);
    System.out.printf("%nTest accuracy on %d sentences: %.3f%n", test.size(), accuracy(model, vocabulary, test));
    System.out.printf("  always the more frequent class: %.3f%n", majority(test));
    System.out.printf("  words without their order:      %.3f%n",
        BagOfWords.train(vocabulary, parts.get(0), SEED).accuracy(test));
    model.save(file, vocabulary);
    System.out.println("Saved to " + file);
  }

  /** 80 % to train on, 10 % to stop by, 10 % to judge by. */
  static List<Dataset<Review>> split(long seed) {
    return Review.all().split(seed, 0.8, 0.1, 0.1);
  }

  static Vocabulary vocabulary(Dataset<Review> training) {
    return Vocabulary.builder().minimumCount(2).build(training.map(Review::text).list());
  }

  static SentimentClassifier train(
      Vocabulary vocabulary, Dataset<Review> training, Dataset<Review> validation, long seed) {
    var model = SentimentClassifier.create(SentimentClassifier.sizes(vocabulary.size()).hidden(64), new Seed(seed));
    Trainer.of(model.train())
        .optimizer(Adam.rate(2e-3)).clipNorm(1.0).batchSize(32).epochs(12).seed(seed)
        .earlyStopping(Patience.epochs(3))
        .fit(examples(vocabulary, training), examples(vocabulary, validation));
    return model;
  }

  private static Dataset<SentimentClassifier.Train> examples(Vocabulary vocabulary, Dataset<Review> reviews) {
    return reviews.map(r -> new SentimentClassifier.Train(vocabulary.encode(r.text()), r.label()));
  }

  static double accuracy(SentimentClassifier model, Vocabulary vocabulary, Dataset<Review> reviews) {
    Rows probabilities = model.predict(reviews.list().stream().map(r -> vocabulary.encode(r.text())).toList());
    int right = 0;
    for (int i = 0; i < reviews.size(); i++) {
      right += probabilities.argmax(i) == reviews.get(i).label() ? 1 : 0;
    }
    return right / (double) reviews.size();
  }

  static double majority(Dataset<Review> reviews) {
    double positive = reviews.list().stream().mapToInt(Review::label).average().orElseThrow();
    return Math.max(positive, 1 - positive);
  }
}
