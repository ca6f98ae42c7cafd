package org.seqlang.train;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What came of each epoch of a run.
 *
 * @param epochs in order
 * @param bestNumber the number of the epoch with the best watched number
 * @param stoppedEarly whether patience ran out before the last epoch
 */
public record History(List<Epoch> epochs, int bestNumber, boolean stoppedEarly) {

  public History {
    epochs = List.copyOf(epochs);
  }

  /** The epoch with the best watched number. */
  public Epoch best() {
    return epochs.get(bestNumber - 1);
  }

  /** The last epoch. */
  public Epoch last() {
    return epochs.get(epochs.size() - 1);
  }

  /** A table with a row an epoch; the best one is marked. */
  @Override
  public String toString() {
    List<String> metrics = List.copyOf(epochs.get(0).metrics().keySet());
    StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%5s  %10s  %10s", "epoch", "loss",
        "validation"));
    metrics.forEach(name -> table.append(String.format(Locale.ROOT, "  %10s", name)));
    table.append(String.format(Locale.ROOT, "  %10s  %9s  %7s%n", "gradient", "rate", "seconds"));
    for (Epoch epoch : epochs) {
      table.append(String.format(Locale.ROOT, "%5d  %10.4f  %10s", epoch.number(), epoch.trainingLoss(),
          number(epoch.validationLoss())));
      metrics.forEach(name -> table.append(String.format(Locale.ROOT, "  %10.4f", epoch.metrics().get(name))));
      table.append(String.format(Locale.ROOT, "  %10.4f  %9s  %7.1f%s%n", epoch.gradientNorm(),
          Epoch.brief(epoch.rate()), epoch.seconds(), epoch.number() == bestNumber ? "  best" : ""));
    }
    return table.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
  }
}
