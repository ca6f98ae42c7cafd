package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.autograd.Variable;
import org.seqlang.data.Dataset;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.optim.SGD;
import org.seqlang.tensor.Tensor;

class MonitorTest {

  private final Parameter weight = Parameter.of("weight", 1);
  private final Parameter fixed = Parameter.of("fixed", 3);

  /** Writes down what it hears. */
  private static final class Notes implements Monitor {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void started(Start start) {
      heard.add(start.trainedNumbers() + " of " + start.parameters().count() + " numbers, " + start.trainingExamples()
          + "+" + start.validationExamples() + " examples, " + start.epochs() + "x" + start.batches() + " batches of "
          + start.batchSize() + ", step " + start.step());
    }

    @Override
    public void epochStarted(int number) {
      heard.add("epoch " + number);
    }

    @Override
    public void stepDone(Step step) {
      heard.add("step " + step.number() + " batch " + step.batch() + "/" + step.batches() + " of " + step.examples()
          + " loss " + step.loss() + " mean " + step.meanLoss() + " rate " + step.rate() + " norm "
          + step.gradientNorm());
    }

    @Override
    public void epochDone(Epoch epoch) {
      heard.add("done " + epoch.number() + " at step " + epoch.step() + " norm " + epoch.gradientNorm() + " "
          + epoch.largestGradientNorm());
    }

    @Override
    public void finished(History history) {
      heard.add("finished " + history.epochs().size());
    }

    @Override
    public void closed() {
      heard.add("closed");
    }
  }

  /** The mean of weight times each example. */
  private Objective<Float> objective() {
    fixed.freeze();
    return TapeObjective.of(Parameters.of(weight, fixed), (tape, batch, seed) -> {
      Variable mean = tape.constant(Tensor.scalar((float) batch.stream().mapToDouble(x -> x).average().orElseThrow()));
      return tape.parameter(weight).multiply(mean).sum();
    });
  }

  @Test
  void everyMonitorHearsTheWholeRun() {
    Notes first = new Notes();
    Notes second = new Notes();
    Trainer.of(objective()).optimizer(SGD.rate(0.5)).clipValue(1).epochs(2).batchSize(2).progress(Progress.none())
        .monitor(first).monitor(second).fit(Dataset.of(List.of(4f, 4f, 4f, 4f)), Dataset.of(List.of(1f)));
    assertEquals(List.of(
        "1 of 4 numbers, 4+1 examples, 2x2 batches of 2, step 0",
        "epoch 1",
        "step 1 batch 1/2 of 2 loss 0.0 mean 0.0 rate 0.5 norm 4.0",
        "step 2 batch 2/2 of 2 loss -2.0 mean -1.0 rate 0.5 norm 4.0",
        "done 1 at step 2 norm 4.0 4.0",
        "epoch 2",
        "step 3 batch 1/2 of 2 loss -4.0 mean -4.0 rate 0.5 norm 4.0",
        "step 4 batch 2/2 of 2 loss -6.0 mean -5.0 rate 0.5 norm 4.0",
        "done 2 at step 4 norm 4.0 4.0",
        "finished 2",
        "closed"), first.heard);
    assertEquals(first.heard, second.heard);
  }

  @Test
  void monitorsAreClosedWhenTrainingFailsToo() {
    Notes first = new Notes();
    Notes second = new Notes();
    Trainer<Float> trainer = Trainer.of(objective()).progress(Progress.none()).monitor(first).monitor(second);
    assertThrows(TrainingException.class, () -> trainer.fit(Dataset.of(List.of(Float.NaN))));
    assertEquals("closed", first.heard.get(first.heard.size() - 1));
    assertEquals(first.heard, second.heard);
  }
}
