package org.seqlang.train;

import java.util.List;
import java.util.function.ToIntFunction;
import org.seqlang.data.Batches;
import org.seqlang.data.Dataset;
import org.seqlang.data.Streams;
import org.seqlang.model.Objective;

/** Where a run's batches come from: shuffled examples, or streams in order. */
sealed interface Feed<E> {

  /** Batches to train on; shuffled ones are decided by the seed. */
  List<Batch<E>> batches(long seed);

  /** Batches to evaluate on. */
  List<Batch<E>> ordered();

  /** How many batches there are. */
  int count();

  /** All examples. */
  List<E> examples();

  /**
   * What is trained on together.
   *
   * @param begins the rows with which a stream begins
   * @param weight what the batch counts for in the mean loss: its examples, or the steps of its chunks
   */
  record Batch<E>(List<E> examples, List<Integer> begins, long weight) {}

  static <E> Feed<E> of(Dataset<E> examples, Objective<E> objective, int batchSize) {
    return new Shuffled<>(examples, Batches.of(examples, objective::length, batchSize));
  }

  static <E> Feed<E> of(Streams<E> streams, Objective<E> objective) {
    List<Batch<E>> batches = streams.batches().stream()
        .map(batch -> new Batch<>(batch.examples(), batch.begins(), steps(batch.examples(), objective::length))).toList();
    return new InOrder<>(streams.chunks().list(), batches);
  }

  private static <E> long steps(List<E> examples, ToIntFunction<E> length) {
    return examples.stream().mapToLong(length::applyAsInt).sum();
  }

  /** Examples that do not depend on one another. */
  record Shuffled<E>(Dataset<E> all, Batches<E> dealt) implements Feed<E> {

    @Override
    public List<Batch<E>> batches(long seed) {
      return plain(dealt.shuffled(seed));
    }

    @Override
    public List<Batch<E>> ordered() {
      return plain(dealt.ordered());
    }

    private static <E> List<Batch<E>> plain(List<List<E>> batches) {
      return batches.stream().map(batch -> new Batch<>(batch, List.of(), batch.size())).toList();
    }

    @Override
    public int count() {
      return dealt.count();
    }

    @Override
    public List<E> examples() {
      return all.list();
    }
  }

  /** Chunks whose order counts. */
  record InOrder<E>(List<E> examples, List<Batch<E>> ordered) implements Feed<E> {

    @Override
    public List<Batch<E>> batches(long seed) {
      return ordered;
    }

    @Override
    public int count() {
      return ordered.size();
    }
  }
}
