package org.seqlang.kernel;

/** Some lanes of a {@link LinearRecurrence}: numbers of the states, those of all examples side by side, from {@code from} to {@code to}. */
final class LinearSweep {

  /** How many lanes a sweep has at most: its arrays stay in the nearest cache. */
  static final int WIDTH = 1024;

  /** Adding and subtracting it clears what is smaller than a 2<sup>24</sup>th of it. */
  private static final float TINY = 0x1p-100f;

  private static final ThreadLocal<float[][]> SCRATCH = ThreadLocal.withInitial(() -> new float[6][WIDTH]);

  /** What a recurrence reads and writes, as {@link LinearRecurrence#run} says. */
  record Arrays(LinearRecurrence.Rows a, LinearRecurrence.Rows b, float[] initial, LinearRecurrence.Rows result) {}

  private final LinearRecurrence recurrence;
  private final Arrays arrays;
  private final int from;
  private final int to;
  private final float[] a;
  private final float[] b;
  /** What passes to the next step. */
  private final float[] state;
  /** What passed into the chunk. */
  private final float[] before;
  private final float[] product;
  private final float[] sum;

  LinearSweep(LinearRecurrence recurrence, Arrays arrays, int from, int to) {
    this.recurrence = recurrence;
    this.arrays = arrays;
    this.from = from;
    this.to = to;
    float[][] scratch = SCRATCH.get();
    a = scratch[0];
    b = scratch[1];
    state = scratch[2];
    before = scratch[3];
    product = scratch[4];
    sum = scratch[5];
    if (arrays.a().stride() == 0) {
      load(arrays.a(), 0, to - from, a);
    }
  }

  /** All chunks, one after the other. */
  void all() {
    int n = to - from;
    int chunks = recurrence.chunks();
    System.arraycopy(arrays.initial(), from, state, 0, n);
    for (int i = 0; i < chunks; i++) {
      boolean last = i == chunks - 1;
      if (!last) {
        System.arraycopy(state, 0, before, 0, n);
        begin(n);
      }
      walk(recurrence.reverse() ? chunks - 1 - i : i, true, !last);
      if (!last) {
        join(n);
      }
    }
  }

  /** P and Q of a chunk. */
  void compose(int chunk, float[] products, float[] sums) {
    int n = to - from;
    begin(n);
    walk(chunk, false, true);
    System.arraycopy(product, 0, products, from, n);
    System.arraycopy(sum, 0, sums, from, n);
  }

  /** The steps of a chunk, from what passes into it. */
  void chunk(int chunk, float[] states) {
    System.arraycopy(states, from, state, 0, to - from);
    walk(chunk, true, false);
  }

  /** What leaves a chunk in this one lane, step by step; the result's steps of it are of no meaning yet. */
  float after(int chunk, float entering) {
    state[0] = entering;
    walk(chunk, true, false);
    return state[0];
  }

  private void begin(int n) {
    java.util.Arrays.fill(product, 0, n, 1f);
    java.util.Arrays.fill(sum, 0, n, 0f);
  }

  private void join(int n) {
    for (int i = 0; i < n; i++) {
      if (Float.isFinite(product[i]) && Float.isFinite(sum[i])) {
        state[i] = Fused.multiplyAdd(product[i], before[i], sum[i]);
      }
    }
  }

  private void walk(int chunk, boolean steps, boolean compose) {
    int first = chunk * LinearRecurrence.CHUNK;
    int end = Math.min(recurrence.steps(), first + LinearRecurrence.CHUNK);
    for (int i = first; i < end; i++) {
      int t = recurrence.reverse() ? end - 1 - (i - first) : i;
      int n = Math.min(to, recurrence.active(t)) - from;
      if (n > 0) {
        step(t, n, steps, compose);
      }
    }
  }

  private void step(int t, int n, boolean steps, boolean compose) {
    int row = recurrence.offsets()[t];
    if (arrays.a().stride() != 0) {
      load(arrays.a(), row, n, a);
    }
    load(arrays.b(), row, n, b);
    if (recurrence.transposed()) {
      if (compose) {
        composeTransposed(n, a, b, product, sum);
      }
      if (steps) {
        add(n, b, state);
        store(row, n);
        scale(n, a, state);
      }
    } else {
      if (compose) {
        compose(n, a, b, product, sum);
      }
      if (steps) {
        advance(n, a, b, state);
        store(row, n);
      }
    }
  }

  private static void advance(int n, float[] a, float[] b, float[] state) {
    for (int i = 0; i < n; i++) {
      state[i] = Fused.multiplyAdd(a[i], state[i], b[i]) + TINY - TINY;
    }
  }

  private static void add(int n, float[] b, float[] state) {
    for (int i = 0; i < n; i++) {
      state[i] += b[i];
    }
  }

  private static void scale(int n, float[] a, float[] state) {
    for (int i = 0; i < n; i++) {
      state[i] = Fused.multiplyAdd(a[i], state[i], TINY) - TINY;
    }
  }

  private static void compose(int n, float[] a, float[] b, float[] product, float[] sum) {
    scale(n, a, product);
    advance(n, a, b, sum);
  }

  private static void composeTransposed(int n, float[] a, float[] b, float[] product, float[] sum) {
    scale(n, a, product);
    add(n, b, sum);
    scale(n, a, sum);
  }

  /** The lanes of a step, whose first row it is. */
  private void load(LinearRecurrence.Rows rows, int row, int n, float[] target) {
    int columns = recurrence.columns();
    if (rows.stride() == columns) {
      System.arraycopy(rows.values(), rows.start(row) + from, target, 0, n);
      return;
    }
    for (int lane = from; lane < from + n; ) {
      int column = lane % columns;
      int count = Math.min(columns - column, from + n - lane);
      System.arraycopy(rows.values(), rows.start(row + lane / columns) + column, target, lane - from, count);
      lane += count;
    }
  }

  private void store(int row, int n) {
    LinearRecurrence.Rows rows = arrays.result();
    int columns = recurrence.columns();
    if (rows.stride() == columns) {
      System.arraycopy(state, 0, rows.values(), rows.start(row) + from, n);
      return;
    }
    for (int lane = from; lane < from + n; ) {
      int column = lane % columns;
      int count = Math.min(columns - column, from + n - lane);
      System.arraycopy(state, lane - from, rows.values(), rows.start(row + lane / columns) + column, count);
      lane += count;
    }
  }
}
