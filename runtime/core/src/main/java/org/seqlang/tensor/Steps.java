package org.seqlang.tensor;

import java.util.Arrays;

/**
 * How the valid steps of a ragged batch lie in memory: one row a step, and no row for padding.
 *
 * <pre>
 *   lengths 2, 4, 1              position   0  1  2        rows  step 0: 0 1 2
 *   (the caller's order)         example    1  0  2              step 1: 3 4
 *                                                                step 2: 5
 *                                                                step 3: 6
 * </pre>
 *
 * <p>Examples stand in the order of their length, longest first, equal ones in the caller's order. Rows are ordered
 * step by step, so the rows of a step are contiguous, and the examples active at a step are a prefix of those active at
 * the step before: a time loop needs no mask. Immutable; the arrays that the accessors hand out are the object's own
 * and are for reading only.
 */
public final class Steps {

  private final int[] lengths;
  private final int[] order;
  private final int[] positions;
  private final int[] offsets;
  private final int[] rowExamples;
  private final int[] rowSteps;

  private Steps(int[] lengths) {
    this.lengths = lengths;
    int longest = Arrays.stream(lengths).max().orElseThrow();
    this.order = longestFirst(lengths, longest);
    this.positions = new int[lengths.length];
    for (int p = 0; p < order.length; p++) {
      positions[order[p]] = p;
    }
    this.offsets = offsets(lengths, order, longest);
    this.rowExamples = new int[rows()];
    this.rowSteps = new int[rows()];
    for (int t = 0; t < longest; t++) {
      int active = active(t);
      System.arraycopy(order, 0, rowExamples, offsets[t], active);
      Arrays.fill(rowSteps, offsets[t], offsets[t] + active, t);
    }
  }

  /**
   * The layout of a batch whose examples have these lengths.
   *
   * @throws InputException if there is no example, or one without steps
   */
  public static Steps of(int[] lengths) {
    if (lengths.length == 0) {
      throw new InputException("the batch is empty: pass at least one example");
    }
    long rows = 0;
    for (int example = 0; example < lengths.length; example++) {
      if (lengths[example] <= 0) {
        throw new InputException("example " + example + " has no steps (length " + lengths[example]
            + "): leave it out, or give it at least one step");
      }
      rows += lengths[example];
    }
    if (rows > Integer.MAX_VALUE - 8) {
      throw new InputException("the batch has " + rows + " steps in all, more than an array holds: pass fewer"
          + " examples");
    }
    return new Steps(lengths.clone());
  }

  /** The layout of a batch of examples that all have the same length. */
  public static Steps of(int examples, int steps) {
    int[] lengths = new int[Math.max(0, examples)];
    Arrays.fill(lengths, steps);
    return of(lengths);
  }

  /** How many examples the batch has. */
  public int examples() {
    return lengths.length;
  }

  /** The length of the longest example. */
  public int steps() {
    return offsets.length - 1;
  }

  /** How many valid steps there are in all. */
  public int rows() {
    return offsets[offsets.length - 1];
  }

  /** The first row of step {@code t}; {@code offset(steps())} is {@link #rows()}. */
  public int offset(int t) {
    return offsets[t];
  }

  /** How many examples are longer than {@code t}: positions 0 to {@code active(t) - 1}. */
  public int active(int t) {
    return offsets[t + 1] - offsets[t];
  }

  /** The length of the caller's example. */
  public int length(int example) {
    return lengths[example];
  }

  /** The caller's example at a position of the order by length. */
  public int example(int position) {
    return order[position];
  }

  /** Where the caller's example stands in the order by length. */
  public int position(int example) {
    return positions[example];
  }

  /** The row of step {@code t} of the caller's example, which must be longer than {@code t}. */
  public int row(int example, int t) {
    if (t < 0 || t >= lengths[example]) {
      throw new IndexOutOfBoundsException("step " + t + " of example " + example + " of length " + lengths[example]);
    }
    return offsets[t] + positions[example];
  }

  /** For each step its first row, and at the end the number of rows: {@code steps() + 1} entries, not to be changed. */
  public int[] offsets() {
    return offsets;
  }

  /** For each position its example; not to be changed. */
  public int[] order() {
    return order;
  }

  /** For each row its example; not to be changed. */
  public int[] rowExamples() {
    return rowExamples;
  }

  /** For each row its step; not to be changed. */
  public int[] rowSteps() {
    return rowSteps;
  }

  /** For each example its length; not to be changed. */
  public int[] lengths() {
    return lengths;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps steps && Arrays.equals(lengths, steps.lengths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    return "Steps[" + examples() + " examples, " + steps() + " steps, " + rows() + " rows]";
  }

  /** A counting sort by length, longest first, stable: linear in examples and steps. */
  private static int[] longestFirst(int[] lengths, int longest) {
    int[] next = new int[longest + 2];
    for (int length : lengths) {
      next[longest - length + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    int[] order = new int[lengths.length];
    for (int example = 0; example < lengths.length; example++) {
      order[next[longest - lengths[example]]++] = example;
    }
    return order;
  }

  private static int[] offsets(int[] lengths, int[] order, int longest) {
    int[] offsets = new int[longest + 1];
    int active = lengths.length;
    for (int t = 0; t < longest; t++) {
      while (lengths[order[active - 1]] <= t) {
        active--;
      }
      offsets[t + 1] = offsets[t] + active;
    }
    return offsets;
  }
}
