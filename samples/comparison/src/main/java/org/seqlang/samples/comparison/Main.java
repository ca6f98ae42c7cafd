package org.seqlang.samples.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqlang.model.Parameter;
import org.seqlang.tensor.Layout;
import org.seqlang.tensor.Ragged;

/** Prints the three cells side by side. Arguments: input, hidden, batch and steps; 128, 128, 32 and 50 without. */
public final class Main {

  private static final int ROUNDS = 30;

  private Main() {}

  public static void main(String[] arguments) {
    int[] sizes = arguments.length == 4
        ? Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray() : new int[] {128, 128, 32, 50};
    List<float[][]> batch = batch(sizes[2], sizes[3], sizes[0]);
    List<Contender> contenders = Contender.all(sizes[0], sizes[1]);
    shapes(contenders, batch);
    System.out.printf("%ninput %d, hidden %d, %d sequences of %d steps%n", sizes[0], sizes[1], sizes[2], sizes[3]);
    System.out.printf("%-5s %6s %7s %11s %14s %20s%n",
        "cell", "gates", "states", "parameters", "forward [ms]", "training step [ms]");
    double[][] times = times(contenders, batch);
    for (int i = 0; i < contenders.size(); i++) {
      Contender cell = contenders.get(i);
      System.out.printf("%-5s %6d %7s %,11d %14.2f %20.2f%n",
          cell.name(), cell.gates(), cell.states(), cell.parameters(), times[i][0], times[i][1]);
    }
  }

  private static void shapes(List<Contender> contenders, List<float[][]> batch) {
    Ragged outputs = contenders.get(0).forward().apply(batch);
    System.out.println("shapes: a batch " + Ragged.of(batch).toPadded(Layout.BATCH_FIRST).shape() + " batch first, "
        + Ragged.of(batch).toPadded(Layout.TIME_FIRST).shape() + " time first; all outputs "
        + outputs.toPadded(Layout.BATCH_FIRST).shape());
    for (Contender cell : contenders) {
      for (Parameter parameter : cell.model().parameters()) {
        System.out.printf("  %-5s %s%n", cell.name(), parameter);
      }
    }
  }

  /** Medians, the three cells taking turns so that a noisy machine is noisy for all. */
  private static double[][] times(List<Contender> contenders, List<float[][]> batch) {
    double[][][] all = new double[contenders.size()][2][ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender cell = contenders.get(i);
        double forward = milliseconds(() -> cell.forward().apply(batch));
        // Looking at a gradient waits for a device that works on its own.
        double step = milliseconds(() -> {
          cell.step().applyAsDouble(batch);
          cell.model().parameters().list().get(0).gradient();
        });
        if (round >= 0) {
          all[i][0][round] = forward;
          all[i][1][round] = step;
        }
      }
    }
    return Arrays.stream(all)
        .map(pair -> Arrays.stream(pair).mapToDouble(t -> Arrays.stream(t).sorted().toArray()[ROUNDS / 2]).toArray())
        .toArray(double[][]::new);
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static List<float[][]> batch(int examples, int steps, int input) {
    Random random = new Random(1);
    return IntStream.range(0, examples).mapToObj(example -> {
      float[][] sequence = new float[steps][input];
      for (float[] step : sequence) {
        for (int i = 0; i < input; i++) {
          step[i] = (float) random.nextGaussian();
        }
      }
      return sequence;
    }).toList();
  }
}
