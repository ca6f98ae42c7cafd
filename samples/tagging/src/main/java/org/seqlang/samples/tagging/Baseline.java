package org.seqlang.samples.tagging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tag that a word most often has; of an unknown word the tag that words most often have. */
final class Baseline {

  private final Map<String, String> tags = new HashMap<>();
  private final String frequent;

  Baseline(List<Sentence> training) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    Map<String, Integer> all = new HashMap<>();
    for (Sentence sentence : training) {
      for (int i = 0; i < sentence.length(); i++) {
        counts.computeIfAbsent(Features.lower(sentence.words().get(i)), word -> new HashMap<>())
            .merge(sentence.tags().get(i), 1, Integer::sum);
        all.merge(sentence.tags().get(i), 1, Integer::sum);
      }
    }
    counts.forEach((word, tagCounts) -> tags.put(word, most(tagCounts)));
    frequent = most(all);
  }

  private static String most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow().getKey();
  }

  /** The share of words whose tag it finds. */
  double accuracy(List<Sentence> sentences) {
    long right = 0;
    long all = 0;
    for (Sentence sentence : sentences) {
      for (int i = 0; i < sentence.length(); i++) {
        String tag = tags.getOrDefault(Features.lower(sentence.words().get(i)), frequent);
        right += tag.equals(sentence.tags().get(i)) ? 1 : 0;
        all++;
      }
    }
    return right / (double) all;
  }
}
