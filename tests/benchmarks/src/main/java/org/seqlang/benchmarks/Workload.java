package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A layer over a batch of sequences, its inputs as wide as the layer; or a model over a batch of texts.
 *
 * @param hidden units
 * @param batch sequences
 * @param steps of the longest sequence that there may be
 * @param shortest steps of the shortest; the lengths are drawn evenly between the two, the same in each run
 * @param mode how the sequences come
 * @param words of the vocabulary, where the cell is a model over texts; or 0
 */
public record Workload(Cell cell, int hidden, int batch, int steps, int shortest, Mode mode, int words) {

  /** Whether a pass is a whole sequence, or one call for each of its steps with the state kept between calls. */
  public enum Mode { SEQUENCE, STREAM }

  /** The width of a text model's vectors for words. */
  public static final int EMBEDDING = 128;

  /** The classes of a text. */
  public static final int CLASSES = 5;

  private static final int WORDS = 10_000;

  /** @throws IllegalArgumentException if a number is not positive, {@code shortest} above {@code steps}, or the cell has no streams */
  public Workload {
    if (hidden < 1 || batch < 1 || shortest < 1 || steps < shortest || words < (cell.tokens() ? 2 : 0)) {
      throw new IllegalArgumentException("a workload needs hidden, batch and steps of 1 or more, and lengths that ascend, but hidden = " + hidden
          + ", batch = " + batch + ", steps = " + shortest + ".." + steps);
    }
    if (mode == Mode.STREAM && (!cell.common() || shortest < steps)) {
      throw new IllegalArgumentException("only RNN, LSTM and GRU are measured call by call, with sequences of one length, not " + cell);
    }
  }

  /** Sequences of one length. */
  public Workload(Cell cell, int hidden, int batch, int steps) {
    this(cell, hidden, batch, steps, steps, Mode.SEQUENCE, cell.tokens() ? WORDS : 0);
  }

  /** Of what {@link #toString} gives. */
  public static Workload parse(String text) {
    List<String> parts = new ArrayList<>(Arrays.asList(text.trim().split("\\s+")));
    boolean stream = parts.remove("stream");
    if (parts.size() != 4 && parts.size() != 5) {
      throw new IllegalArgumentException("a workload is cell, hidden, batch, steps, such as \"LSTM 256 32 50\", \"LSTM 256 32 5..50\", "
          + "\"LSTM 256 1 100 stream\" or \"TEXT 256 32 50 10000\", whose last number is the words; this is \"" + text + "\"");
    }
    String[] lengths = parts.get(3).split("\\.\\.", 2);
    Cell cell = Cell.valueOf(parts.get(0));
    int words = parts.size() == 5 ? Integer.parseInt(parts.get(4)) : cell.tokens() ? WORDS : 0;
    return new Workload(cell, Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2)),
        Integer.parseInt(lengths[lengths.length - 1]), Integer.parseInt(lengths[0]), stream ? Mode.STREAM : Mode.SEQUENCE, words);
  }

  @Override
  public String toString() {
    return cell + " " + hidden + " " + batch + " " + (packed() ? shortest + ".." : "") + steps
        + (cell.tokens() && words != WORDS ? " " + words : "") + (stream() ? " stream" : "");
  }

  /** Whether the sequences differ in length. */
  public boolean packed() {
    return shortest < steps;
  }

  /** Whether a pass is one call for one step. */
  public boolean stream() {
    return mode == Mode.STREAM;
  }

  /** How many passes go through the input: a stream's steps, or 1. */
  public int calls() {
    return stream() ? steps : 1;
  }

  /** The steps of each sequence. */
  public int[] lengths() {
    Random random = new Random(11);
    return IntStream.range(0, batch).map(e -> shortest + random.nextInt(steps - shortest + 1)).toArray();
  }

  /** The steps of all sequences together that a pass goes through. */
  public int rows() {
    return IntStream.of(lengths()).sum() / calls();
  }

  /** Operations of the matrix products of a forward pass over the steps that there are. */
  public double operations() {
    double h = hidden;
    return switch (cell) {
      case TEXT -> rows() * (2 * 8 * h * (EMBEDDING + h) + 2 * 8 * h * (3 * h)) + 2.0 * batch * 2 * h * CLASSES;
      case WORDS -> rows() * (2 * 4 * h * 2 * h) + batch * 2 * h * words;
      default -> 2.0 * rows() * h * h * (cell.gates() + cell.recurrent());
    };
  }

  /** The same of a training step: three times as many, with a model of the next word at each step, which forward is at the last alone. */
  public double training() {
    return 3 * (operations() + (cell == Cell.WORDS ? 2.0 * (rows() - batch) * hidden * words : 0));
  }

  /** The same numbers for every contestant: {@code [batch][length][hidden]}. */
  public List<float[][]> input() {
    Random random = new Random(7);
    return sequences(length -> {
      float[][] sequence = new float[length][hidden];
      for (float[] row : sequence) {
        for (int i = 0; i < hidden; i++) {
          row[i] = (float) random.nextGaussian();
        }
      }
      return sequence;
    });
  }

  /** The texts: {@code [batch][length]}, numbers from 1 up to {@link #words}. */
  public List<int[]> tokens() {
    Random random = new Random(7);
    return sequences(length -> random.ints(length, 1, words).toArray());
  }

  /** The class of each text. */
  public int[] labels() {
    return new Random(13).ints(batch, 0, CLASSES).toArray();
  }

  private <S> List<S> sequences(IntFunction<S> ofLength) {
    return IntStream.of(lengths()).mapToObj(ofLength).toList();
  }

  /** The input with time first, row-major, zeros behind a sequence's end: {@code [steps][batch][hidden]}. */
  public float[] timeMajor() {
    float[] all = new float[steps * batch * hidden];
    List<float[][]> sequences = input();
    for (int e = 0; e < batch; e++) {
      for (int t = 0; t < sequences.get(e).length; t++) {
        System.arraycopy(sequences.get(e)[t], 0, all, (t * batch + e) * hidden, hidden);
      }
    }
    return all;
  }

  /**
   * The weights that all contestants get, in the order of the cell's file. Those of {@link Cell#common} cells are in PyTorch's order, layout
   * and order of gates: {@code weight_ih} and {@code weight_hh}, each {@code [gates * hidden][hidden]}, {@code bias_ih} and
   * {@code bias_hh}, each {@code [gates * hidden]}. Those of a text model are the vectors of the words, the same four of each
   * layer and direction, and weight and bias of the output.
   */
  public List<float[]> weights() {
    return cell.tokens() ? TextModel.weights(this) : Layer.weights(this);
  }
}
