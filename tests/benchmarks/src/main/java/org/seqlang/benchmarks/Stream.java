package org.seqlang.benchmarks;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.seqlang.device.Placement;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;

/**
 * A layer that is called once for each step.
 *
 * @param start the calls of streams that begin: each takes a step's inputs, a row for each stream, and gives the outputs
 */
record Stream(Parameters parameters, Supplier<Function<List<float[]>, float[]>> start) {

  static Stream of(Workload workload, Placement placement) {
    int hidden = workload.hidden();
    int batch = workload.batch();
    return switch (workload.cell()) {
      case RNN -> {
        RnnLayer model = RnnLayer.create(RnnLayer.sizes(hidden, hidden), new Seed(1));
        yield new Stream(model.parameters().on(placement), () -> new Calls<>(model.lastStart(), batch, hidden,
            model::lastStep, RnnLayer.LastStep::state, RnnLayer.LastStep::value));
      }
      case LSTM -> {
        LstmLayer model = LstmLayer.create(LstmLayer.sizes(hidden, hidden), new Seed(1));
        yield new Stream(model.parameters().on(placement), () -> new Calls<>(model.lastStart(), batch, hidden,
            model::lastStep, LstmLayer.LastStep::state, LstmLayer.LastStep::value));
      }
      case GRU -> {
        GruLayer model = GruLayer.create(GruLayer.sizes(hidden, hidden), new Seed(1));
        yield new Stream(model.parameters().on(placement), () -> new Calls<>(model.lastStart(), batch, hidden,
            model::lastStep, GruLayer.LastStep::state, GruLayer.LastStep::value));
      }
      default -> throw new IllegalArgumentException("only RNN, LSTM and GRU are measured call by call, not " + workload.cell());
    };
  }

  /** What goes through the input, a step for each call, and begins again behind the last one. */
  Supplier<float[]> calls(Workload workload) {
    List<float[][]> input = workload.input();
    List<List<float[]>> steps = IntStream.range(0, workload.steps()).mapToObj(t -> input.stream().map(s -> s[t]).toList()).toList();
    return new Supplier<>() {

      private int next;
      private Function<List<float[]>, float[]> calls = start.get();

      @Override
      public float[] get() {
        if (next == steps.size()) {
          next = 0;
          calls = start.get();
        }
        return calls.apply(steps.get(next++));
      }
    };
  }

  /** A step of a generated model. */
  @FunctionalInterface
  private interface Step<S, R> {
    List<R> apply(List<S> states, List<float[]> x);
  }

  /** The streams of a batch, with their states between the calls. */
  private static final class Calls<S, R> implements Function<List<float[]>, float[]> {

    private final int hidden;
    private final Step<S, R> step;
    private final Function<R, S> state;
    private final Function<R, float[]> value;
    private List<S> states;

    Calls(S start, int batch, int hidden, Step<S, R> step, Function<R, S> state, Function<R, float[]> value) {
      this.hidden = hidden;
      this.step = step;
      this.state = state;
      this.value = value;
      this.states = IntStream.range(0, batch).mapToObj(e -> start).toList();
    }

    @Override
    public float[] apply(List<float[]> x) {
      List<R> taken = step.apply(states, x);
      states = taken.stream().map(state).toList();
      if (taken.size() == 1) {
        return value.apply(taken.get(0));
      }
      float[] all = new float[taken.size() * hidden];
      for (int e = 0; e < taken.size(); e++) {
        System.arraycopy(value.apply(taken.get(e)), 0, all, e * hidden, hidden);
      }
      return all;
    }
  }
}
