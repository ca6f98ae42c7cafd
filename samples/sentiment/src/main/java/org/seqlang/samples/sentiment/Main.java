package org.seqlang.samples.sentiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.seqlang.data.Dataset;
import org.seqlang.model.Parameter;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.optim.ReduceOnPlateau;
import org.seqlang.report.HtmlReport;
import org.seqlang.report.TensorBoard;
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
    Dataset<Review> test = parts.get(2);
    Words words = Words.all();
    SentimentClassifier model = create(words, SEED, false);
    Path page = file.resolveSibling("sentiment.html");
    HtmlReport report = HtmlReport.to(page).title("Sentiment").setting("vectors", "GloVe, frozen")
        .predictions("What it makes of unseen sentences", List.of("sentence", "right", "P(positive)"),
            () -> predictions(model, words, test.slice(0, 10)));
    fit(trainer(model, SEED, false).monitor(report).monitor(TensorBoard.in(file.resolveSibling("tensorboard").resolve("run-" + System.currentTimeMillis() / 1000))), words,
        parts.get(0), parts.get(1));

    System.out.printf("%nTest accuracy on %d sentences: %.3f%n", test.size(), accuracy(model, words, test));
    System.out.printf("  always the more frequent class: %.3f%n", majority(test));
    System.out.printf("  words without their order:      %.3f%n", BagOfWords.train(parts.get(0), SEED).accuracy(test));
    model.save(file, words.vocabulary());
    System.out.println("Saved to " + file + "; the curves are in " + page);
  }

  private static List<List<String>> predictions(SentimentClassifier model, Words words, Dataset<Review> reviews) {
    return reviews.list().stream().map(r -> List.of(r.text(), r.label() == 1 ? "positive" : "negative",
        String.format(Locale.ROOT, "%.2f", model.predict(words.encode(r.text()))[1]))).toList();
  }

  /** 80 % to train on, 10 % to stop by, 10 % to judge by. */
  static List<Dataset<Review>> split(long seed) {
    return Review.all().split(seed, 0.8, 0.1, 0.1);
  }

  /**
   * A classifier that starts from GloVe's vectors.
   *
   * @param tuned whether the vectors are trained on; else they stay as they are
   */
  static SentimentClassifier create(Words words, long seed, boolean tuned) {
    var model = SentimentClassifier.create(SentimentClassifier.sizes(words.vocabulary().size()), new Seed(seed));
    Parameter embedding = model.parameters().get("embedding.weight");
    words.vectors().fill(embedding, words.vocabulary());
    if (!tuned) {
      embedding.freeze();
    }
    return model;
  }

  static Trainer<SentimentClassifier.Train> trainer(SentimentClassifier model, long seed, boolean tuned) {
    return Trainer.of(model.train())
        .optimizer(Adam.rate(tuned ? 1e-3 : 2e-3)).clipNorm(1.0).batchSize(32).epochs(12).seed(seed)
        .schedule(ReduceOnPlateau.factor(0.5).patience(1)).earlyStopping(Patience.epochs(4));
  }

  static void fit(
      Trainer<SentimentClassifier.Train> trainer, Words words, Dataset<Review> training, Dataset<Review> validation) {
    trainer.fit(examples(words, training), examples(words, validation));
  }

  static SentimentClassifier train(
      Words words, Dataset<Review> training, Dataset<Review> validation, long seed, boolean tuned) {
    SentimentClassifier model = create(words, seed, tuned);
    fit(trainer(model, seed, tuned), words, training, validation);
    return model;
  }

  private static Dataset<SentimentClassifier.Train> examples(Words words, Dataset<Review> reviews) {
    return reviews.map(r -> new SentimentClassifier.Train(words.encode(r.text()), r.label()));
  }

  static double accuracy(SentimentClassifier model, Words words, Dataset<Review> reviews) {
    Rows probabilities = model.predict(reviews.list().stream().map(r -> words.encode(r.text())).toList());
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
