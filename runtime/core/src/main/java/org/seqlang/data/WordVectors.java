package org.seqlang.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.tensor.NamedArray;

/**
 * Vectors of words that were trained elsewhere, such as GloVe's (Pennington et al. 2014). Immutable.
 *
 * <pre>{@code
 * WordVectors vectors = WordVectors.readText(Path.of("glove.6B.100d.txt"));
 * Vocabulary vocabulary = vectors.vocabulary(Tokenizer.words());
 * vectors.fill(model.parameters().get("embedding.weight"), vocabulary);
 * }</pre>
 */
public final class WordVectors {

  private final List<String> words;
  private final int dimensions;
  private final float[] values;
  private final Map<String, Integer> rows = new HashMap<>();

  private WordVectors(List<String> words, int dimensions, float[] values) {
    this.words = List.copyOf(words);
    this.dimensions = dimensions;
    this.values = values;
    for (int row = 0; row < words.size(); row++) {
      rows.putIfAbsent(words.get(row), row);
    }
  }

  /**
   * Vectors by word.
   *
   * @param values row-major {@code [words, dimensions]}; copied
   * @throws IllegalArgumentException if there are not as many values
   */
  public static WordVectors of(List<String> words, int dimensions, float[] values) {
    if (dimensions < 1 || (long) words.size() * dimensions != values.length) {
      throw new IllegalArgumentException(words.size() + " words of " + dimensions + " dimensions need "
          + (long) words.size() * dimensions + " values, but there are " + values.length);
    }
    return new WordVectors(words, dimensions, values.clone());
  }

  /**
   * Reads the text format of GloVe, word2vec and fastText: a word and its numbers a line, with or without a first line
   * that gives how many and how long. A file whose name ends in {@code .gz} is decompressed.
   *
   * @throws IllegalArgumentException if a line is something else; the message names the file and the line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static WordVectors readText(Path file) {
    return WordVectorText.read(file);
  }

  /**
   * Reads what {@link #writeCompact} has written.
   *
   * @throws IllegalArgumentException if it is something else
   * @throws java.io.UncheckedIOException if the stream cannot be read
   */
  public static WordVectors readCompact(InputStream in) {
    return CompactVectors.read(in);
  }

  /**
   * Writes a file of a quarter of the size: each number as a whole number from -127 to 127, times a scale of its word.
   * The error is at most 1/254 of the word's largest number.
   *
   * @throws java.io.UncheckedIOException if it cannot be written; the file is then what it was before
   */
  public void writeCompact(Path file) {
    CompactVectors.write(this, file);
  }

  /** How many words there are. */
  public int size() {
    return words.size();
  }

  /** How long each vector is. */
  public int dimensions() {
    return dimensions;
  }

  /** The words, in the file's order: usually the most frequent first. */
  public List<String> words() {
    return words;
  }

  public boolean contains(String word) {
    return rows.containsKey(word);
  }

  /**
   * A word's vector; a copy.
   *
   * @throws IllegalArgumentException if there is none
   */
  public float[] vector(String word) {
    Integer row = rows.get(word);
    if (row == null) {
      throw new IllegalArgumentException("there is no vector for '" + word + "': ask contains(word) first");
    }
    float[] vector = new float[dimensions];
    System.arraycopy(values, row * dimensions, vector, 0, dimensions);
    return vector;
  }

  /** A vocabulary of these words in this order. */
  public Vocabulary vocabulary(Tokenizer tokenizer) {
    List<String> special = List.of("<pad>", "<unk>");
    return Vocabulary.ofWords(tokenizer, rows.size() == words.size() && words.stream().noneMatch(special::contains)
        ? words : words.stream().distinct().filter(word -> !special.contains(word)).toList());
  }

  /**
   * Copies the vectors of a vocabulary's words into the rows of an embedding; rows of other words stay as they are.
   *
   * @param table {@code [vocabulary.size(), dimensions]}
   * @return how many words have been found
   * @throws IllegalArgumentException if the table has another shape
   */
  public int fill(NamedArray table, Vocabulary vocabulary) {
    int[] shape = table.shape();
    if (shape.length != 2 || shape[0] != vocabulary.size() || shape[1] != dimensions) {
      throw new IllegalArgumentException(table.name() + " has the shape " + Arrays.toString(shape)
          + ", but " + vocabulary.size() + " words of " + dimensions + " dimensions need [" + vocabulary.size() + ", "
          + dimensions + "]: give the model these sizes");
    }
    int found = 0;
    for (int index = 0; index < vocabulary.size(); index++) {
      Integer row = rows.get(vocabulary.word(index));
      if (row != null) {
        System.arraycopy(values, row * dimensions, table.values(), index * dimensions, dimensions);
        found++;
      }
    }
    table.touched();
    return found;
  }

  /** The numbers of a row, from the array itself; for this package. */
  float value(int row, int column) {
    return values[row * dimensions + column];
  }

  @Override
  public String toString() {
    return "WordVectors[" + size() + " words, " + dimensions + " dimensions]";
  }
}
