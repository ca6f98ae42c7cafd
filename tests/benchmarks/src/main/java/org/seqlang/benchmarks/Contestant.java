package org.seqlang.benchmarks;

import java.util.Optional;

/**
 * A library that runs recurrent layers. Others than this project's come from the class path as services; each works alone in a process of
 * its own.
 */
public interface Contestant {

  /** How many threads to use: the system property {@code benchmarks.threads}, or else as many as there are processors. */
  static int threads() {
    return Integer.getInteger("benchmarks.threads", Runtime.getRuntime().availableProcessors());
  }

  /** One word. */
  String name();

  /** Its version and settings, for the table's foot. */
  String description();

  /** Makes ready to run a layer with {@link Workload#weights}; nothing if the library has no such layer. */
  Optional<Prepared> prepare(Workload workload);
}
