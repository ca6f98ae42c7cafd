package org.seqlang.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.seqlang.optim.Adam;
import org.seqlang.optim.Mode;
import org.seqlang.optim.Optimizer;
import org.seqlang.optim.Schedule;

/** All that a trainer can be told. Changed only while a trainer makes its successor, on a copy. */
final class Settings<E> {

  Optimizer optimizer = Adam.rate(1e-3);
  double clipNorm = Double.POSITIVE_INFINITY;
  double clipValue = Double.POSITIVE_INFINITY;
  Schedule schedule = Schedule.constant();
  Optional<Patience> patience = Optional.empty();
  boolean keepBest;
  int batchSize = 32;
  int epochs = 10;
  long seed;
  Map<String, ToDoubleFunction<List<E>>> metrics = Map.of();
  Optional<Watched> watched = Optional.empty();
  Monitor progress = Progress.automatic();
  List<Monitor> monitors = List.of();

  /** A metric that epochs are compared by. */
  record Watched(String metric, Mode mode) {}

  Settings<E> copy() {
    Settings<E> copy = new Settings<>();
    copy.optimizer = optimizer;
    copy.clipNorm = clipNorm;
    copy.clipValue = clipValue;
    copy.schedule = schedule;
    copy.patience = patience;
    copy.keepBest = keepBest;
    copy.batchSize = batchSize;
    copy.epochs = epochs;
    copy.seed = seed;
    copy.metrics = metrics;
    copy.watched = watched;
    copy.progress = progress;
    copy.monitors = monitors;
    return copy;
  }
}
