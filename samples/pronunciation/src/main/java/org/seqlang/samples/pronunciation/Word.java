package org.seqlang.samples.pronunciation;

import java.util.List;

/**
 * A word and the ways in which it is said, as numbers of symbols.
 *
 * @param pronunciations at least one; without the end
 */
record Word(String spelling, List<int[]> pronunciations) {

  Word {
    pronunciations = List.copyOf(pronunciations);
  }
}
