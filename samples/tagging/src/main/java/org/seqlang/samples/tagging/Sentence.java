package org.seqlang.samples.tagging;

import java.util.ArrayList;
import java.util.List;

/** Words and the tag of each. */
record Sentence(List<String> words, List<String> tags) {

  Sentence {
    words = List.copyOf(words);
    tags = List.copyOf(tags);
  }

  /** Reads {@code word/tag word/tag …}; the tag follows the last slash. */
  static Sentence parse(String line) {
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String token : line.split(" ")) {
      int slash = token.lastIndexOf('/');
      words.add(token.substring(0, slash));
      tags.add(token.substring(slash + 1));
    }
    return new Sentence(words, tags);
  }

  int length() {
    return words.size();
  }
}
