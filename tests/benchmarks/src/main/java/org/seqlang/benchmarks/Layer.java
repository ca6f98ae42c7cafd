package org.seqlang.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.seqlang.device.Placement;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;
import org.seqlang.tensor.Rows;

/**
 * A layer somewhere.
 *
 * @param forward the last outputs of a batch
 * @param train a training step without the optimiser; gives the loss
 */
record Layer(Parameters parameters, Function<List<float[][]>, Rows> forward, ToDoubleFunction<List<float[][]>> train) {

  static Layer of(Cell cell, int hidden, Placement placement) {
    float[] target = new float[hidden];
    return switch (cell) {
      case RNN -> {
        RnnLayer model = RnnLayer.create(RnnLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new RnnLayer.Train(s, target));
      }
      case LSTM -> {
        LstmLayer model = LstmLayer.create(LstmLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new LstmLayer.Train(s, target));
      }
      case GRU -> {
        GruLayer model = GruLayer.create(GruLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new GruLayer.Train(s, target));
      }
      case COPY -> {
        CopyLayer model = CopyLayer.create(CopyLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new CopyLayer.Train(s, target));
      }
      case PEEPHOLE -> {
        PeepholeLayer model = PeepholeLayer.create(PeepholeLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new PeepholeLayer.Train(s, target));
      }
      case LAYERNORM -> {
        NormalisedLayer model = NormalisedLayer.create(NormalisedLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new NormalisedLayer.Train(s, target));
      }
      case INDEPENDENT -> {
        IndependentLayer model = IndependentLayer.create(IndependentLayer.sizes(hidden, hidden), new Seed(1));
        yield of(model.parameters().on(placement), model::last, model.train(), s -> new IndependentLayer.Train(s, target));
      }
      case TEXT, WORDS -> throw new IllegalArgumentException(cell + " is a model over texts, not a layer");
    };
  }

  static <E> Layer of(Parameters parameters, Function<List<float[][]>, Rows> forward, Objective<E> objective,
      Function<float[][], E> example) {
    return new Layer(parameters, forward, batch -> objective.train(batch.stream().map(example).toList(), 1));
  }

  /** The values of the parameters. */
  static List<float[]> weights(Workload workload) {
    return of(workload.cell(), workload.hidden(), Placement.JVM).parameters.list().stream().map(p -> p.values().clone()).toList();
  }

  /** A training step, until the gradients are there. */
  void step(List<float[][]> batch) {
    parameters.zeroGradients();
    train.applyAsDouble(batch);
    parameters.list().get(0).gradient();
  }

  /** The largest difference of last outputs and gradients from another layer's, over the largest number. */
  double error(Layer other, List<float[][]> batch) {
    step(batch);
    other.step(batch);
    double error = error(forward.apply(batch).toList(), other.forward.apply(batch).toList());
    for (int p = 0; p < parameters.size(); p++) {
      error = Math.max(error, error(List.of(parameters.list().get(p).gradient()), List.of(other.parameters.list().get(p).gradient())));
    }
    return error;
  }

  /** The largest difference, over the largest number. */
  static double error(List<float[]> mine, List<float[]> theirs) {
    double largest = 0;
    double difference = 0;
    for (int r = 0; r < mine.size(); r++) {
      for (int i = 0; i < mine.get(r).length; i++) {
        largest = Math.max(largest, Math.abs(theirs.get(r)[i]));
        difference = Math.max(difference, Math.abs(mine.get(r)[i] - theirs.get(r)[i]));
      }
    }
    return largest > 0 ? difference / largest : difference;
  }

  /** {@code 3.2e-07}. */
  static String brief(double error) {
    return String.format(Locale.ROOT, "%.1e", error);
  }
}
