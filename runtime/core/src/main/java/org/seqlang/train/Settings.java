package org.seqlang.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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
  Optional<Checkpoints> checkpoints = Optional.empty();

  /** A metric that epochs are compared by. */
  record Watched(String metric, Mode mode) {}

  /** Where checkpoints go, after each epoch and, unless it is 0, after every so many steps. */
  record Checkpoints(Path file, int everySteps) {}

  /** What decides the bits of a run, as text by name; the number of epochs may grow. */
  Map<String, String> described() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("optimizer", text(optimizer));
    texts.put("schedule", text(schedule));
    texts.put("clipNorm", text(clipNorm));
    texts.put("clipValue", text(clipValue));
    texts.put("earlyStopping", text(patience.map(Patience::toString).orElse("none")));
    texts.put("keepBest", text(keepBest));
    texts.put("batchSize", text(batchSize));
    texts.put("seed", text(seed));
    texts.put("metrics", text(metrics.keySet()));
    texts.put("watch", text(watched.map(Watched::toString).orElse("the loss")));
    return texts;
  }

  /** Without the addresses and numbers that lambdas and objects without a text of their own have. */
  private static String text(Object setting) {
    return setting.toString().replaceAll("\\$\\$Lambda[^,\\]]*", " of one's own").replaceAll("@[0-9a-f]+", "");
  }

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
    copy.checkpoints = checkpoints;
    return copy;
  }
}
