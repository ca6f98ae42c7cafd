package org.seqlang.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqlang.model.Parameters;
import org.seqlang.optim.Mode;

/** How far a run has come: its epochs, where it is in the present one, and what early stopping goes by. */
final class Course {

  private final Mode mode;
  private final Optional<Patience> patience;
  private final List<Epoch> epochs = new ArrayList<>();
  private Tally tally = new Tally();
  private long steps;
  private double best;
  private double mark;
  private int bestNumber = 1;
  private int waited;
  private Optional<Parameters.Snapshot> bestParameters;

  /** At the start; with the parameters of the best epoch so far, if they are kept. */
  Course(Mode mode, Optional<Patience> patience, Optional<Parameters.Snapshot> bestParameters) {
    this.mode = mode;
    this.patience = patience;
    this.bestParameters = bestParameters;
    this.best = mode.worst();
    this.mark = mode.worst();
  }

  List<Epoch> epochs() {
    return epochs;
  }

  /** Of the epoch that has begun, or begins next. */
  int number() {
    return epochs.size() + 1;
  }

  /** What the present epoch has added up to. */
  Tally tally() {
    return tally;
  }

  /** Steps done in the whole run. */
  long steps() {
    return steps;
  }

  void stepDone() {
    steps++;
  }

  /** Whether early stopping has lost its patience. */
  boolean stopped() {
    return patience.isPresent() && waited >= patience.get().epochs();
  }

  int bestNumber() {
    return bestNumber;
  }

  Optional<Parameters.Snapshot> bestParameters() {
    return bestParameters;
  }

  void bestParameters(Parameters.Snapshot snapshot) {
    bestParameters = Optional.of(snapshot);
  }

  /** Adds an epoch, and starts a new tally. */
  void epochDone(Epoch epoch, double watched, Parameters parameters) {
    epochs.add(epoch);
    tally = new Tally();
    if (mode.better(watched, best)) {
      best = watched;
      bestNumber = epoch.number();
      bestParameters = bestParameters.map(before -> parameters.snapshot());
    }
    boolean improved = mode.better(watched, mark);
    mark = improved ? beyond(watched) : mark;
    waited = improved ? 0 : waited + 1;
  }

  /** What the next number must beat to count as an improvement. */
  private double beyond(double watched) {
    double improvement = patience.map(Patience::improvement).orElse(0.0);
    return mode == Mode.MIN ? watched - improvement : watched + improvement;
  }

  /** All but the parameters as text, by name. */
  Map<String, String> print() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("steps", Long.toString(steps));
    texts.put("tally", tally.print());
    texts.put("best", best + " " + mark + " " + bestNumber + " " + waited);
    texts.put("epochs", Integer.toString(epochs.size()));
    for (Epoch epoch : epochs) {
      StringBuilder line = new StringBuilder(epoch.step() + " " + epoch.trainingLoss() + " "
          + (epoch.validationLoss().isPresent() ? epoch.validationLoss().getAsDouble() : "none") + " "
          + epoch.gradientNorm() + " " + epoch.largestGradientNorm() + " " + epoch.rate() + " " + epoch.seconds());
      epoch.metrics().values().forEach(value -> line.append(' ').append(value));
      texts.put("epoch " + epoch.number(), line.toString());
    }
    return texts;
  }

  /** Goes on from what {@link #print()} wrote, with these metrics. */
  void parse(Map<String, String> texts, List<String> metrics) {
    steps = Long.parseLong(texts.getOrDefault("steps", ""));
    tally = Tally.parse(texts.getOrDefault("tally", ""));
    String[] numbers = texts.getOrDefault("best", "").split(" ");
    best = Double.parseDouble(numbers[0]);
    mark = Double.parseDouble(numbers[1]);
    bestNumber = Integer.parseInt(numbers[2]);
    waited = Integer.parseInt(numbers[3]);
    epochs.clear();
    int count = Integer.parseInt(texts.getOrDefault("epochs", ""));
    for (int number = 1; number <= count; number++) {
      epochs.add(epoch(number, texts.getOrDefault("epoch " + number, "").split(" "), metrics));
    }
  }

  private static Epoch epoch(int number, String[] parts, List<String> names) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int m = 0; m < names.size(); m++) {
      metrics.put(names.get(m), Double.valueOf(parts[7 + m]));
    }
    OptionalDouble validation =
        parts[2].equals("none") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(parts[2]));
    return new Epoch(number, Long.parseLong(parts[0]), Double.parseDouble(parts[1]), validation, metrics,
        Double.parseDouble(parts[3]), Double.parseDouble(parts[4]), Double.parseDouble(parts[5]),
        Double.parseDouble(parts[6]));
  }
}
