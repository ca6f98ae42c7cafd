package org.seqlang.tensor;

/**
 * The valid steps of a ragged batch with all steps of an example together, the examples in the order of another layout's
 * positions: how a loop over one ragged size goes through the whole of another sequence at each of its steps.
 *
 * <pre>
 *   order by T: examples 1 0 2     lengths of S: 2, 1, 3      rows  position 0 (example 1): 0
 *                                                                   position 1 (example 0): 1 2
 *                                                                   position 2 (example 2): 3 4 5
 * </pre>
 *
 * <p>Examples that are active at a step of the loop are the first positions, so their rows are the first rows. Immutable; the
 * arrays that the accessors hand out are the object's own and are for reading only.
 */
public final class Segments {

  private final int[] starts;
  private final int[] positions;
  private final int[] examples;
  private final int[] steps;
  private final int[] rows;

  private Segments(Steps order, Steps inner) {
    starts = new int[order.examples() + 1];
    positions = new int[inner.rows()];
    examples = new int[inner.rows()];
    steps = new int[inner.rows()];
    rows = new int[inner.rows()];
    int row = 0;
    for (int p = 0; p < order.examples(); p++) {
      int example = order.example(p);
      starts[p] = row;
      for (int s = 0; s < inner.length(example); s++) {
        positions[row] = p;
        examples[row] = example;
        steps[row] = s;
        rows[row] = inner.row(example, s);
        row++;
      }
    }
    starts[order.examples()] = row;
  }

  /**
   * The steps of {@code inner}, in the order of examples that {@code order} has.
   *
   * @throws IllegalArgumentException if the two are not of as many examples
   */
  public static Segments of(Steps order, Steps inner) {
    if (order.examples() != inner.examples()) {
      throw new IllegalArgumentException(order.examples() + " examples and " + inner.examples() + " are not one batch");
    }
    return new Segments(order, inner);
  }

  /** For each position its first row, and at the end the number of rows; not to be changed. */
  public int[] starts() {
    return starts;
  }

  /** For each row its position; not to be changed. */
  public int[] positions() {
    return positions;
  }

  /** For each row its example; not to be changed. */
  public int[] examples() {
    return examples;
  }

  /** For each row its step; not to be changed. */
  public int[] steps() {
    return steps;
  }

  /** For each row its row in the layout step by step; not to be changed. */
  public int[] rows() {
    return rows;
  }
}
