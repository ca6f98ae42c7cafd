package org.seqlang.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.seqlang.data.Dataset;
import org.seqlang.data.Streams;
import org.seqlang.model.Objective;
import org.seqlang.model.StatefulObjective;
import org.seqlang.optim.Mode;
import org.seqlang.optim.Optimizer;
import org.seqlang.optim.Schedule;

/**
 * How an objective is trained. Immutable: each method gives a trainer with one setting changed. Unless told otherwise:
 * Adam at a rate of 0.001, batches of 32 examples of similar length, 10 epochs, seed 0, no clipping, a constant rate,
 * and a bar or lines of progress.
 *
 * <p>The watched number, by which epochs are compared, is the validation loss; without validation examples the training
 * loss; or a metric, if {@link #watch} says so.
 *
 * @param <E> an example
 */
public final class Trainer<E> {

  private final Objective<E> objective;
  private final Settings<E> settings;

  private Trainer(Objective<E> objective, Settings<E> settings) {
    this.objective = objective;
    this.settings = settings;
  }

  public static <E> Trainer<E> of(Objective<E> objective) {
    return new Trainer<>(objective, new Settings<>());
  }

  public Trainer<E> optimizer(Optimizer optimizer) {
    return with(to -> to.optimizer = optimizer);
  }

  /** Scales gradients down to this norm, taken over all parameters together, where it is larger. */
  public Trainer<E> clipNorm(double largest) {
    require(largest > 0, "a largest gradient norm of " + largest, "a number above 0");
    return with(to -> to.clipNorm = largest);
  }

  /** Moves each element of the gradients into {@code -largest} to {@code largest}, before the norm is clipped. */
  public Trainer<E> clipValue(double largest) {
    require(largest > 0, "a largest gradient of " + largest, "a number above 0");
    return with(to -> to.clipValue = largest);
  }

  /** Changes the learning rate after epochs or steps. */
  public Trainer<E> schedule(Schedule schedule) {
    return with(to -> to.schedule = schedule);
  }

  /** Stops when the watched number no longer gets better, and goes back to the parameters of the best epoch. */
  public Trainer<E> earlyStopping(Patience patience) {
    return with(to -> {
      to.patience = Optional.of(patience);
      to.keepBest = true;
    });
  }

  /** Whether the parameters end as those of the best epoch rather than of the last. */
  public Trainer<E> keepBest(boolean on) {
    return with(to -> to.keepBest = on);
  }

  /** How many examples are trained on together. */
  public Trainer<E> batchSize(int examples) {
    require(examples > 0, "a batch of " + examples + " examples", "at least 1");
    return with(to -> to.batchSize = examples);
  }

  /** How often the training examples are gone through, at most. */
  public Trainer<E> epochs(int epochs) {
    require(epochs > 0, "training for " + epochs + " epochs", "at least 1");
    return with(to -> to.epochs = epochs);
  }

  /** Decides the order of the examples and the random numbers of the objective. */
  public Trainer<E> seed(long seed) {
    return with(to -> to.seed = seed);
  }

  /** Computes a number over the validation examples after each epoch, for the history. */
  public Trainer<E> metric(String name, ToDoubleFunction<List<E>> metric) {
    Map<String, ToDoubleFunction<List<E>>> metrics = new LinkedHashMap<>(settings.metrics);
    metrics.put(name, metric);
    return with(to -> to.metrics = Collections.unmodifiableMap(metrics));
  }

  /** Compares epochs by a metric rather than by the loss: for early stopping, the schedule and the best parameters. */
  public Trainer<E> watch(String metric, Mode mode) {
    require(settings.metrics.containsKey(metric), "watching the metric " + metric + ", which is not there,",
        "one of " + settings.metrics.keySet() + ", or add it before");
    return with(to -> to.watched = Optional.of(new Settings.Watched(metric, mode)));
  }

  /** How a person is shown what goes on, instead of a bar or lines: one of {@link Progress}, or one's own. */
  public Trainer<E> progress(Monitor progress) {
    return with(to -> to.progress = progress);
  }

  /** Adds one who listens: for files of events, reports, logs. */
  public Trainer<E> monitor(Monitor monitor) {
    return with(to -> to.monitors = Stream.concat(to.monitors.stream(), Stream.of(monitor)).toList());
  }

  /**
   * Keeps a checkpoint of the run in a file, after each epoch. Where there is one, {@code fit} goes on from it and ends
   * with the bits of a run that was never interrupted, however it was stopped. The run that is over stays over: remove
   * the file to start anew, or raise {@link #epochs}. Examples, metrics and monitors are the caller's to give again.
   *
   * @see #checkpoints(Path, int)
   */
  public Trainer<E> checkpoints(Path file) {
    return with(to -> to.checkpoints = Optional.of(new Settings.Checkpoints(file, 0)));
  }

  /** As {@link #checkpoints(Path)}, and after every so many steps too. */
  public Trainer<E> checkpoints(Path file, int everySteps) {
    require(everySteps > 0, "a checkpoint every " + everySteps + " steps", "at least 1");
    return with(to -> to.checkpoints = Optional.of(new Settings.Checkpoints(file, everySteps)));
  }

  /**
   * Trains, and measures each epoch by the validation examples.
   *
   * @throws IllegalArgumentException if one of the data sets is empty
   * @throws org.seqlang.checkpoint.CheckpointException if there is a checkpoint of another run, or none can be written
   * @throws TrainingException if a loss or a gradient is no longer finite; the parameters are those before that batch
   * @throws org.seqlang.tensor.InputException if an example does not fit the model
   */
  public History fit(Dataset<E> training, Dataset<E> validation) {
    require(!training.isEmpty(), "training on no examples", "a data set with some");
    require(!validation.isEmpty(), "validation by no examples", "a data set with some, or leave it out");
    requireStateless();
    return run(feed(training), Optional.of(feed(validation)));
  }

  /**
   * Trains, and measures each epoch by its training loss.
   *
   * @throws IllegalArgumentException if there are no examples, or there are metrics, which need validation examples
   * @throws org.seqlang.checkpoint.CheckpointException if there is a checkpoint of another run, or none can be written
   * @throws TrainingException if a loss or a gradient is no longer finite; the parameters are those before that batch
   * @throws org.seqlang.tensor.InputException if an example does not fit the model
   */
  public History fit(Dataset<E> training) {
    require(!training.isEmpty(), "training on no examples", "a data set with some");
    require(settings.metrics.isEmpty(), "the metrics " + settings.metrics.keySet() + " without validation examples",
        "fit(training, validation)");
    requireStateless();
    return run(feed(training), Optional.empty());
  }

  /**
   * Trains on chunks of long sequences, in order and with an update after each batch, and measures each epoch by the
   * validation streams. A model that carries state carries it from chunk to chunk; every epoch, and every validation,
   * starts afresh. The batch size is the number of lanes, and losses are means over steps rather than examples.
   *
   * @throws org.seqlang.checkpoint.CheckpointException if there is a checkpoint of another run, or none can be written
   * @throws TrainingException if a loss or a gradient is no longer finite; the parameters are those before that batch
   * @throws org.seqlang.tensor.InputException if an example does not fit the model
   */
  public History fit(Streams<E> training, Streams<E> validation) {
    return run(Feed.of(training, objective), Optional.of(Feed.of(validation, objective)));
  }

  /**
   * As {@link #fit(Streams, Streams)}, and measures each epoch by its training loss.
   *
   * @throws IllegalArgumentException if there are metrics, which need validation examples
   * @throws org.seqlang.checkpoint.CheckpointException if there is a checkpoint of another run, or none can be written
   * @throws TrainingException if a loss or a gradient is no longer finite; the parameters are those before that batch
   * @throws org.seqlang.tensor.InputException if an example does not fit the model
   */
  public History fit(Streams<E> training) {
    require(settings.metrics.isEmpty(), "the metrics " + settings.metrics.keySet() + " without validation examples",
        "fit(training, validation)");
    return run(Feed.of(training, objective), Optional.empty());
  }

  private Feed<E> feed(Dataset<E> examples) {
    return Feed.of(examples, objective, settings.batchSize);
  }

  private History run(Feed<E> training, Optional<Feed<E>> validation) {
    return new TrainingRun<>(objective, settings, training, validation).run();
  }

  /** Of shuffled examples, none goes on where another stopped. */
  private void requireStateless() {
    require(!(objective instanceof StatefulObjective), "a shuffled data set for a model that carries state",
        "Streams, which keep the chunks of a sequence in order");
  }

  private Trainer<E> with(Consumer<Settings<E>> change) {
    Settings<E> changed = settings.copy();
    change.accept(changed);
    return new Trainer<>(objective, changed);
  }

  private static void require(boolean condition, String what, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(what + " makes no sense: choose " + otherwise);
    }
  }
}
