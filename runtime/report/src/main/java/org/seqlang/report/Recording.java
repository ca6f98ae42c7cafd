package org.seqlang.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.train.Epoch;
import org.seqlang.train.History;
import org.seqlang.train.Monitor;

/** What a run has said so far. */
final class Recording {

  /** How far a run is; the name is shown. */
  enum State { RUNNING, FINISHED, STOPPED }

  private final Monitor.Start start;
  private final Map<String, Curve> steps = new LinkedHashMap<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private State state = State.RUNNING;
  private Optional<History> history = Optional.empty();
  private Optional<Monitor.Step> last = Optional.empty();

  static final String LOSS = "loss";
  static final String RATE = "rate";
  static final String NORM = "norm";

  Recording(Monitor.Start start) {
    this.start = start;
    List.of(LOSS, RATE, NORM).forEach(name -> steps.put(name, new Curve()));
    // Of the steps before an interruption only the epochs' means are known.
    start.earlier().forEach(epoch -> {
      add(epoch.step(), epoch.trainingLoss(), epoch.rate(), epoch.gradientNorm());
      epochs.add(epoch);
    });
  }

  void step(Monitor.Step step) {
    add(step.number(), step.loss(), step.rate(), step.gradientNorm());
    last = Optional.of(step);
  }

  void epoch(Epoch epoch) {
    epochs.add(epoch);
  }

  void finished(History result) {
    history = Optional.of(result);
    state = State.FINISHED;
  }

  void closed() {
    state = state == State.RUNNING ? State.STOPPED : state;
  }

  Monitor.Start start() {
    return start;
  }

  State state() {
    return state;
  }

  List<Epoch> epochs() {
    return List.copyOf(epochs);
  }

  /** Only of a run that has finished. */
  Optional<History> history() {
    return history;
  }

  /** The last step, if there was one. */
  Optional<Monitor.Step> last() {
    return last;
  }

  List<Curve.Point> curve(String name) {
    return steps.get(name).points();
  }

  private void add(long step, double loss, double rate, double norm) {
    steps.get(LOSS).add(step, loss);
    steps.get(RATE).add(step, rate);
    steps.get(NORM).add(step, norm);
  }
}
