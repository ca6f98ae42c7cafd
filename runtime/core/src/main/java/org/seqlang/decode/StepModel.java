package org.seqlang.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A decoder's step over rows, each of which is the beginning of a sequence of some example. Keeps the rows' states. */
public interface StepModel {

  /** How many symbols there are to choose from. */
  int symbols();

  /**
   * One step: the scores of the next symbol, before softmax.
   *
   * @param previous the symbol before, of each row
   * @param parents which row of the call before each row goes on from; in the first call, which example it starts
   * @param examples which example each row belongs to
   * @return row-major {@code [previous.length, symbols()]}, or more; valid until the next call
   */
  float[] scores(int[] previous, int[] parents, int[] examples);

  /** Rows of a list, some perhaps more than once. */
  static <E> List<E> select(List<E> from, int[] rows) {
    List<E> selected = new ArrayList<>(rows.length);
    for (int row : rows) {
      selected.add(from.get(row));
    }
    return selected;
  }

  /** Elements of an array. */
  static float[] select(float[] from, int[] rows) {
    float[] selected = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = from[rows[i]];
    }
    return selected;
  }

  /** Elements of an array. */
  static int[] select(int[] from, int[] rows) {
    return Arrays.stream(rows).map(row -> from[row]).toArray();
  }
}
