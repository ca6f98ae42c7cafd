package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The choices that make a random case: drawn at random, or given. A case is a function of its choices alone, and each
 * choice is simplest at zero, so that a case is made simpler by leaving choices out and by making them smaller.
 */
final class Choices {

  private final Random random;
  private final List<Integer> given;
  private final List<Integer> made = new ArrayList<>();
  private final boolean free;

  private Choices(Random random, List<Integer> given, boolean free) {
    this.random = random;
    this.given = given;
    this.free = free;
  }

  /** Drawn anew; the same seed gives the same choices. */
  static Choices drawn(long seed) {
    return new Choices(new Random(seed * 0x9E3779B97F4A7C15L + 1), List.of(), true);
  }

  /** These, and zero behind their end. */
  static Choices given(List<Integer> choices) {
    return new Choices(new Random(0), choices, false);
  }

  /** A number from 0 to {@code count - 1}. */
  int below(int count) {
    int at = made.size();
    int value = free ? random.nextInt(count) : at < given.size() ? Math.min(given.get(at), count - 1) : 0;
    made.add(value);
    return value;
  }

  /** True in one of so many cases; the simplest is false. */
  boolean oneIn(int count) {
    return below(count) == count - 1;
  }

  /** False in one of so many cases; the simplest is false, so that loops end. */
  boolean mostly(int count) {
    return below(count) > 0;
  }

  <E> E of(List<E> all) {
    return all.get(below(all.size()));
  }

  /** All choices so far. */
  List<Integer> made() {
    return List.copyOf(made);
  }
}
