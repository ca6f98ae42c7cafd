package org.seqlang.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqlang.autograd.Variable;
import org.seqlang.data.Dataset;
import org.seqlang.model.Initializers;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;
import org.seqlang.optim.AdamW;
import org.seqlang.optim.Mode;
import org.seqlang.optim.ReduceOnPlateau;
import org.seqlang.optim.WarmUp;
import org.seqlang.tensor.Tensor;

/** A run with all that has a memory: noise, momentum, a warm-up and a plateau, early stopping, a metric. */
final class ResumedRun {

  static final int EPOCHS = 6;

  private final Parameter weight = Parameter.of("weight", 3, 2);
  private final Parameter fixed = Parameter.of("fixed", 2);
  private final Parameters parameters = Parameters.of(weight, fixed);

  ResumedRun() {
    Initializers.normal(weight.values(), 1, 3);
    fixed.values()[0] = -0.25f;
    fixed.freeze();
  }

  /** Trains in the JVM that is to be killed: says so after each checkpoint, and does not get to the end by itself. */
  public static void main(String[] arguments) {
    ResumedRun run = new ResumedRun();
    run.trainer(Path.of(arguments[0]), 1).monitor(new Monitor() {
      @Override
      public void checkpointWritten(long step) {
        System.out.println("checkpoint " + step);
        if (step == Integer.parseInt(arguments[1])) {
          waitForInput();
        }
      }
    }).fit(examples(21), examples(5));
  }

  private static void waitForInput() {
    try {
      int ignored = System.in.read();
      throw new IllegalStateException("nobody killed this process, but said " + ignored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Dataset<Integer> examples(int count) {
    return Dataset.of(IntStream.range(0, count).boxed().toList());
  }

  private Objective<Integer> objective() {
    return TapeObjective.of(parameters, (tape, batch, seed) -> {
      float[] noise = new float[batch.size() * 3];
      Initializers.normal(noise, seed == 0 ? 0 : 0.3, seed);
      float[][] rows = new float[batch.size()][3];
      int[] labels = new int[batch.size()];
      for (int i = 0; i < rows.length; i++) {
        Initializers.normal(rows[i], 1, new Seed(5).derive(batch.get(i)));
        labels[i] = rows[i][0] > rows[i][1] ? 1 : 0;
        for (int c = 0; c < 3; c++) {
          rows[i][c] += noise[3 * i + c];
        }
      }
      Variable x = tape.constant(Tensor.matrix(rows));
      return x.matmul(tape.parameter(weight)).add(tape.parameter(fixed)).crossEntropy(labels);
    });
  }

  Trainer<Integer> trainer(Path file, int everySteps) {
    return trainer().checkpoints(file, everySteps);
  }

  Trainer<Integer> trainer() {
    return Trainer.of(objective()).optimizer(AdamW.rate(0.3)).clipNorm(0.5).batchSize(4).epochs(EPOCHS).seed(11)
        .schedule(WarmUp.steps(4).then(ReduceOnPlateau.factor(0.5).patience(0)))
        .earlyStopping(Patience.epochs(4)).metric("first", examples -> weight.values()[0])
        .watch("first", Mode.MAX).progress(Progress.none());
  }

  /** All that comes of a run, but for the time it took, to the bit. */
  static List<Object> outcome(ResumedRun run, History history) {
    List<Object> all = new ArrayList<>();
    for (Parameter parameter : run.parameters) {
      IntStream.range(0, parameter.size()).forEach(i -> all.add(Float.floatToRawIntBits(parameter.values()[i])));
    }
    for (Epoch epoch : history.epochs()) {
      all.addAll(Arrays.asList(epoch.number(), epoch.step(), epoch.trainingLoss(), epoch.validationLoss(),
          epoch.metrics(), epoch.gradientNorm(), epoch.largestGradientNorm(), epoch.rate()));
    }
    all.addAll(Arrays.asList(history.bestNumber(), history.stoppedEarly()));
    return all;
  }
}
