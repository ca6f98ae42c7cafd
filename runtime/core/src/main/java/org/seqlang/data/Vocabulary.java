package org.seqlang.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words that a model knows, numbered from 0: first {@code <pad>} and {@code <unk>}, then the others. Immutable. It
 * carries its tokenizer, so that texts are cut the same way in training and in service.
 */
public final class Vocabulary {

  /** The index of padding, {@code <pad>}. */
  public static final int PADDING = 0;

  /** The index that stands for every word that is not in the vocabulary, {@code <unk>}. */
  public static final int UNKNOWN = 1;

  private static final List<String> SPECIAL = List.of("<pad>", "<unk>");

  private final Tokenizer tokenizer;
  private final List<String> words;
  private final Map<String, Integer> indices = new HashMap<>();

  private Vocabulary(Tokenizer tokenizer, List<String> words) {
    this.tokenizer = tokenizer;
    this.words = List.copyOf(words);
    for (int index = 0; index < words.size(); index++) {
      Integer before = indices.put(words.get(index), index);
      if (before != null) {
        throw new IllegalArgumentException("the word '" + words.get(index) + "' stands at " + before + " and at "
            + index + " of the vocabulary: each word may stand there once");
      }
    }
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("a vocabulary starts with " + SPECIAL + ", but this one starts with "
          + words.subList(0, Math.min(SPECIAL.size(), words.size())));
    }
  }

  /** A vocabulary of all words of these texts, cut by {@link Tokenizer#words()}. */
  public static Vocabulary of(Collection<String> texts) {
    return builder().build(texts);
  }

  /**
   * A vocabulary of these words in this order, after {@code <pad>} and {@code <unk>} (if they do not lead it already).
   */
  public static Vocabulary ofWords(Tokenizer tokenizer, List<String> words) {
    List<String> all = new ArrayList<>();
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      all.addAll(SPECIAL);
    }
    all.addAll(words);
    return new Vocabulary(tokenizer, all);
  }

  /** Collects the words of texts: all of them, unless told otherwise. */
  public static Builder builder() {
    return new Builder(Tokenizer.words(), 1, Integer.MAX_VALUE);
  }

  /** Reads what {@link #save} has written. */
  public static Vocabulary load(Path path) {
    return VocabularyJson.read(path);
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Vocabulary fromJson(String json) {
    return VocabularyJson.parse(json);
  }

  /** How many words there are, {@code <pad>} and {@code <unk>} included. */
  public int size() {
    return words.size();
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The words in the order of their index. */
  public List<String> words() {
    return words;
  }

  /** The index of a word, or {@link #UNKNOWN}. */
  public int index(String word) {
    return indices.getOrDefault(word, UNKNOWN);
  }

  public boolean contains(String word) {
    return indices.containsKey(word);
  }

  /**
   * The word at an index.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String word(int index) {
    return words.get(index);
  }

  /** The indices of a text's tokens. A text without tokens becomes one unknown word: a sequence has a step at least. */
  public int[] encode(String text) {
    List<String> tokens = tokenizer.tokens(text);
    return tokens.isEmpty() ? new int[] {UNKNOWN} : encode(tokens);
  }

  /** The index of each token. */
  public int[] encode(List<String> tokens) {
    return tokens.stream().mapToInt(this::index).toArray();
  }

  /** The words at these indices. */
  public List<String> decode(int... indices) {
    List<String> decoded = new ArrayList<>(indices.length);
    for (int index : indices) {
      decoded.add(word(index));
    }
    return decoded;
  }

  /** The vocabulary and its tokenizer as JSON. */
  public String toJson() {
    return VocabularyJson.print(this);
  }

  /** Writes {@link #toJson} to a file, atomically: the file is the old one or the whole new one. */
  public void save(Path path) {
    AtomicFile.write(path, channel -> {
      ByteBuffer text = StandardCharsets.UTF_8.encode(toJson());
      while (text.hasRemaining()) {
        channel.write(text);
      }
    });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary
        && words.equals(vocabulary.words)
        && tokenizer.equals(vocabulary.tokenizer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(words, tokenizer);
  }

  @Override
  public String toString() {
    return "Vocabulary[" + size() + " words]";
  }

  /**
   * What goes into a vocabulary.
   *
   * @param tokenizer cuts the texts
   * @param minimumCount how often a word must occur
   * @param maximumSize how many words are kept, {@code <pad>} and {@code <unk>} included: the most frequent ones
   */
  public record Builder(Tokenizer tokenizer, int minimumCount, int maximumSize) {

    public Builder {
      if (maximumSize <= SPECIAL.size()) {
        throw new IllegalArgumentException("a vocabulary of " + maximumSize + " words has no room beside " + SPECIAL
            + ": choose a maximum size of at least " + (SPECIAL.size() + 1));
      }
    }

    public Builder tokenizer(Tokenizer tokenizer) {
      return new Builder(tokenizer, minimumCount, maximumSize);
    }

    public Builder minimumCount(int minimumCount) {
      return new Builder(tokenizer, minimumCount, maximumSize);
    }

    public Builder maximumSize(int maximumSize) {
      return new Builder(tokenizer, minimumCount, maximumSize);
    }

    /** The vocabulary of these texts: frequent words first, equally frequent ones in the order of the alphabet. */
    public Vocabulary build(Collection<String> texts) {
      Map<String, Integer> counts = new HashMap<>();
      for (String text : texts) {
        tokenizer.tokens(text).forEach(token -> counts.merge(token, 1, Integer::sum));
      }
      counts.keySet().removeAll(SPECIAL);
      List<String> words = new ArrayList<>(SPECIAL);
      counts.entrySet().stream()
          .filter(entry -> entry.getValue() >= minimumCount)
          .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
              .thenComparing(Map.Entry.comparingByKey()))
          .limit(maximumSize - SPECIAL.size())
          .forEach(entry -> words.add(entry.getKey()));
      return new Vocabulary(tokenizer, words);
    }
  }
}
