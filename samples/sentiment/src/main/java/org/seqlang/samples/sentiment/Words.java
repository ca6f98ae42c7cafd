package org.seqlang.samples.sentiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.seqlang.data.Tokenizer;
import org.seqlang.data.Vocabulary;
import org.seqlang.data.WordVectors;

/** What is known of words before training: GloVe's vectors of the 20,000 most frequent ones and of those in the reviews. */
record Words(WordVectors vectors, Vocabulary vocabulary) {

  static Words all() {
    try (InputStream in = Words.class.getResourceAsStream("/sentiment/glove.gz")) {
      WordVectors vectors = WordVectors.readCompact(in);
      return new Words(vectors, vectors.vocabulary(Tokenizer.words()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the word vectors from the jar", e);
    }
  }

  int[] encode(String text) {
    return vocabulary.encode(plain(text));
  }

  /** A text with its short forms written out, since the vectors know "not" but no "n't". */
  static String plain(String text) {
    return text.replace('\u2019', '\'')
        .replaceAll("(?i)\\bcan't\\b", "can not")
        .replaceAll("(?i)\\bwon't\\b", "will not")
        .replaceAll("(?i)n't\\b", " not")
        .replaceAll("(?i)'re\\b", " are")
        .replaceAll("(?i)'ve\\b", " have")
        .replaceAll("(?i)'ll\\b", " will")
        .replaceAll("(?i)'d\\b", " would")
        .replaceAll("(?i)'m\\b", " am")
        .replaceAll("(?i)\\b(it|that|what|there|here|he|she|who)'s\\b", "$1 is")
        .replaceAll("(?i)'s\\b", "");
  }
}
