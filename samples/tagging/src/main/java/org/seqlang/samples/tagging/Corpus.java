package org.seqlang.samples.tagging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The tagged Brown corpus: every tenth of its 500 texts is for testing, the text after each of these for validation. */
record Corpus(List<Sentence> training, List<Sentence> validation, List<Sentence> test) {

  static Corpus read() {
    List<List<Sentence>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Corpus.class.getResourceAsStream("/tagging/brown.gz")), StandardCharsets.UTF_8))) {
      int text = -1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("# ")) {
          text++;
        } else {
          int part = text % 10 == 9 ? 2 : text % 50 == 0 ? 1 : 0;
          parts.get(part).add(Sentence.parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the corpus from the jar", e);
    }
    return new Corpus(parts.get(0), parts.get(1), parts.get(2));
  }

  /** The first sentences of each part, for a quick look. */
  Corpus head(int sentences) {
    return new Corpus(training.subList(0, Math.min(sentences, training.size())),
        validation.subList(0, Math.min(sentences / 5, validation.size())),
        test.subList(0, Math.min(sentences / 5, test.size())));
  }
}
