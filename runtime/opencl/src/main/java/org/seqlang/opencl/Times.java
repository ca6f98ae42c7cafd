package org.seqlang.opencl;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/**
 * What kernels take, as the device's own clock says, for {@code -Dseq.opencl.times=true}: a table on the standard error stream when the JVM ends.
 *
 * <p>A launch has run from its start to its end. It has taken the time from when it might have started, being in the queue and those before it
 * at their end: a launch that follows another is dear by what lies between the two, too.
 */
final class Times {

  /** Launches that are looked at together. */
  private static final int TOGETHER = 4096;

  private record Launch(String kernel, long event) {}

  private static final class Sum {
    private long launches;
    private long ran;
    private long taken;
  }

  private final Map<String, Sum> sums = new TreeMap<>();
  private final List<Launch> launches = new ArrayList<>();
  private long before;

  /** Times that are printed when the JVM ends. */
  static Times untilTheEnd() {
    Times times = new Times();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> times.print(System.err), "seqlang-times"));
    return times;
  }

  /** Whether somebody asked for them. */
  static boolean areWanted() {
    return Boolean.getBoolean("seq.opencl.times");
  }

  /** Another launch, by its event, which is released here. */
  synchronized void add(String kernel, long event) {
    launches.add(new Launch(kernel, event));
    if (launches.size() >= TOGETHER) {
      look();
    }
  }

  /** Waits for the launches and adds up what they took. */
  private void look() {
    for (Launch launch : launches) {
      Errors.check(CL10.clWaitForEvents(launch.event), "Waiting for the device");
      long queued = nanos(launch.event, CL10.CL_PROFILING_COMMAND_QUEUED);
      long end = nanos(launch.event, CL10.CL_PROFILING_COMMAND_END);
      Sum sum = sums.computeIfAbsent(launch.kernel, made -> new Sum());
      sum.launches++;
      sum.ran += end - nanos(launch.event, CL10.CL_PROFILING_COMMAND_START);
      sum.taken += end - Math.max(before, queued);
      before = end;
      CL10.clReleaseEvent(launch.event);
    }
    launches.clear();
  }

  private static long nanos(long event, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      var value = stack.callocLong(1);
      Errors.check(CL10.clGetEventProfilingInfo(event, what, value, null), "Asking for a launch's times");
      return value.get(0);
    }
  }

  private synchronized void print(PrintStream to) {
    look();
    to.printf(Locale.ROOT, "%-60s %9s %12s %12s %12s%n", "kernel", "launches", "ran, ms", "taken, ms", "each, ms");
    sums.entrySet().stream().sorted(Comparator.comparingLong((Map.Entry<String, Sum> entry) -> -entry.getValue().taken)).forEach(entry -> {
      Sum sum = entry.getValue();
      to.printf(Locale.ROOT, "%-60s %9d %12.3f %12.3f %12.4f%n", entry.getKey(), sum.launches, sum.ran / 1e6, sum.taken / 1e6,
          sum.taken / 1e6 / sum.launches);
    });
  }
}
