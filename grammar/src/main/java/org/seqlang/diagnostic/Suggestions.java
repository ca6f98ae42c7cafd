package org.seqlang.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a misspelt name may have meant. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * The known name that is nearest to a wrong one, if one is near enough: at most one slip in a name of up to four
   * letters, two up to eight, three in longer ones. A slip is a letter too many, too few or wrong, or two neighbours
   * exchanged (restricted Damerau-Levenshtein distance); a letter of the other case is none. Of equally near ones, the
   * first.
   */
  public static Optional<String> closest(String wrong, Collection<String> known) {
    int allowed = wrong.length() <= 4 ? 1 : wrong.length() <= 8 ? 2 : 3;
    String best = null;
    for (String name : known) {
      int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), allowed);
      if (distance <= allowed && distance < Math.min(wrong.length(), name.length())) {
        best = name;
        allowed = distance - 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The number of slips from one word to another, or a number above the bound where there are more. */
  static int distance(String a, String b, int bound) {
    if (Math.abs(a.length() - b.length()) > bound) {
      return bound + 1;
    }
    int[] twoBefore = new int[b.length() + 1];
    int[] before = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > bound + 1) {
        return bound + 1;
      }
      int[] free = twoBefore;
      twoBefore = before;
      before = row;
      row = free;
    }
    return before[b.length()];
  }
}
