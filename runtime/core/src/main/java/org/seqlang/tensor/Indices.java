package org.seqlang.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts, {@code index<n>[T]} an example, out of and into the padded tables that other programs keep them in. */
public final class Indices {

  private Indices() {}

  /**
   * Sequences from a table of {@code [examples][steps]} or {@code [steps][examples]}, copied; what stands after an
   * example's length is ignored.
   *
   * @throws InputException if the lengths do not fit the table
   */
  public static List<int[]> fromPadded(int[][] padded, int[] lengths, Layout layout) {
    int[][] rows = layout == Layout.BATCH_FIRST ? padded : turned(padded, lengths.length);
    if (rows.length != lengths.length) {
      throw new InputException("a padded table of " + rows.length + " examples (" + layout + ") does not go with "
          + lengths.length + " lengths: pass one length an example, and the layout that the data has");
    }
    List<int[]> sequences = new ArrayList<>();
    for (int example = 0; example < lengths.length; example++) {
      if (lengths[example] < 0 || lengths[example] > rows[example].length) {
        throw new InputException("example " + example + " has length " + lengths[example]
            + ", but the padded table has " + rows[example].length + " steps");
      }
      sequences.add(Arrays.copyOf(rows[example], lengths[example]));
    }
    return sequences;
  }

  /** A table of {@code [examples][longest]} or {@code [longest][examples]}, with {@code fill} after each sequence. */
  public static int[][] toPadded(List<int[]> sequences, int fill, Layout layout) {
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    int[][] rows = new int[sequences.size()][];
    for (int example = 0; example < rows.length; example++) {
      int length = sequences.get(example).length;
      rows[example] = Arrays.copyOf(sequences.get(example), longest);
      Arrays.fill(rows[example], length, longest, fill);
    }
    return layout == Layout.BATCH_FIRST ? rows : turned(rows, longest);
  }

  /** Rows become columns. */
  private static int[][] turned(int[][] table, int width) {
    int[][] turned = new int[width][table.length];
    for (int row = 0; row < table.length; row++) {
      if (table[row].length != width) {
        throw new InputException("row " + row + " of a padded table has " + table[row].length + " entries, not "
            + width + ": all rows of a table are equally long");
      }
      for (int column = 0; column < width; column++) {
        turned[column][row] = table[row][column];
      }
    }
    return turned;
  }
}
