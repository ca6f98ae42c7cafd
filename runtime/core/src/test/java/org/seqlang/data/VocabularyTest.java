package org.seqlang.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

  private static final List<String> TEXTS = List.of("the plot, the acting", "The acting was poor .");

  @Test
  void frequentWordsComeFirstAndThenTheAlphabet() {
    Vocabulary vocabulary = Vocabulary.of(TEXTS);
    assertEquals(List.of("<pad>", "<unk>", "the", "acting", ",", ".", "plot", "poor", "was"), vocabulary.words());
    assertEquals(9, vocabulary.size());
    assertTrue(vocabulary.contains("plot"));
    assertFalse(vocabulary.contains("great"));
  }

  @Test
  void sizeAndCountAreBounded() {
    assertEquals(List.of("<pad>", "<unk>", "the", "acting"),
        Vocabulary.builder().minimumCount(2).build(TEXTS).words());
    assertEquals(List.of("<pad>", "<unk>", "the"), Vocabulary.builder().maximumSize(3).build(TEXTS).words());
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.builder().maximumSize(2));
  }

  @Test
  void encodesAndDecodes() {
    Vocabulary vocabulary = Vocabulary.of(TEXTS);
    assertArrayEquals(new int[] {2, 3, 8, Vocabulary.UNKNOWN}, vocabulary.encode("The acting was great"));
    assertArrayEquals(new int[] {Vocabulary.UNKNOWN}, vocabulary.encode("  "));
    assertArrayEquals(new int[0], vocabulary.encode(List.of()));
    assertEquals(List.of("the", "<unk>"), vocabulary.decode(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.word(9));
  }

  @Test
  void wordsOfOnesOwn() {
    assertEquals(List.of("<pad>", "<unk>", "B", "A"),
        Vocabulary.ofWords(Tokenizer.whitespace(), List.of("B", "A")).words());
    assertEquals("the word 'A' stands at 2 and at 3 of the vocabulary: each word may stand there once",
        assertThrows(IllegalArgumentException.class,
            () -> Vocabulary.ofWords(Tokenizer.words(), List.of("A", "A"))).getMessage());
  }

  @Test
  void isSavedAndLoaded(@TempDir Path folder) throws IOException {
    Vocabulary vocabulary = Vocabulary.builder()
        .tokenizer(Tokenizer.of("\\S+\"?")).build(List.of("a \"quoted\" wörd \\ 😀"));
    Path file = folder.resolve("vocabulary.json");
    Files.writeString(file, "old");
    vocabulary.save(file);
    assertEquals(vocabulary, Vocabulary.load(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing is left beside the file");
    }
  }

  @Test
  void foreignFilesAreRefused(@TempDir Path folder) throws IOException {
    assertMessage("it is not a JSON object", "[1]");
    assertMessage("it is not JSON (Unexpected end-of-input", "{\"seqlang.vocabulary\": 1, \"words\": [\"<pa");
    assertMessage("it has no field \"seqlang.vocabulary\"", "{\"words\": [], \"other\": {\"a\": 1}}");
    assertMessage("its version is 2", "{\"seqlang.vocabulary\": 2}");
    assertMessage("its words are not all strings", "{\"seqlang.vocabulary\": 1, \"words\": [7]}");
    Path file = Files.writeString(folder.resolve("v.json"), "x");
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Vocabulary.load(file)).getMessage()
        .startsWith(file + ": this is not a vocabulary"));
    assertThrows(UncheckedIOException.class, () -> Vocabulary.load(folder.resolve("none.json")));
    assertThrows(UncheckedIOException.class, () -> Vocabulary.of(TEXTS).save(folder.resolve("no/such/folder.json")));
  }

  private static void assertMessage(String part, String json) {
    String message = assertThrows(IllegalArgumentException.class, () -> Vocabulary.fromJson(json)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
