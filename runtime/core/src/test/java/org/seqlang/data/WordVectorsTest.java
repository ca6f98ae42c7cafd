package org.seqlang.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.model.Parameter;

class WordVectorsTest {

  private static final WordVectors SMALL =
      WordVectors.of(List.of("good", "bad", "café"), 2, new float[] {1, 0.5f, -1, -0.25f, 0, 0});

  @TempDir
  Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("vectors.txt"), text);
  }

  @Test
  void readsTextWithAndWithoutFirstLine() throws IOException {
    for (String header : List.of("", "3 2\n")) {
      WordVectors read = WordVectors.readText(file(header + "good 1 0.5\nbad -1 -0.25\n\ncafé 0 0\n"));
      assertEquals(SMALL.words(), read.words());
      assertArrayEquals(new float[] {-1, -0.25f}, read.vector("bad"));
    }
  }

  @Test
  void aWordMayHoldSpaces() throws IOException {
    WordVectors read = WordVectors.readText(file("good 1 0.5\n. . . 2 3\n"));
    assertArrayEquals(new float[] {2, 3}, read.vector(". . ."));
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    Path cut = file("good 1 0.5\nbad -1\n");
    String message = assertThrows(IllegalArgumentException.class, () -> WordVectors.readText(cut)).getMessage();
    assertTrue(message.endsWith("line 2 has 1 numbers, and the first has 2: it is no file of word vectors, or it is cut"
        + " off"), message);
    Path letters = file("good 1 0.5\nbad -1 x\n");
    message = assertThrows(IllegalArgumentException.class, () -> WordVectors.readText(letters)).getMessage();
    assertTrue(message.endsWith("line 2: 'x' is not a number"), message);
    Path empty = file("");
    assertThrows(IllegalArgumentException.class, () -> WordVectors.readText(empty));
  }

  @Test
  void compactFormKeepsNumbersWithinItsBound() throws IOException {
    float[] values = new float[600];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 1.7) * (1 + i / 60);
    }
    List<String> words = java.util.stream.IntStream.range(0, 60).mapToObj(i -> "w" + i).toList();
    Path file = folder.resolve("vectors.gz");
    WordVectors.of(words, 10, values).writeCompact(file);
    WordVectors read = WordVectors.readCompact(Files.newInputStream(file));
    assertEquals(words, read.words());
    for (int i = 0; i < 60; i++) {
      float[] row = Arrays.copyOfRange(values, i * 10, i * 10 + 10);
      float bound = 0;
      for (float value : row) {
        bound = Math.max(bound, Math.abs(value) / 253);
      }
      assertArrayEquals(row, read.vector("w" + i), bound);
    }
  }

  @Test
  void zerosStayZeros() throws IOException {
    Path file = folder.resolve("vectors.gz");
    SMALL.writeCompact(file);
    assertArrayEquals(new float[2], WordVectors.readCompact(Files.newInputStream(file)).vector("café"));
  }

  @Test
  void somethingElseIsNotRead() throws IOException {
    Path file = folder.resolve("vectors.gz");
    SMALL.writeCompact(file);
    byte[] whole = Files.readAllBytes(file);
    assertThrows(IllegalArgumentException.class,
        () -> WordVectors.readCompact(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2))));
    assertThrows(IllegalArgumentException.class,
        () -> WordVectors.readCompact(new ByteArrayInputStream("good 1 0.5".getBytes())));
  }

  @Test
  void fillsTheRowsOfKnownWords() {
    Vocabulary vocabulary = Vocabulary.ofWords(Tokenizer.words(), List.of("bad", "new"));
    Parameter table = Parameter.of("embedding.weight", 4, 2);
    Arrays.fill(table.values(), 9);
    int version = table.version();
    assertEquals(1, SMALL.fill(table, vocabulary));
    assertArrayEquals(new float[] {9, 9, 9, 9, -1, -0.25f, 9, 9}, table.values());
    assertTrue(table.version() > version);
    String message = assertThrows(IllegalArgumentException.class,
        () -> SMALL.fill(Parameter.of("embedding.weight", 4, 3), vocabulary)).getMessage();
    assertEquals("embedding.weight has the shape [4, 3], but 4 words of 2 dimensions need [4, 2]: give the model these"
        + " sizes", message);
  }

  @Test
  void isAVocabulary() {
    Vocabulary vocabulary = SMALL.vocabulary(Tokenizer.words());
    assertEquals(List.of("<pad>", "<unk>", "good", "bad", "café"), vocabulary.words());
    assertFalse(SMALL.contains("<unk>"));
    assertThrows(IllegalArgumentException.class, () -> SMALL.vector("<unk>"));
  }
}
