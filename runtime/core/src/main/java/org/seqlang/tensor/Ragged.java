package org.seqlang.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A batch of sequences of vectors, {@code float[T][columns]} an example, each with its own {@code T}: values, lengths
 * and the order by length in one object. Examples are numbered in the caller's order.
 */
public final class Ragged {

  private final Steps steps;
  private final int columns;
  private final float[] values;

  private Ragged(Steps steps, int columns, float[] values) {
    if (columns < 0 || values.length != (long) steps.rows() * columns) {
      throw new IllegalArgumentException(steps + " of " + columns + " columns do not have " + values.length
          + " values");
    }
    this.steps = steps;
    this.columns = columns;
    this.values = values;
  }

  /** Sequences over packed rows (see {@link Steps}); the array is not copied. */
  public static Ragged of(float[] packed, Steps steps, int columns) {
    return new Ragged(steps, columns, packed);
  }

  /**
   * Sequences in the caller's order, copied.
   *
   * @throws InputException if there are none, one is empty, or a vector does not have the columns of the first
   */
  public static Ragged of(List<float[][]> sequences) {
    Steps steps = Packing.steps(sequences, sequence -> sequence.length, "sequences");
    int columns = sequences.get(0)[0].length;
    return new Ragged(steps, columns, Packing.floats(sequences, steps, columns, "sequences"));
  }

  /**
   * Sequences from a padded tensor of three dimensions; what stands after an example's length is ignored.
   *
   * @throws InputException if the lengths do not fit the tensor
   */
  public static Ragged fromPadded(Tensor padded, int[] lengths, Layout layout) {
    Shape shape = padded.shape();
    int batchAxis = layout == Layout.BATCH_FIRST ? 0 : 1;
    if (shape.rank() != 3 || shape.size(batchAxis) != lengths.length) {
      throw new InputException("a padded batch of shape " + shape + " (" + layout + ") does not go with "
          + lengths.length + " lengths: pass one length an example, and the layout that the data has");
    }
    int longest = shape.size(1 - batchAxis);
    for (int example = 0; example < lengths.length; example++) {
      if (lengths[example] > longest) {
        throw new InputException("example " + example + " has length " + lengths[example]
            + ", but the padded batch of shape " + shape + " has only " + longest + " steps");
      }
    }
    Steps steps = Steps.of(lengths);
    Ragged ragged = new Ragged(steps, shape.size(2), new float[steps.rows() * shape.size(2)]);
    ragged.copyPadded(padded, layout, longest, false);
    return ragged;
  }

  /** A tensor of three dimensions with zeros after each example's length. */
  public Tensor toPadded(Layout layout) {
    Tensor padded = layout == Layout.BATCH_FIRST
        ? Tensor.zeros(steps.examples(), steps.steps(), columns)
        : Tensor.zeros(steps.steps(), steps.examples(), columns);
    copyPadded(padded, layout, steps.steps(), true);
    return padded;
  }

  /** How many sequences there are. */
  public int examples() {
    return steps.examples();
  }

  /** The length of a sequence. */
  public int length(int example) {
    return steps.length(example);
  }

  /** The width of each vector. */
  public int columns() {
    return columns;
  }

  /** A copy of one sequence: {@code float[length][columns]}. */
  public float[][] example(int example) {
    return Packing.sequence(values, steps, columns, example);
  }

  /** Copies of all sequences, in the caller's order. */
  public List<float[][]> toList() {
    return Packing.sequences(values, steps, columns);
  }

  public float get(int example, int step, int column) {
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("column " + column + " of " + columns);
    }
    return values[steps.row(example, step) * columns + column];
  }

  public Steps steps() {
    return steps;
  }

  /** The packed rows themselves, laid out as {@link #steps()} says. */
  public float[] values() {
    return values;
  }

  @Override
  public String toString() {
    List<String> lengths = new ArrayList<>();
    for (int example = 0; example < Math.min(8, examples()); example++) {
      lengths.add(Integer.toString(length(example)));
    }
    return "Ragged[" + examples() + " examples of lengths " + String.join(", ", lengths)
        + (examples() > 8 ? ", …" : "") + "; " + columns + " columns]";
  }

  private void copyPadded(Tensor padded, Layout layout, int longest, boolean toPadded) {
    for (int row = 0; row < steps.rows(); row++) {
      int example = steps.rowExamples()[row];
      int step = steps.rowSteps()[row];
      int cell = layout == Layout.BATCH_FIRST ? example * longest + step : step * steps.examples() + example;
      if (toPadded) {
        System.arraycopy(values, row * columns, padded.values(), cell * columns, columns);
      } else {
        System.arraycopy(padded.values(), cell * columns, values, row * columns, columns);
      }
    }
  }
}
