package org.seqlang.benchmarks;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sides that take turns. A side that is far behind in the first rounds sits out the others, for the sake of those whose times are compared.
 *
 * @param rounds turns of each side
 * @param turn milliseconds of a turn
 * @param patience milliseconds to wait before a turn for other programs to pause
 * @param warm milliseconds before the first turn
 */
record Turns(int rounds, int turn, int patience, int warm) {

  /** Rounds of a side that is far behind. */
  private static final int ENOUGH = 2;

  /** Behind another contestant, and behind another setting of the same. */
  private static final double FAR = 4;
  private static final double BEHIND = 1.5;

  /** @param between what a round has beside the turns: the machine's limits */
  List<Outcome> measure(Workload workload, List<WorkerProcess> workers, Runnable between) {
    Map<WorkerProcess, Double> errors = new LinkedHashMap<>();
    Map<Outcome.Pass, Map<WorkerProcess, Timing>> timings = new EnumMap<>(Outcome.Pass.class);
    for (WorkerProcess worker : workers) {
      Workload own = worker.side().workload(workload);
      String able = worker.ask("prepare " + own);
      if (!able.equals("none")) {
        errors.put(worker, Double.parseDouble(worker.ask("error")));
        for (String pass : able.split(" and ")) {
          worker.times(pass, warm);
          timings.computeIfAbsent(Outcome.Pass.valueOf(pass), p -> new LinkedHashMap<>()).put(worker, new Timing());
        }
      }
    }
    for (int round = 0; round < rounds; round++) {
      boolean all = round < ENOUGH;
      timings.forEach((pass, sides) -> sides.forEach((worker, timing) -> {
        if (all || !farBehind(worker, sides)) {
          Machine.awaitQuiet(patience);
          timing.add(worker.times(pass.name(), turn));
        }
      }));
      between.run();
    }
    return timings.entrySet().stream().map(pass -> new Outcome(workload, pass.getKey(), pass.getValue().entrySet().stream()
        .map(e -> new Outcome.Entry(e.getKey().side(), e.getValue(), errors.getOrDefault(e.getKey(), Double.NaN))).toList())).toList();
  }

  private static boolean farBehind(WorkerProcess worker, Map<WorkerProcess, Timing> sides) {
    double best = sides.values().stream().mapToDouble(Timing::best).min().orElseThrow();
    double same = sides.entrySet().stream().filter(e -> e.getKey().side().column().equals(worker.side().column()))
        .mapToDouble(e -> e.getValue().best()).min().orElseThrow();
    double mine = sides.get(worker).best();
    return worker.side().peer() && (mine > FAR * best || mine > BEHIND * same);
  }
}
