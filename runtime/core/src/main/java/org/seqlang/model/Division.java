package org.seqlang.model;

import org.seqlang.tensor.Steps;

/** Divides the examples of a time loop, longest first, into ranges that take about equally long. */
final class Division {

  /**
   * What a step costs beside its rows, in rows: it goes through all weights once, however few rows there are (products of an LSTM of 256
   * units: one row takes 7 µs, eight 21, sixteen 41).
   */
  private static final long SWEEP = 3;

  private Division() {}

  /** Where so many ranges begin and end, the dearest of them as cheap as can be; some may be empty. */
  static int[] of(Steps steps, int parts) {
    int[] bounds = new int[parts + 1];
    long low = 0;
    long high = cost(steps, 0, steps.examples());
    while (low < high) {
      long most = (low + high) / 2;
      cut(steps, most, bounds);
      if (bounds[parts] == steps.examples()) {
        high = most;
      } else {
        low = most + 1;
      }
    }
    cut(steps, high, bounds);
    return bounds;
  }

  /** Ranges of which none costs more; as many of the examples as come within. */
  private static void cut(Steps steps, long most, int[] bounds) {
    int position = 0;
    for (int part = 1; part < bounds.length; part++) {
      long left = position < steps.examples() ? most - SWEEP * length(steps, position) : 0;
      while (position < steps.examples() && length(steps, position) <= left) {
        left -= length(steps, position++);
      }
      bounds[part] = position;
    }
  }

  /** What the examples of a range cost: their rows, and one sweep for each step of the longest. */
  static long cost(Steps steps, int from, int to) {
    long cost = from < to ? SWEEP * length(steps, from) : 0;
    for (int position = from; position < to; position++) {
      cost += length(steps, position);
    }
    return cost;
  }

  private static int length(Steps steps, int position) {
    return steps.length(steps.example(position));
  }
}
