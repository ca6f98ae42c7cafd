package org.seqlang.samples.pronunciation;

import java.util.List;

/**
 * How wrong a speaker is. Of several pronunciations of a word the nearest counts.
 *
 * @param phonemes edits (put in, left out, changed) for each phoneme of the references
 * @param words the share of words with an edit
 */
record Errors(double phonemes, double words) {

  static Errors of(List<Word> words, List<int[]> said) {
    long edits = 0;
    long length = 0;
    long wrong = 0;
    for (int i = 0; i < words.size(); i++) {
      int best = Integer.MAX_VALUE;
      int bestLength = 0;
      for (int[] reference : words.get(i).pronunciations()) {
        int distance = distance(reference, said.get(i));
        if (distance < best) {
          best = distance;
          bestLength = reference.length;
        }
      }
      edits += best;
      length += bestLength;
      wrong += best > 0 ? 1 : 0;
    }
    return new Errors(edits / (double) length, wrong / (double) words.size());
  }

  /** The least number of symbols to put in, leave out or change (Levenshtein 1966). */
  static int distance(int[] from, int[] to) {
    int[] row = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length];
  }
}
