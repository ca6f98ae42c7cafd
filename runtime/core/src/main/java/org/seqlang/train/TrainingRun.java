package org.seqlang.train;

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
  private final Seed order;
  private final Seed noise;
  private final Monitors monitors;
  private final Schedule.Run schedule;
  private final Course course;
  private final Optional<RunFile> file;

  TrainingRun(Objective<E> objective, Settings<E> settings, Feed<E> training, Optional<Feed<E>> validation) {
    this.objective = objective;
    this.parameters = objective.parameters();
    this.settings = settings;
    this.training = training;
    this.validation = validation;
    this.optimizer = settings.optimizer.start(parameters);
    Mode mode = settings.watched.map(Settings.Watched::mode).orElse(Mode.MIN);
    this.schedule = settings.schedule.start(optimizer.rate(), mode);
    Seed seed = new Seed(settings.seed);
    this.order = new Seed(seed.derive("order"));
    this.noise = new Seed(seed.derive("noise"));
    this.course = new Course(mode, settings.patience,
        settings.keepBest ? Optional.of(parameters.snapshot()) : Optional.empty());
    this.file = settings.checkpoints.map(checkpoints -> new RunFile(checkpoints.file(), described(),
        List.copyOf(settings.metrics.keySet()), parameters,
        objective instanceof StatefulObjective<E> stateful ? Optional.of(stateful) : Optional.empty()));
    this.monitors = new Monitors(
        Stream.concat(Stream.of(settings.progress), settings.monitors.stream()).toList());
  }

  private Map<String, String> described() {
    Map<String, String> texts = settings.described();
    texts.put("training examples", training.examples().size() + " in " + training.count() + " batches");
    texts.put("validation examples", validation.map(feed -> feed.examples().size()).orElse(0).toString());
    return texts;
  }

  History run() {
    try {
      file.ifPresent(checkpoint -> checkpoint.read(course, optimizer, schedule));
      monitors.started(new Monitor.Start(parameters, training.examples().size(),
          validation.map(feed -> feed.examples().size()).orElse(0),
          settings.batchSize, training.count(), settings.epochs, course.steps(), course.epochs()));
      while (course.epochs().size() < settings.epochs && !course.stopped()) {
        Epoch epoch = epoch(course.number());
        monitors.epochDone(epoch);
        double watched = watched(epoch);
        course.epochDone(epoch, watched, parameters);
        schedule.epochDone(watched);
        checkpoint();
      }
      course.bestParameters().ifPresent(parameters::restore);
      History history =
          new History(course.epochs(), course.bestNumber(), course.epochs().size() < settings.epochs);
      monitors.finished(history);
      return history;
    } finally {
      monitors.closed();
    }
  }

  private void checkpoint() {
    file.ifPresent(checkpoint -> {
      checkpoint.write(course, optimizer, schedule);
      monitors.checkpointWritten(course.steps());
    });
  }

  private boolean due() {
    int every = settings.checkpoints.map(Settings.Checkpoints::everySteps).orElse(0);
    return every > 0 && course.steps() % every == 0;
  }

  private Epoch epoch(int number) {
    train(number);
    Tally tally = course.tally();
    long start = System.nanoTime();
    OptionalDouble loss = OptionalDouble.empty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (validation.isPresent()) {
      loss = OptionalDouble.of(validate(validation.get(), number));
      List<E> examples = validation.get().examples();
      settings.metrics.forEach((name, metric) -> metrics.put(name, metric.applyAsDouble(examples)));
    }
    return new Epoch(number, course.steps(), tally.loss(), loss, metrics, tally.gradientNorm(),
        tally.largestGradientNorm(), tally.rate(), tally.seconds() + secondsSince(start));
  }

  private void train(int number) {
    monitors.epochStarted(number);
    List<Feed.Batch<E>> batches = training.batches(order.derive(number));
    Tally tally = course.tally();
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
      double loss = objective.train(batch.examples(), noise.derive(course.steps()));
      requireFinite("the loss", loss, where);
      double norm = parameters.gradientNorm();
      requireFinite("the norm of the gradient", norm, where);
      clip();
      optimizer.step();
      schedule.stepDone();
      course.stepDone();
      tally.add(loss, batch.weight(), batch.examples().size(), norm, optimizer.rate(), secondsSince(start));
      monitors.stepDone(new Monitor.Step(course.steps(), number, b + 1, batches.size(), batch.examples().size(), loss,
          tally.loss(), optimizer.rate(), norm, tally.examplesPerSecond()));
      if (due()) {
        checkpoint();
      }
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

  private void requireFinite(String what, double value, String where) {
    if (!Double.isFinite(value)) {
      throw Finiteness.explain(what, value, where, optimizer.rate(), parameters);
    }
  }
}
