package org.seqlang.train;

/**
 * When to stop early: after so many epochs in a row whose watched number was not better than the best before.
 *
 * @param epochs that are put up with
 * @param improvement by how much a number must be better to count
 */
public record Patience(int epochs, double improvement) {

  public Patience {
    if (epochs < 1 || !(improvement >= 0)) {
      throw new IllegalArgumentException("a patience of " + epochs + " epochs for an improvement of " + improvement
          + " makes no sense: choose at least 1 epoch, and 0 or more");
    }
  }

  public static Patience epochs(int epochs) {
    return new Patience(epochs, 0);
  }

  /** Counts only numbers that are better by more than this. */
  public Patience improvement(double improvement) {
    return new Patience(epochs, improvement);
  }
}
