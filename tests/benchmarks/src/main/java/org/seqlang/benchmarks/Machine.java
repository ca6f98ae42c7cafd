package org.seqlang.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.locks.LockSupport;

/** The machine that measures. */
final class Machine {

  private Machine() {}

  /** Date, processor, how many of it, and how busy it is. */
  static String description() {
    return LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " cores of " + processor() + ", load " + load();
  }

  private static String processor() {
    return lookUp("/proc/cpuinfo", "model name").replaceFirst(".*: *", "");
  }

  /** The average load of the last minute. */
  static String load() {
    return lookUp("/proc/loadavg", "").replaceFirst(" .*", "");
  }

  /** Waits until nothing else runs, but not longer than so many milliseconds. */
  static void awaitQuiet(long patience) {
    long end = System.nanoTime() + patience * 1_000_000;
    // The fourth field says how many threads could run, this one included.
    while (System.nanoTime() < end && runnable() > 1) {
      LockSupport.parkNanos(3_000_000);
    }
  }

  private static int runnable() {
    String[] fields = lookUp("/proc/loadavg", "").split("[ /]");
    return fields.length > 3 ? Integer.parseInt(fields[3]) : 0;
  }

  private static String lookUp(String file, String start) {
    try {
      return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(start)).findFirst().orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
