package org.seqlang.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Deals a data set out in batches whose examples are of similar length, so that a time loop works on full steps.
 *
 * <p>For training, the examples are shuffled, cut into pools of many batches, ordered by length within each pool, cut
 * into batches, and the batches shuffled: neighbours in length meet, but never the same ones twice.
 *
 * @param <E> an example
 */
public final class Batches<E> {

  /** How many batches are ordered by length together: enough for similar lengths, few enough to mix. */
  private static final int POOL = 50;

  private final List<E> examples;
  private final Comparator<E> byLength;
  private final int size;

  private Batches(List<E> examples, ToIntFunction<? super E> length, int size) {
    this.examples = examples;
    this.byLength = Comparator.comparingInt(length);
    this.size = size;
  }

  /**
   * Batches of up to {@code size} examples; one batch may have fewer.
   *
   * @throws IllegalArgumentException if there are no examples, or the size is not positive
   */
  public static <E> Batches<E> of(Dataset<E> examples, ToIntFunction<? super E> length, int size) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("there are no examples to make batches of: pass a data set with some");
    }
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + " examples cannot be made: choose at least 1");
    }
    return new Batches<>(examples.list(), length, size);
  }

  /** How many examples there are. */
  public int examples() {
    return examples.size();
  }

  /** How many batches there are. */
  public int count() {
    return (examples.size() + size - 1) / size;
  }

  /** All examples once, in random batches that the seed decides. */
  public List<List<E>> shuffled(long seed) {
    Random random = new Random(seed);
    List<E> order = new ArrayList<>(examples);
    Collections.shuffle(order, random);
    int pool = (int) Math.min((long) POOL * size, order.size());
    for (int from = 0; from < order.size(); from += pool) {
      order.subList(from, Math.min(from + pool, order.size())).sort(byLength);
    }
    List<List<E>> batches = cut(order);
    Collections.shuffle(batches, random);
    return batches;
  }

  /** All examples once, ordered by length: the fastest way through them, for evaluation. */
  public List<List<E>> ordered() {
    List<E> order = new ArrayList<>(examples);
    order.sort(byLength);
    return cut(order);
  }

  private List<List<E>> cut(List<E> order) {
    List<List<E>> batches = new ArrayList<>(count());
    for (int from = 0; from < order.size(); from += size) {
      batches.add(List.copyOf(order.subList(from, Math.min(from + size, order.size()))));
    }
    return batches;
  }
}
