package org.seqlang.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What came out for one workload and one kind of pass. */
record Outcome(Workload workload, Pass pass, List<Entry> entries) {

  /** What is timed. */
  enum Pass {
    forward, train;

    /** Operations of the matrix products. */
    double operations(Workload workload) {
      return this == train ? workload.training() : workload.operations();
    }
  }

  /** One side's share; the error is the largest relative difference from the Java backend's outputs and gradients. */
  record Entry(Side side, Timing timing, double error) {}

  /** The contestants in order. */
  static Set<String> columns(List<Outcome> outcomes) {
    Set<String> columns = new LinkedHashSet<>();
    outcomes.forEach(outcome -> outcome.entries.forEach(entry -> columns.add(entry.side.column())));
    return columns;
  }

  /** The best side of a contestant. */
  Optional<Entry> best(String column, ToDoubleFunction<Timing> measure) {
    return entries.stream().filter(entry -> entry.side.column().equals(column))
        .min(Comparator.comparingDouble(e -> measure.applyAsDouble(e.timing)));
  }

  /** The best side of all others than this project's. */
  Optional<Entry> bestPeer(ToDoubleFunction<Timing> measure) {
    return entries.stream().filter(entry -> entry.side.peer()).min(Comparator.comparingDouble(e -> measure.applyAsDouble(e.timing)));
  }

  /** Operations of the matrix products. */
  double operations() {
    return pass.operations(workload);
  }

  /** Useful GFLOP/s. */
  double rate(Entry entry, ToDoubleFunction<Timing> measure) {
    return operations() / measure.applyAsDouble(entry.timing) / 1e6;
  }
}
