package org.seqlang.benchmarks;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.seqlang.device.Placement;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.optim.Clipping;
import org.seqlang.optim.OptimizerState;
import org.seqlang.tensor.Rows;

/**
 * A model over texts somewhere.
 *
 * @param forward the scores of a batch
 * @param gradients adds the gradients of a batch to those of the parameters
 */
record TextModel(Parameters parameters, Function<List<int[]>, Rows> forward, Runnable gradients, OptimizerState optimizer) {

  static TextModel of(Workload workload, Placement placement) {
    return switch (workload.cell()) {
      case TEXT -> {
        TextClassifier model = TextClassifier.create(
            TextClassifier.sizes(workload.words(), Workload.EMBEDDING, workload.hidden(), Workload.CLASSES), new Seed(1));
        int[] labels = workload.labels();
        yield of(model.parameters().on(placement), model::logits, model.train(), workload,
            (text, e) -> new TextClassifier.Train(text, labels[e]));
      }
      case WORDS -> {
        WordModel model = WordModel.create(WordModel.sizes(workload.words(), workload.hidden()), new Seed(1));
        yield of(model.parameters().on(placement), model::next, model.train(), workload, (text, e) -> new WordModel.Train(text, next(text)));
      }
      default -> throw new IllegalArgumentException(workload.cell() + " is a layer, no model over texts");
    };
  }

  private static <E> TextModel of(Parameters parameters, Function<List<int[]>, Rows> forward, Objective<E> objective, Workload workload,
      BiFunction<int[], Integer, E> example) {
    List<int[]> texts = workload.tokens();
    IntFunction<E> examples = e -> example.apply(texts.get(e), e);
    List<E> batch = IntStream.range(0, texts.size()).mapToObj(examples).toList();
    return new TextModel(parameters, forward, () -> objective.train(batch, 1), Adam.rate(Prepared.RATE).start(parameters));
  }

  /** The words that follow, the first one behind the last. */
  private static int[] next(int[] text) {
    return IntStream.range(0, text.length).map(t -> text[(t + 1) % text.length]).toArray();
  }

  /** The values of the parameters. */
  static List<float[]> weights(Workload workload) {
    return of(workload, Placement.JVM).parameters.list().stream().map(p -> p.values().clone()).toList();
  }

  /** A training step with clipping and optimiser, until the weights are there. */
  void step() {
    parameters.zeroGradients();
    gradients.run();
    Clipping.byNorm(parameters, Prepared.NORM);
    optimizer.step();
    parameters.list().get(0).values();
  }
}
