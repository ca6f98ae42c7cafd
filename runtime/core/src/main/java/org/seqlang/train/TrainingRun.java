package org.seqlang.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.seqlang.model.Carried;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameters;
import org.seqlang.model.Seed;
import org.seqlang.model.StatefulObjective;
import org.seqlang.optim.Clipping;
import org.seqlang.optim.Mode;
import org.seqlang.optim.OptimizerState;
import org.seqlang.optim.Schedule;

/** One run of a trainer, from the first epoch to the history. */
final class TrainingRun<E> {

  private final Objective<E> objective;
  private final Parameters parameters;
  private final Settings<E> settings;
  private final Feed<E> training;
  private final Optional<Feed<E>> validation;
  private final OptimizerState optimizer;
  private final Mode mode;
  private final Seed order;
  private final Seed noise;
  private final Monitors monitors;
  private final Schedule.Run schedule;
  private long stepsDone;

  TrainingRun(Objective<E> objective, Settings<E> settings, Feed<E> training, Optional<Feed<E>> validation) {
    this.objective = objective;
    this.parameters = objective.parameters();
    this.settings = settings;
    this.training = training;
    this.validation = validation;
    this.optimizer = settings.optimizer.start(parameters);
    this.mode = settings.watched.map(Settings.Watched::mode).orElse(Mode.MIN);
    this.schedule = settings.schedule.start(optimizer.rate(), mode);
    Seed seed = new Seed(settings.seed);
    this.order = new Seed(seed.derive("order"));
    this.noise = new Seed(seed.derive("noise"));
    this.monitors = new Monitors(
        Stream.concat(Stream.of(settings.progress), settings.monitors.stream()).toList());
  }

  History run() {
    try {
      monitors.started(new Monitor.Start(parameters, training.examples().size(),
          validation.map(feed -> feed.examples().size()).orElse(0),
          settings.batchSize, training.count(), settings.epochs, stepsDone, List.of()));
      History history = epochs();
      monitors.finished(history);
      return history;
    } finally {
      monitors.closed();
    }
  }

  private History epochs() {
    List<Epoch> epochs = new ArrayList<>();
    double best = mode.worst();
    double mark = mode.worst();
    int bestNumber = 1;
    int waited = 0;
    Parameters.Snapshot bestParameters = parameters.snapshot();
    for (int number = 1; number <= settings.epochs; number++) {
      Epoch epoch = epoch(number);
      epochs.add(epoch);
      monitors.epochDone(epoch);
      double watched = watched(epoch);
      if (mode.better(watched, best)) {
        best = watched;
        bestNumber = number;
        bestParameters = settings.keepBest ? parameters.snapshot() : bestParameters;
      }
      boolean improved = mode.better(watched, mark);
      mark = improved ? beyond(watched) : mark;
      waited = improved ? 0 : waited + 1;
      if (settings.patience.isPresent() && waited >= settings.patience.get().epochs()) {
        break;
      }
      schedule.epochDone(watched);
    }
    if (settings.keepBest) {
      parameters.restore(bestParameters);
    }
    return new History(epochs, bestNumber, epochs.size() < settings.epochs);
  }

  private Epoch epoch(int number) {
    Tally tally = new Tally();
    train(number, tally);
    long start = System.nanoTime();
    OptionalDouble loss = OptionalDouble.empty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (validation.isPresent()) {
      loss = OptionalDouble.of(validate(validation.get(), number));
      List<E> examples = validation.get().examples();
      settings.metrics.forEach((name, metric) -> metrics.put(name, metric.applyAsDouble(examples)));
    }
    return new Epoch(number, stepsDone, tally.loss(), loss, metrics, tally.gradientNorm(), tally.largestGradientNorm(),
        optimizer.rate(), tally.seconds() + secondsSince(start));
  }

  private void train(int number, Tally tally) {
    monitors.epochStarted(number);
    List<Feed.Batch<E>> batches = training.batches(order.derive(number));
    if (objective instanceof StatefulObjective<E> stateful && tally.batches() == 0) {
      stateful.reset();
    }
    for (int b = tally.batches(); b < batches.size(); b++) {
      long start = System.nanoTime();
      Feed.Batch<E> batch = batches.get(b);
      String where = "epoch " + number + ", batch " + (b + 1) + " of " + batches.size();
      optimizer.rate(schedule.rate());
      parameters.zeroGradients();
      begin(batch);
      double loss = objective.train(batch.examples(), noise.derive(stepsDone));
      requireFinite("the loss", loss, where);
      double norm = parameters.gradientNorm();
      requireFinite("the norm of the gradient", norm, where);
      clip();
      optimizer.step();
      schedule.stepDone();
      stepsDone++;
      tally.add(loss, batch.weight(), batch.examples().size(), norm, secondsSince(start));
      monitors.stepDone(new Monitor.Step(stepsDone, number, b + 1, batches.size(), batch.examples().size(), loss, tally.loss(),
          optimizer.rate(), norm, tally.examplesPerSecond()));
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) * 1e-9;
  }

  private void clip() {
    if (settings.clipValue < Double.POSITIVE_INFINITY) {
      Clipping.byValue(parameters, settings.clipValue);
    }
    if (settings.clipNorm < Double.POSITIVE_INFINITY) {
      Clipping.byNorm(parameters, settings.clipNorm);
    }
  }

  /** Streams that begin with a batch start from the cells' own initial states. */
  private void begin(Feed.Batch<E> batch) {
    if (objective instanceof StatefulObjective<E> stateful) {
      batch.begins().forEach(stateful::restart);
    }
  }

  private double validate(Feed<E> examples, int number) {
    if (!(objective instanceof StatefulObjective<E> stateful)) {
      return evaluate(examples, number);
    }
    Carried training = stateful.carried();
    try {
      stateful.reset();
      return evaluate(examples, number);
    } finally {
      stateful.carry(training);
    }
  }

  private double evaluate(Feed<E> examples, int number) {
    double losses = 0;
    long weights = 0;
    for (Feed.Batch<E> batch : examples.ordered()) {
      begin(batch);
      losses += objective.evaluate(batch.examples()) * batch.weight();
      weights += batch.weight();
    }
    double loss = losses / weights;
    requireFinite("the validation loss", loss, "epoch " + number);
    return loss;
  }

  private double watched(Epoch epoch) {
    return settings.watched.map(watched -> epoch.metrics().get(watched.metric()))
        .orElse(epoch.validationLoss().orElse(epoch.trainingLoss()));
  }

  /** What the next number must beat to count as an improvement. */
  private double beyond(double watched) {
    double improvement = settings.patience.map(Patience::improvement).orElse(0.0);
    return mode == Mode.MIN ? watched - improvement : watched + improvement;
  }

  private void requireFinite(String what, double value, String where) {
    if (!Double.isFinite(value)) {
      throw Finiteness.explain(what, value, where, optimizer.rate(), parameters);
    }
  }
}
