package org.seqlang.samples.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqlang.train.Progress;

class TaggingTest {

  private static final Corpus CORPUS = Corpus.read();

  @Test
  void theCorpusIsAllThere() {
    assertEquals(57340, CORPUS.training().size() + CORPUS.validation().size() + CORPUS.test().size());
    assertEquals(92 + 2, Features.of(all()).tags().size());
    assertEquals(List.of("The", "Fulton", "County"), CORPUS.validation().get(0).words().subList(0, 3));
    assertEquals(List.of("at", "np", "nn"), CORPUS.validation().get(0).tags().subList(0, 3));
  }

  private static List<Sentence> all() {
    List<Sentence> all = new ArrayList<>(CORPUS.training());
    all.addAll(CORPUS.validation());
    all.addAll(CORPUS.test());
    return all;
  }

  @Test
  void shapesAndAffixes() {
    assertEquals("X.X.", Features.shape("U.S."));
    assertEquals("X-x", Features.shape("Well-known").replace("Xx", "X"));
    assertEquals("d.d", Features.shape("3.14"));
    assertEquals("ing", Features.suffix("Running"));
    assertEquals("a", Features.prefix("a"));
  }

  @Test
  void theBaselineIsThePublishedOne() {
    double accuracy = new Baseline(CORPUS.training()).accuracy(CORPUS.test());
    assertEquals(0.90, accuracy, 0.01);
  }

  @ParameterizedTest
  @EnumSource
  void learnsFromAFewSentences(Head head) {
    Corpus few = CORPUS.head(1500);
    Features features = Features.of(few.training());
    Tagger model = Main.create(features);
    head.train(model, features, few, new Head.Settings(3, 1, Progress.none(), List.of()));
    double accuracy = Main.accuracy(head, model, features, few.test());
    assertTrue(accuracy > 0.7, () -> "accuracy " + accuracy);
  }
}
