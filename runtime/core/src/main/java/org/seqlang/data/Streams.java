package org.seqlang.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Long sequences cut into chunks for truncated back-propagation: several lanes are gone through side by side, each in
 * order, and batch {@code k} holds the {@code k}-th chunk of each lane, always in the same row. Nothing is shuffled and
 * nothing is left out: the last chunk of a sequence is as short as it is.
 *
 * <pre>
 *   symbols a b c d e f g h i j k, 2 lanes, 2 steps, each predicting the next symbol
 *   lane 0   ab→bc  cd→de  e→f
 *   lane 1   fg→gh  hi→ij  j→k
 *            batch 0 batch 1 batch 2
 * </pre>
 *
 * <p>A single sequence is cut into as many parts of equal length (or one step longer) as there are lanes; a part starts
 * as a new sequence would. Several sequences stay whole: each lane takes the next one when it is through with one.
 *
 * @param <E> an example: a chunk
 */
public final class Streams<E> {

  private final List<List<Chunk<E>>> lanes;
  private final int chunks;

  /** A chunk and whether a stream begins with it. */
  private record Chunk<E>(E example, boolean begins) {}

  /** Makes an example of the steps {@code from} (inclusive) to {@code to} (exclusive) of a sequence. */
  @FunctionalInterface
  public interface Cut<E> {
    E example(int sequence, int from, int to);
  }

  /**
   * What is trained on together.
   *
   * @param examples one chunk a lane; lanes that are through come last and are left out
   * @param begins the rows with which a stream begins
   */
  public record Batch<E>(List<E> examples, List<Integer> begins) {
    public Batch {
      examples = List.copyOf(examples);
      begins = List.copyOf(begins);
    }
  }

  private Streams(List<List<Chunk<E>>> dealt) {
    List<List<Chunk<E>>> longestFirst = new ArrayList<>(dealt);
    longestFirst.removeIf(List::isEmpty);
    longestFirst.sort(Comparator.comparingInt((List<Chunk<E>> lane) -> lane.size()).reversed());
    this.lanes = List.copyOf(longestFirst);
    this.chunks = lanes.stream().mapToInt(List::size).sum();
  }

  /**
   * One sequence cut into parallel parts.
   *
   * @param length steps of the sequence
   * @param lanes how many parts; a batch has as many rows
   * @param steps of a chunk, at most
   * @throws IllegalArgumentException if one of them is not positive, or there are more lanes than steps in all
   */
  public static <E> Streams<E> of(int length, int lanes, int steps, Cut<E> cut) {
    require(lanes, steps);
    if (length < lanes) {
      throw new IllegalArgumentException("a sequence of " + length + " steps cannot be cut into " + lanes
          + " lanes: take a longer sequence or fewer lanes");
    }
    List<List<Chunk<E>>> dealt = new ArrayList<>();
    int from = 0;
    for (int lane = 0; lane < lanes; lane++) {
      int to = from + length / lanes + (lane < length % lanes ? 1 : 0);
      dealt.add(chunks(0, from, to, steps, cut));
      from = to;
    }
    return new Streams<>(dealt);
  }

  /**
   * Several sequences, each as a whole: the next one goes to the lane that is through first.
   *
   * @param lengths steps of each sequence
   * @param lanes how many sequences are gone through side by side
   * @param steps of a chunk, at most
   * @throws IllegalArgumentException if there is no sequence, or a number is not positive
   */
  public static <E> Streams<E> of(int[] lengths, int lanes, int steps, Cut<E> cut) {
    require(lanes, steps);
    if (lengths.length == 0 || Arrays.stream(lengths).min().getAsInt() < 1) {
      throw new IllegalArgumentException("sequences of lengths " + Arrays.toString(lengths)
          + " make no streams: pass at least one, each with at least one step");
    }
    List<List<Chunk<E>>> dealt = new ArrayList<>();
    for (int lane = 0; lane < Math.min(lanes, lengths.length); lane++) {
      dealt.add(new ArrayList<>());
    }
    for (int sequence = 0; sequence < lengths.length; sequence++) {
      dealt.stream().min(Comparator.comparingInt(List::size)).orElseThrow()
          .addAll(chunks(sequence, 0, lengths[sequence], steps, cut));
    }
    return new Streams<>(dealt);
  }

  /**
   * One sequence of symbols in which each predicts the next: every symbol but the first is predicted exactly once.
   *
   * @param example makes an example of some symbols and those that follow each of them
   * @throws IllegalArgumentException as {@link #of(int, int, int, Cut)}, for one step less than there are symbols
   */
  public static <E> Streams<E> next(int[] symbols, int lanes, int steps, BiFunction<int[], int[], E> example) {
    return of(symbols.length - 1, lanes, steps, (sequence, from, to) -> example.apply(
        Arrays.copyOfRange(symbols, from, to), Arrays.copyOfRange(symbols, from + 1, to + 1)));
  }

  private static <E> List<Chunk<E>> chunks(int sequence, int from, int to, int steps, Cut<E> cut) {
    List<Chunk<E>> chunks = new ArrayList<>();
    for (int at = from; at < to; at += steps) {
      chunks.add(new Chunk<>(cut.example(sequence, at, Math.min(at + steps, to)), at == from));
    }
    return chunks;
  }

  private static void require(int lanes, int steps) {
    if (lanes < 1 || steps < 1) {
      throw new IllegalArgumentException(lanes + " lanes with chunks of " + steps
          + " steps make no streams: choose at least 1 of each");
    }
  }

  /** How many rows a batch has at most. */
  public int lanes() {
    return lanes.size();
  }

  /** How many chunks there are in all. */
  public int size() {
    return chunks;
  }

  /** How many batches it takes to go through all. */
  public int count() {
    return lanes.get(0).size();
  }

  /** All batches in order. */
  public List<Batch<E>> batches() {
    List<Batch<E>> batches = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      List<E> examples = new ArrayList<>();
      List<Integer> begins = new ArrayList<>();
      for (int lane = 0; lane < lanes.size() && k < lanes.get(lane).size(); lane++) {
        Chunk<E> chunk = lanes.get(lane).get(k);
        examples.add(chunk.example());
        if (chunk.begins()) {
          begins.add(lane);
        }
      }
      batches.add(new Batch<>(examples, begins));
    }
    return batches;
  }

  /** All chunks, batch by batch: for counting and for metrics; the order counts to a model that carries state. */
  public Dataset<E> chunks() {
    return Dataset.of(batches().stream().flatMap(batch -> batch.examples().stream()).toList());
  }

  @Override
  public String toString() {
    return "Streams[" + lanes() + " lanes, " + size() + " chunks]";
  }
}
