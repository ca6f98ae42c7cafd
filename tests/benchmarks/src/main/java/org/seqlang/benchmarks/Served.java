package org.seqlang.benchmarks;

/**
 * What many callers of one model get.
 *
 * @param callers threads that call, each again as soon as it has an answer
 * @param rate calls a second of all of them
 * @param p50 milliseconds of half of the calls at most
 * @param p99 milliseconds of all but a hundredth
 */
record Served(Workload workload, int callers, String column, String side, double rate, double p50, double p99) {

  /** What tells it from others. */
  String key() {
    return workload + ", " + callers + ", " + column;
  }
}
