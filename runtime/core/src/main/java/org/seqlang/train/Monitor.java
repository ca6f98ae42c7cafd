package org.seqlang.train;

import java.util.List;
import org.seqlang.model.Parameters;

/**
 * Listens to a run: for logs, files of events, reports. A trainer may have several; each hears everything, in the
 * thread that trains, so what takes long slows training down. All methods do nothing unless overridden.
 *
 * <p>The order: {@link #started}; for each epoch {@link #epochStarted}, {@link #stepDone} after each batch and
 * {@link #epochDone}, and {@link #checkpointWritten} in between; {@link #finished} if all
 * went well; {@link #closed} in any case.
 *
 * <p>A run that continues from a checkpoint says in {@link Start} how far it had come. Steps that were done after the
 * checkpoint was written are done, and told, again: a monitor that keeps a file drops what it has beyond
 * {@link Start#step()}.
 */
public interface Monitor {

  /** The run begins, or goes on after an interruption. */
  default void started(Start start) {}

  /** An epoch begins, or goes on after an interruption; {@code number} counts from 1. */
  default void epochStarted(int number) {}

  /**
   * A batch has been trained on and the parameters have moved. Their gradients are still those of this batch, after
   * clipping.
   */
  default void stepDone(Step step) {}

  /** An epoch is over and has been validated. The parameters are those at its end. */
  default void epochDone(Epoch epoch) {}

  /** A checkpoint of the run after so many steps is on the disk. */
  default void checkpointWritten(long step) {}

  /** The last epoch is over. The parameters are final: the best epoch's, where those are kept. */
  default void finished(History history) {}

  /** Nothing more will come, whether the run finished or failed: the place to close files. */
  default void closed() {}

  /**
   * What is trained.
   *
   * @param parameters what is learned, frozen ones included
   * @param trainingExamples gone through in each epoch
   * @param validationExamples 0 without validation
   * @param batchSize examples in a batch, at most
   * @param batches in an epoch, and so steps
   * @param epochs at most
   * @param step how many steps had been done before: 0 unless the run continues from a checkpoint
   * @param earlier the epochs that were complete before: none unless the run continues from a checkpoint
   */
  record Start(
      Parameters parameters,
      int trainingExamples,
      int validationExamples,
      int batchSize,
      int batches,
      int epochs,
      long step,
      List<Epoch> earlier) {

    public Start {
      earlier = List.copyOf(earlier);
    }

    /** How many numbers are learned: those of frozen parameters do not count. */
    public long trainedNumbers() {
      long numbers = 0;
      for (var parameter : parameters) {
        numbers += parameter.frozen() ? 0 : parameter.size();
      }
      return numbers;
    }
  }

  /**
   * A batch that has been trained on.
   *
   * @param number counts the steps of the whole run, from 1
   * @param epoch counts from 1
   * @param batch counts the batches of the epoch, from 1
   * @param batches in the epoch
   * @param examples in the batch
   * @param loss the mean over the batch
   * @param meanLoss the mean over the examples of the epoch so far
   * @param rate the learning rate of the step
   * @param gradientNorm of all parameters that are not frozen together, before clipping
   * @param examplesPerSecond in the epoch so far, for training alone
   */
  record Step(
      long number,
      int epoch,
      int batch,
      int batches,
      int examples,
      double loss,
      double meanLoss,
      double rate,
      double gradientNorm,
      double examplesPerSecond) {}
}
