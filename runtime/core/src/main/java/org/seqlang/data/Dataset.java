package org.seqlang.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Examples in an order. Immutable: every method gives a new one.
 *
 * @param <E> an example
 */
public final class Dataset<E> implements Iterable<E> {

  private final List<E> examples;

  private Dataset(List<E> examples) {
    this.examples = examples;
  }

  public static <E> Dataset<E> of(List<? extends E> examples) {
    return new Dataset<>(List.copyOf(examples));
  }

  public int size() {
    return examples.size();
  }

  public boolean isEmpty() {
    return examples.isEmpty();
  }

  public E get(int index) {
    return examples.get(index);
  }

  /** The examples in order. */
  public List<E> list() {
    return examples;
  }

  @Override
  public Iterator<E> iterator() {
    return examples.iterator();
  }

  public <F> Dataset<F> map(Function<? super E, ? extends F> function) {
    return of(examples.stream().<F>map(function).toList());
  }

  public Dataset<E> filter(Predicate<? super E> predicate) {
    return new Dataset<>(examples.stream().<E>map(example -> example).filter(predicate).toList());
  }

  /** These examples and then those. */
  public Dataset<E> and(Dataset<? extends E> others) {
    List<E> all = new ArrayList<>(examples);
    all.addAll(others.list());
    return of(all);
  }

  /** The same examples in a random order that the seed decides. */
  public Dataset<E> shuffle(long seed) {
    List<E> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(seed));
    return of(shuffled);
  }

  /** The examples from one index up to but not including another. */
  public Dataset<E> slice(int from, int to) {
    return of(examples.subList(from, to));
  }

  /**
   * Random parts without overlap, such as {@code split(42, 0.8, 0.1, 0.1)} for training, validation and test. Part i
   * holds the shuffled examples between the rounded sums of the fractions before and after it.
   *
   * @param seed decides who goes where
   * @param fractions of the examples, each above 0, together 1 at most; less than 1 leaves examples out
   * @throws IllegalArgumentException if the fractions are not like that, or a part would be empty
   */
  public List<Dataset<E>> split(long seed, double... fractions) {
    Dataset<E> shuffled = shuffle(seed);
    List<Dataset<E>> parts = new ArrayList<>();
    double sum = 0;
    int from = 0;
    for (double fraction : fractions) {
      sum += fraction;
      int to = (int) Math.min(size(), Math.round(sum * size()));
      if (!(fraction > 0) || sum > 1 + 1e-9) {
        throw new IllegalArgumentException("the fractions " + Arrays.toString(fractions)
            + " do not split a data set: each must be above 0, and together they may be 1 at most");
      }
      if (to == from) {
        throw new IllegalArgumentException("a part of " + fraction + " of " + size()
            + " examples is empty: add examples or take a larger fraction");
      }
      parts.add(shuffled.slice(from, to));
      from = to;
    }
    return List.copyOf(parts);
  }

  @Override
  public String toString() {
    return "Dataset[" + size() + " examples]";
  }
}
