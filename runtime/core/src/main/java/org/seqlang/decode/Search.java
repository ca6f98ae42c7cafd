package org.seqlang.decode;

import java.util.List;

/**
 * Runs a step model until every example's sequence has ended. What an example gives does not depend on the others, but for sampling,
 * which also depends on the example's place in the batch.
 *
 * @param start the symbol that the first step is fed, of each example
 * @param until the symbol that ends a sequence
 * @param atMost how many symbols a sequence may have, the end counted
 */
public record Search(StepModel model, int[] start, int until, int atMost) {

  public Search {
    if (atMost < 1) {
      throw new IllegalArgumentException("sequences of at most " + atMost + " symbols make no sense: choose at least 1");
    }
  }

  /**
   * The sequences of each example, the best first: one, or as many as the beam is wide (fewer where there are no more).
   *
   * @throws IllegalStateException if a score is not a number
   */
  public List<List<Hypothesis>> run(Decoding how) {
    if (how instanceof Decoding.Beam beam) {
      return new BeamSearch(this, beam).run();
    }
    return new StepwiseSearch(this, how).run().stream().map(List::of).toList();
  }

  /** The best sequence of each example. */
  public static List<int[]> best(List<List<Hypothesis>> hypotheses) {
    return hypotheses.stream().map(all -> all.get(0).symbols()).toList();
  }

  /**
   * A number that all examples of a batch share.
   *
   * @throws IllegalArgumentException if they do not
   */
  public static double shared(float[] values, int examples, String name) {
    for (int i = 1; i < examples; i++) {
      if (values[i] != values[0]) {
        throw new IllegalArgumentException("the examples of a batch have one " + name + ", but example 0 has " + values[0]
            + " and example " + i + " has " + values[i] + ": generate for them one by one");
      }
    }
    return values[0];
  }
}
