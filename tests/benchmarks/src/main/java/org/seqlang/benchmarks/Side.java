package org.seqlang.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A way to run a contestant. A contestant with several sides is as good as its best.
 *
 * @param column the contestant's column in the table
 * @param settings what tells this side from the contestant's others
 * @param contestant the worker's argument
 * @param threads threads of a contestant that is told
 * @param environment additions to the process's environment
 */
record Side(String column, String settings, String contestant, int threads, Map<String, String> environment) {

  /** The environment variable that says where the peers' inputs come from: {@code arrays} or {@code ready}. */
  static final String INPUTS = "BENCHMARKS_INPUTS";

  /** The column of the Java backend without the Vector API. */
  static final String PLAIN = "java-plain";

  /** The column of the library's cell beside a copy of it. */
  static final String LIBRARY = "library";

  /** The column of the Java backend with one thread. */
  static final String ALONE = "java-alone";

  /** The column of the first OpenCL device, with a launch for each step. */
  static final String STEPS = "opencl-steps";

  /** An allocator that keeps what is freed, as PyTorch's tuning guide advises. */
  private static final String JEMALLOC_CONF =
      "oversize_threshold:1,background_thread:true,metadata_thp:auto,dirty_decay_ms:-1,muzzy_decay_ms:-1";

  /** The same, told where its inputs come from. */
  Side withInputs(String inputs) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(INPUTS, inputs);
    return new Side(column, settings, contestant, threads, all);
  }

  static Side seq(String id, int threads) {
    return new Side(id, "", id, threads, Map.of("POCL_MAX_PTHREAD_COUNT", Integer.toString(threads)));
  }

  /** The Java backend in a JVM without {@code jdk.incubator.vector}. */
  static Side plain(int threads) {
    return new Side(PLAIN, "", "java", threads, Map.of());
  }

  /** The Java backend with the library's LSTM in the place of its copy. */
  static Side library(int threads) {
    return new Side(LIBRARY, "", "java", threads, Map.of());
  }

  /** The Java backend with one thread. */
  static Side alone() {
    return new Side(ALONE, "", "java", 1, Map.of());
  }

  /** A device that gets a launch for each step of a time loop. */
  static Side steps(String id, int threads) {
    return new Side(STEPS, "", id, threads,
        Map.of("POCL_MAX_PTHREAD_COUNT", Integer.toString(threads), "JAVA_TOOL_OPTIONS", "-Dseq.opencl.steps=1"));
  }

  /** What its worker is to do for a workload. */
  Workload workload(Workload asked) {
    return column.equals(LIBRARY) && asked.cell() == Cell.COPY
        ? new Workload(Cell.LSTM, asked.hidden(), asked.batch(), asked.steps(), asked.shortest(), asked.mode(), asked.words())
        : asked;
  }

  /** libtorch with its own allocation and, where there is one, with jemalloc; with a thread for each processor and with one. */
  static List<Side> libtorch(int threads, String jemalloc) {
    Side plain = new Side("libtorch", "malloc", "libtorch", threads, Map.of());
    Side alone = new Side("libtorch", "malloc", "libtorch", 1, Map.of());
    if (jemalloc.isEmpty()) {
      return threads == 1 ? List.of(alone) : List.of(plain, alone);
    }
    Map<String, String> tuned = Map.of("LD_PRELOAD", jemalloc, "MALLOC_CONF", JEMALLOC_CONF);
    Side tunedAlone = new Side("libtorch", "jemalloc", "libtorch", 1, tuned);
    return threads == 1
        ? List.of(alone, tunedAlone)
        : List.of(plain, new Side("libtorch", "jemalloc", "libtorch", threads, tuned), tunedAlone);
  }

  /** Cells written from tensor operations, run by libtorch as they come. */
  static List<Side> eager(int threads, String jemalloc) {
    return libtorch(threads, jemalloc).stream()
        .map(side -> new Side("eager", side.settings, "eager", side.threads, side.environment)).toList();
  }

  static List<Side> onnxRuntime(int threads) {
    Side alone = new Side("onnxruntime", "", "onnxruntime", 1, Map.of());
    return threads == 1 ? List.of(alone) : List.of(new Side("onnxruntime", "", "onnxruntime", threads, Map.of()), alone);
  }

  /** With threads that wait passively: its default, actively, is two to three times slower. */
  static Side dl4j(int threads) {
    return new Side("dl4j", "OMP_WAIT_POLICY=PASSIVE", "dl4j", threads, Map.of("OMP_WAIT_POLICY", "PASSIVE"));
  }

  /** {@code libtorch (jemalloc, 2 threads)}. */
  String label() {
    return column + (peer() ? " (" + (settings.isEmpty() ? "" : settings + ", ") + threads + (threads == 1 ? " thread)" : " threads)") : "");
  }

  /** Whether it is another project's. */
  boolean peer() {
    return !own(column);
  }

  /** Whether a column is one of this project's. */
  static boolean own(String column) {
    return List.of("java", PLAIN, LIBRARY, ALONE).contains(column) || column.startsWith("opencl");
  }

  /** Whether its JVM is started with the Vector API. */
  boolean vectors() {
    return !column.equals(PLAIN);
  }
}
