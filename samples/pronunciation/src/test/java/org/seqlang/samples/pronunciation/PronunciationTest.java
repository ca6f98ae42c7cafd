package org.seqlang.samples.pronunciation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.decode.Decoding;
import org.seqlang.train.Progress;

class PronunciationTest {

  private static final Dictionary DICTIONARY = Dictionary.read();

  @Test
  void theDictionaryIsAllThere() {
    int words = DICTIONARY.training().size() + DICTIONARY.validation().size() + DICTIONARY.test().size();
    assertEquals(123_874, words);
    assertEquals(39 + 3, DICTIONARY.symbols().size());
    assertEquals(0.1, DICTIONARY.test().size() / (double) words, 0.005);
    assertEquals("EY", DICTIONARY.text(DICTIONARY.symbols().indexOf("EY")));
    assertThrows(IllegalArgumentException.class, () -> Dictionary.encode("naïve"));
  }

  @Test
  void errorsCountEditsAgainstTheNearest() {
    assertEquals(3, Errors.distance(new int[] {1, 2, 3, 4}, new int[] {2, 3, 5, 6}));
    assertEquals(2, Errors.distance(new int[] {}, new int[] {7, 7}));
    Word word = new Word("a", List.of(new int[] {3}, new int[] {4, 5, 6}));
    assertEquals(new Errors(0, 0), Errors.of(List.of(word), List.of(new int[] {3})));
    assertEquals(new Errors(1 / 3.0, 1), Errors.of(List.of(word), List.of(new int[] {4, 6, 6})));
  }

  @Test
  void learnsFromAFewWords() {
    Dictionary few = DICTIONARY.head(3000);
    Speaker model = Main.create(few);
    double before = Main.errors(model, few.test(), Decoding.greedy()).phonemes();
    Main.train(model, few, 3, Progress.none(), List.of());
    double after = Main.errors(model, few.test(), Decoding.greedy()).phonemes();
    assertTrue(after < 0.85 * Math.min(1, before), () -> before + " before, " + after + " after");
  }
}
