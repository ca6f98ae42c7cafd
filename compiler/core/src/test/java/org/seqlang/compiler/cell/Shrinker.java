package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes the choices behind a failure fewer and smaller as long as it still fails, as Hypothesis does (MacIver and Donaldson
 * 2020, "Test-case reduction via test-case generation"): whatever is left makes a well-typed case, because the generator
 * makes it, and no type of case needs a shrinker of its own.
 */
final class Shrinker {

  private final Predicate<List<Integer>> fails;
  private int budget;
  private List<Integer> best;

  private Shrinker(List<Integer> failing, Predicate<List<Integer>> fails, int budget) {
    this.best = failing;
    this.fails = fails;
    this.budget = budget;
  }

  /**
   * The simplest choices found that fail.
   *
   * @param budget how many cases may be tried
   */
  static List<Integer> shrink(List<Integer> failing, Predicate<List<Integer>> fails, int budget) {
    Shrinker shrinker = new Shrinker(failing, fails, budget);
    List<Integer> before;
    do {
      before = shrinker.best;
      shrinker.leaveOut();
      shrinker.makeSmaller();
    } while (!before.equals(shrinker.best) && shrinker.budget > 0);
    return shrinker.best;
  }

  /** Leaves out stretches, long ones first, from the end. */
  private void leaveOut() {
    for (int length = Math.max(1, best.size() / 2); length > 0; length /= 2) {
      for (int from = best.size() - length; from >= 0; from -= length) {
        List<Integer> shorter = new ArrayList<>(best.subList(0, from));
        shorter.addAll(best.subList(Math.min(best.size(), from + length), best.size()));
        attempt(shorter);
        from = Math.min(from, best.size());
      }
    }
  }

  private void makeSmaller() {
    for (int i = 0; i < best.size(); i++) {
      int value = best.get(i);
      if (value > 0 && !attempt(with(i, 0)) && value > 2 && !attempt(with(i, value / 2))) {
        attempt(with(i, value - 1));
      }
    }
  }

  private List<Integer> with(int i, int value) {
    List<Integer> changed = new ArrayList<>(best);
    changed.set(i, value);
    return changed;
  }

  private boolean attempt(List<Integer> candidate) {
    if (budget <= 0 || candidate.equals(best)) {
      return false;
    }
    budget--;
    if (fails.test(candidate)) {
      best = candidate;
      return true;
    }
    return false;
  }
}
