package org.seqlang.samples.sentiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.data.Dataset;
import org.seqlang.data.Vocabulary;
import org.seqlang.model.Seed;

class SentimentTest {

  @Test
  void theSentencesAreAllThere() {
    Dataset<Review> reviews = Review.all();

    assertEquals(3000, reviews.size());
    assertEquals(1500, reviews.list().stream().filter(r -> r.label() == 1).count());
    assertEquals(new Review(1, "amazon", "Good case, Excellent value."), reviews.get(1));
    assertEquals(List.of(2400, 300, 300), Main.split(42).stream().map(Dataset::size).toList());
    assertEquals(Main.split(42).get(2).list(), Main.split(42).get(2).list());
  }

  @Test
  void theBaselineIsNoStrawMan() {
    List<Dataset<Review>> parts = Main.split(1);

    double accuracy = BagOfWords.train(parts.get(0), 1).accuracy(parts.get(2));
    assertTrue(accuracy > 0.75, () -> "accuracy " + accuracy);
  }

  @Test
  void shortFormsAreWrittenOut() {
    assertEquals("I can not say it is bad and you will not : they are John",
        Words.plain("I can't say it's bad and you won't : they're John's").strip());
  }

  @Test
  void mostWordsHaveAVector() { // single letters ("i", "a") and numbers have none
    Words words = Words.all();
    long known = 0;
    long all = 0;
    for (Review review : Review.all()) {
      for (int word : words.encode(review.text())) {
        known += word == Vocabulary.UNKNOWN ? 0 : 1;
        all++;
      }
    }
    double share = known / (double) all;
    assertTrue(share > 0.94, () -> "share " + share);
  }

  @Test
  void frozenVectorsStayAsTheyAre() {
    Words words = Words.all();
    List<Dataset<Review>> parts = Review.all().split(1, 0.01, 0.01, 0.98);
    var model = Main.train(words, parts.get(0), parts.get(1), 1, false);
    int good = words.vocabulary().index("good");
    float[] vector = Arrays.copyOfRange(model.parameters().get("embedding.weight").values(), 100 * good, 100 * good + 100);

    assertArrayEquals(words.vectors().vector("good"), vector);
  }

  @Test
  void aLoadedModelGivesTheSameBits(@TempDir Path folder) {
    Vocabulary vocabulary = Vocabulary.of(Review.all().slice(0, 100).map(Review::text).list());
    var model = SentimentClassifier.create(SentimentClassifier.sizes(vocabulary.size()).hidden(8), new Seed(7));
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    int[] text = vocabulary.encode("great acting , poor story");

    assertArrayEquals(model.predict(text), SentimentClassifier.load(file).predict(text));
  }
}
