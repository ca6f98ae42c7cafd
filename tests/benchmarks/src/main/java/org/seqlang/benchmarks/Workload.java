package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A layer over a batch of sequences; inputs are as wide as the layer.
 *
 * @param hidden units
 * @param batch sequences
 * @param steps of each sequence
 */
public record Workload(Cell cell, int hidden, int batch, int steps) {

  /** Of what {@link #toString} gives. */
  public static Workload parse(String text) {
    String[] parts = text.trim().split("\\s+");
    if (parts.length != 4) {
      throw new IllegalArgumentException("a workload is cell, hidden, batch, steps, such as \"LSTM 256 32 50\"; this is \"" + text + "\"");
    }
    return new Workload(Cell.valueOf(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
  }

  @Override
  public String toString() {
    return cell + " " + hidden + " " + batch + " " + steps;
  }

  /** Operations of the matrix products of a forward pass; a training step has three times as many. */
  public double operations() {
    return 2.0 * steps * batch * hidden * hidden * (cell.gates() + cell.recurrent());
  }

  /** The same numbers for every contestant: {@code [batch][steps][hidden]}. */
  public List<float[][]> input() {
    Random random = new Random(7);
    List<float[][]> sequences = new ArrayList<>();
    for (int e = 0; e < batch; e++) {
      float[][] sequence = new float[steps][hidden];
      for (float[] row : sequence) {
        for (int i = 0; i < hidden; i++) {
          row[i] = (float) random.nextGaussian();
        }
      }
      sequences.add(sequence);
    }
    return sequences;
  }

  /** The input with time first, row-major: {@code [steps][batch][hidden]}. */
  public float[] timeMajor() {
    float[] all = new float[steps * batch * hidden];
    List<float[][]> sequences = input();
    for (int e = 0; e < batch; e++) {
      for (int t = 0; t < steps; t++) {
        System.arraycopy(sequences.get(e)[t], 0, all, (t * batch + e) * hidden, hidden);
      }
    }
    return all;
  }

  /**
   * The weights that all contestants get, in the order of the cell's file. Those of {@link Cell#common} cells are in PyTorch's order, layout
   * and order of gates: {@code weight_ih} and {@code weight_hh}, each {@code [gates * hidden][hidden]}, {@code bias_ih} and
   * {@code bias_hh}, each {@code [gates * hidden]}.
   */
  public List<float[]> weights() {
    return Layer.weights(this);
  }
}
