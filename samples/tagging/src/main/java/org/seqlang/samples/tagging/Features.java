package org.seqlang.samples.tagging;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqlang.data.Tokenizer;
import org.seqlang.data.Vocabulary;

/**
 * What the model sees of a word: the word in lower case, its first and its last three letters, and its shape. Words that occur once
 * in training are unknown there, so that the model learns what to make of unknown words.
 */
record Features(Vocabulary words, Vocabulary prefixes, Vocabulary suffixes, Vocabulary shapes, Vocabulary tags) {

  private static final int AFFIX = 3;

  static Features of(List<Sentence> training) {
    return new Features(
        vocabulary(training, 2, Features::lower), vocabulary(training, 3, Features::prefix),
        vocabulary(training, 3, Features::suffix), vocabulary(training, 3, Features::shape),
        Vocabulary.builder().tokenizer(Tokenizer.whitespace())
            .build(training.stream().map(s -> String.join(" ", s.tags())).toList()));
  }

  private static Vocabulary vocabulary(List<Sentence> training, int minimumCount, Function<String, String> feature) {
    return Vocabulary.builder().tokenizer(Tokenizer.whitespace()).minimumCount(minimumCount)
        .build(training.stream().map(s -> s.words().stream().map(feature).collect(Collectors.joining(" "))).toList());
  }

  int[] words(List<String> sentence) {
    return encode(words, sentence, Features::lower);
  }

  int[] prefixes(List<String> sentence) {
    return encode(prefixes, sentence, Features::prefix);
  }

  int[] suffixes(List<String> sentence) {
    return encode(suffixes, sentence, Features::suffix);
  }

  int[] shapes(List<String> sentence) {
    return encode(shapes, sentence, Features::shape);
  }

  private static int[] encode(Vocabulary vocabulary, List<String> sentence, Function<String, String> feature) {
    return vocabulary.encode(sentence.stream().map(feature).toList());
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  static String prefix(String word) {
    return lower(word).substring(0, Math.min(AFFIX, word.length()));
  }

  static String suffix(String word) {
    return lower(word).substring(Math.max(0, word.length() - AFFIX));
  }

  /** {@code Xx} for a name, {@code d.d} for 3.14: runs of upper case, lower case and digits, and what else there is. */
  static String shape(String word) {
    return word.replaceAll("\\p{Lu}+", "X").replaceAll("\\p{Ll}+", "x").replaceAll("\\p{Nd}+", "d");
  }
}
