package org.seqlang.tensor;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.seqlang.kernel.Parallel;

/**
 * The way from the callers' containers into the rows that kernels work on, and back. On the way in everything is
 * checked, so that a mistake is reported in the caller's terms (input, example, step, value) and nothing later has to
 * check again.
 *
 * <p>Each method that packs has a form whose last argument is an array to reuse: the result is that array if it is
 * large enough (it may then be longer than needed), otherwise a new, larger one. Examples are counted from 0 in the
 * caller's order.
 */
public final class Packing {

  private static final float[] NO_FLOATS = {};
  private static final int[] NO_INDICES = {};
  /** Numbers to copy that pay for handing them to another thread: some microseconds. */
  private static final int WORTH_A_THREAD = 32_768;

  private Packing() {}

  /**
   * The layout of a batch of sequences, from the input that is first to have its ragged size.
   *
   * @throws InputException if the batch is empty or a sequence has no steps
   */
  public static <S> Steps steps(List<S> sequences, ToIntFunction<? super S> length, String name) {
    if (sequences.isEmpty()) {
      throw new InputException(name + ": the batch is empty: pass at least one example");
    }
    int[] lengths = new int[sequences.size()];
    for (int example = 0; example < lengths.length; example++) {
      lengths[example] = length.applyAsInt(sequences.get(example));
      if (lengths[example] == 0) {
        throw new InputException(name + ": example " + example
            + " has no steps: leave it out, or give it at least one (an unknown token stands for an empty text)");
      }
    }
    return Steps.of(lengths);
  }

  /** Indices, one a step: {@code index<bound>[T]}. The result has {@code steps.rows()} entries. */
  public static int[] indices(List<int[]> sequences, Steps steps, int bound, String name) {
    return indices(sequences, steps, bound, name, NO_INDICES);
  }

  /** As {@link #indices(List, Steps, int, String)}, into an array to reuse. */
  public static int[] indices(List<int[]> sequences, Steps steps, int bound, String name, int[] reuse) {
    requireExamples(sequences.size(), steps.examples(), name);
    int[] packed = large(reuse, steps.rows());
    for (int example = 0; example < sequences.size(); example++) {
      int[] sequence = sequences.get(example);
      requireLength(sequence.length, steps, example, name);
      for (int t = 0; t < sequence.length; t++) {
        requireIndex(sequence[t], bound, name, example, t);
        packed[steps.row(example, t)] = sequence[t];
      }
    }
    return packed;
  }

  /** Indices, one an example: {@code index<bound>}. The array itself, checked; it is not copied. */
  public static int[] indices(int[] perExample, int bound, String name) {
    for (int example = 0; example < perExample.length; example++) {
      requireIndex(perExample[example], bound, name, example, -1);
    }
    return perExample;
  }

  /** Indices, several an example: {@code index<bound>[columns]}. The result has {@code columns} entries an example. */
  public static int[] indexRows(List<int[]> perExample, int columns, int bound, String name) {
    int[] packed = new int[Math.multiplyExact(perExample.size(), columns)];
    for (int example = 0; example < perExample.size(); example++) {
      int[] row = perExample.get(example);
      requireWidth(row.length, columns, name, example, -1);
      for (int i = 0; i < columns; i++) {
        requireIndex(row[i], bound, name, example, i);
      }
      System.arraycopy(row, 0, packed, example * columns, columns);
    }
    return packed;
  }

  /** Vectors, one a step: {@code float[T, columns]}. The result has {@code steps.rows() * columns} entries. */
  public static float[] floats(List<float[][]> sequences, Steps steps, int columns, String name) {
    return floats(sequences, steps, columns, name, NO_FLOATS);
  }

  /** As {@link #floats(List, Steps, int, String)}, into an array to reuse. */
  public static float[] floats(List<float[][]> sequences, Steps steps, int columns, String name, float[] reuse) {
    requireVectors(sequences, steps, columns, name);
    float[] packed = large(reuse, Math.multiplyExact(steps.rows(), columns));
    int grain = Math.max(1, WORTH_A_THREAD / Math.max(1, steps.rows() / steps.examples() * columns));
    Parallel.rows(sequences.size(), grain, (from, to) -> copy(sequences, steps, columns, from, to, packed));
    return packed;
  }

  /**
   * As {@link #floats(List, Steps, int, String)}, into a buffer at {@code row * columns}; it is asked for once all is known to fit.
   *
   * @param room a buffer of {@code steps.rows() * columns} numbers or more
   */
  public static void floats(List<float[][]> sequences, Steps steps, int columns, String name, Supplier<FloatBuffer> room) {
    requireVectors(sequences, steps, columns, name);
    FloatBuffer into = room.get();
    for (int example = 0; example < sequences.size(); example++) {
      float[][] sequence = sequences.get(example);
      for (int t = 0; t < sequence.length; t++) {
        into.put(steps.row(example, t) * columns, sequence[t], 0, columns);
      }
    }
  }

  private static void requireVectors(List<float[][]> sequences, Steps steps, int columns, String name) {
    requireExamples(sequences.size(), steps.examples(), name);
    for (int example = 0; example < sequences.size(); example++) {
      float[][] sequence = sequences.get(example);
      requireLength(sequence.length, steps, example, name);
      for (int t = 0; t < sequence.length; t++) {
        requireWidth(sequence[t].length, columns, name, example, t);
      }
    }
  }

  private static void copy(List<float[][]> sequences, Steps steps, int columns, int from, int to, float[] packed) {
    for (int example = from; example < to; example++) {
      float[][] sequence = sequences.get(example);
      for (int t = 0; t < sequence.length; t++) {
        System.arraycopy(sequence[t], 0, packed, steps.row(example, t) * columns, columns);
      }
    }
  }

  /** Numbers, one a step: {@code float[T]}. The result has {@code steps.rows()} entries. */
  public static float[] scalars(List<float[]> sequences, Steps steps, String name) {
    return scalars(sequences, steps, name, NO_FLOATS);
  }

  /** As {@link #scalars(List, Steps, String)}, into an array to reuse. */
  public static float[] scalars(List<float[]> sequences, Steps steps, String name, float[] reuse) {
    requireExamples(sequences.size(), steps.examples(), name);
    float[] packed = large(reuse, steps.rows());
    for (int example = 0; example < sequences.size(); example++) {
      float[] sequence = sequences.get(example);
      requireLength(sequence.length, steps, example, name);
      for (int t = 0; t < sequence.length; t++) {
        packed[steps.row(example, t)] = sequence[t];
      }
    }
    return packed;
  }

  /** Vectors, one an example: {@code float[columns]}. The result has {@code columns} entries an example. */
  public static float[] rows(List<float[]> perExample, int columns, String name) {
    return rows(perExample, columns, name, NO_FLOATS);
  }

  /** As {@link #rows(List, int, String)}, into an array to reuse. */
  public static float[] rows(List<float[]> perExample, int columns, String name, float[] reuse) {
    float[] packed = large(reuse, Math.multiplyExact(perExample.size(), columns));
    for (int example = 0; example < perExample.size(); example++) {
      float[] row = perExample.get(example);
      requireWidth(row.length, columns, name, example, -1);
      System.arraycopy(row, 0, packed, example * columns, columns);
    }
    return packed;
  }

  /** Copies of packed vectors as one {@code float[length][columns]} an example. */
  public static List<float[][]> sequences(float[] packed, Steps steps, int columns) {
    List<float[][]> sequences = new ArrayList<>(steps.examples());
    for (int example = 0; example < steps.examples(); example++) {
      sequences.add(sequence(packed, steps, columns, example));
    }
    return sequences;
  }

  /** A copy of one example's packed vectors: {@code float[length][columns]}. */
  public static float[][] sequence(float[] packed, Steps steps, int columns, int example) {
    float[][] sequence = new float[steps.length(example)][];
    for (int t = 0; t < sequence.length; t++) {
      int from = steps.row(example, t) * columns;
      sequence[t] = Arrays.copyOfRange(packed, from, from + columns);
    }
    return sequence;
  }

  /** Copies of packed indices as one {@code int[length]} an example. */
  public static List<int[]> sequences(int[] packed, Steps steps) {
    List<int[]> sequences = new ArrayList<>(steps.examples());
    for (int example = 0; example < steps.examples(); example++) {
      int[] sequence = new int[steps.length(example)];
      for (int t = 0; t < sequence.length; t++) {
        sequence[t] = packed[steps.row(example, t)];
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  /** Copies of packed numbers as one {@code float[length]} an example. */
  public static List<float[]> sequences(float[] packed, Steps steps) {
    List<float[]> sequences = new ArrayList<>(steps.examples());
    for (int example = 0; example < steps.examples(); example++) {
      float[] sequence = new float[steps.length(example)];
      for (int t = 0; t < sequence.length; t++) {
        sequence[t] = packed[steps.row(example, t)];
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  /** A copy of packed vectors as a batch of sequences. */
  public static Ragged ragged(float[] packed, Steps steps, int columns) {
    return Ragged.of(Arrays.copyOf(packed, steps.rows() * columns), steps, columns);
  }

  /** A copy of the first rows of an array as a batch of rows. */
  public static Rows rows(float[] packed, int rows, int columns) {
    return Rows.of(Arrays.copyOf(packed, rows * columns), rows, columns);
  }

  /**
   * Demands that an input has as many examples as the input before it.
   *
   * @throws InputException if not, or if there are none
   */
  public static void requireExamples(int examples, int expected, String name) {
    if (examples != expected) {
      throw new InputException(name + ": " + count(examples, "example") + " where the other inputs have " + expected
          + ": every input of a batch has one entry an example");
    }
    if (expected == 0) {
      throw new InputException(name + ": the batch is empty: pass at least one example");
    }
  }

  /** An array of at least this size: {@code reuse} if it is, otherwise a new one with room to grow. */
  public static float[] large(float[] reuse, int size) {
    return reuse.length >= size ? reuse : new float[grown(reuse.length, size)];
  }

  /** An array of at least this size: {@code reuse} if it is, otherwise a new one with room to grow. */
  public static int[] large(int[] reuse, int size) {
    return reuse.length >= size ? reuse : new int[grown(reuse.length, size)];
  }

  private static int grown(int before, int size) {
    return before == 0 ? size : Math.max(size, (int) Math.min(Integer.MAX_VALUE - 8L, before + before / 2L));
  }

  private static void requireIndex(int value, int bound, String name, int example, int step) {
    if (value < 0 || value >= bound) {
      throw new InputException(at(name, example, step) + value + " is not in 0.." + (bound - 1) + ": the model knows "
          + count(bound, "value") + " here; encode with the vocabulary that the model was made with, or make the model"
          + " with a larger size");
    }
  }

  private static void requireLength(int length, Steps steps, int example, String name) {
    if (length != steps.length(example)) {
      throw new InputException(at(name, example, -1) + count(length, "step") + " where "
          + count(steps.length(example), "step") + " are expected: sequences over the same size have the same length in"
          + " an example");
    }
  }

  private static void requireWidth(int width, int columns, String name, int example, int step) {
    if (width != columns) {
      throw new InputException(at(name, example, step) + count(width, "number") + " where the model expects " + columns
          + ": pass vectors of that width, or make the model with another size");
    }
  }

  private static String at(String name, int example, int step) {
    return name + ": example " + example + (step < 0 ? ": " : ", step " + step + ": ");
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
