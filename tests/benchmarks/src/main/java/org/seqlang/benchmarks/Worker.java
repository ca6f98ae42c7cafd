package org.seqlang.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.device.Device;
import org.seqlang.device.Devices;

/**
 * A process in which one contestant works, so that no other's threads, allocator or heap are in its way. It reads commands, a line each, and
 * answers each with a line:
 *
 * <pre>
 * describe                  what it is
 * prepare LSTM 256 32 50    forward, or forward and train: what it can do; none
 * once                      runs one forward pass
 * error                     the largest relative difference of outputs and gradients from this project's on the JVM
 * forward 300, train 300    milliseconds: of all processors' time for a pass, then of each pass during so many milliseconds
 * callers 4 300             calls a second of so many threads during so many milliseconds, and milliseconds of half of the calls and of all
 *                           but a hundredth; none
 * devices                   the ids of the devices, with commas between
 * peak 100, bandwidth 100   GFLOP/s and GB/s of all processors, measured during so many milliseconds
 * memory                    the largest resident size so far, in bytes
 * </pre>
 */
final class Worker {

  private final Contestant contestant;
  private Optional<Prepared> prepared = Optional.empty();
  private Workload workload = Workload.parse("LSTM 8 1 1");

  private Worker(Contestant contestant) {
    this.contestant = contestant;
  }

  public static void main(String[] arguments) throws IOException {
    // Libraries print to the standard output; answers have it for themselves.
    PrintStream answers = System.out;
    System.setOut(System.err);
    Worker worker = new Worker(find(arguments[0]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(worker.answer(line));
      answers.flush();
    }
    System.exit(0);
  }

  private static Contestant find(String name) {
    if (name.equals("java") || name.startsWith("opencl")) {
      return new SeqContestant(name);
    }
    return ServiceLoader.load(Contestant.class).stream().map(ServiceLoader.Provider::get).filter(c -> c.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " on the class path: build with -Ppeers"));
  }

  private String answer(String line) throws IOException {
    String[] parts = line.split(" ", 2);
    return switch (parts[0]) {
      case "describe" -> contestant.description();
      case "prepare" -> prepare(Workload.parse(parts[1]));
      case "once" -> once(prepared.orElseThrow());
      case "error" -> String.format(Locale.ROOT, "%.3e", error(prepared.orElseThrow()));
      case "forward" -> measure(prepared.orElseThrow()::forward, Long.parseLong(parts[1]));
      case "train" -> measure(prepared.orElseThrow()::train, Long.parseLong(parts[1]));
      case "callers" -> callers(parts[1].split(" "));
      case "devices" -> Devices.list().stream().map(Device::id).collect(Collectors.joining(","));
      case "peak" -> Double.toString(Peak.arithmetic(Long.parseLong(parts[1])));
      case "bandwidth" -> Double.toString(Peak.bandwidth(Long.parseLong(parts[1])));
      case "memory" -> Long.toString(memory());
      default -> throw new IllegalArgumentException("no such command: " + line);
    };
  }

  private String prepare(Workload next) {
    prepared.ifPresent(Prepared::close);
    workload = next;
    prepared = contestant.prepare(next);
    return prepared.map(layer -> layer.trains() ? "forward and train" : "forward").orElse("none");
  }

  private String callers(String[] arguments) {
    return Callers.measure(prepared.orElseThrow(), Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
  }

  private static String once(Prepared layer) {
    layer.forward();
    return "done";
  }

  private double error(Prepared mine) {
    try (Prepared reference = new SeqContestant("java").prepare(workload).orElseThrow()) {
      for (int call = 0; call < workload.calls(); call++) {
        mine.forward();
        reference.forward();
      }
      double error = Layer.error(List.of(mine.outputs()), List.of(reference.outputs()));
      if (mine.trains()) {
        mine.train();
        reference.train();
        List<float[]> gradients = mine.gradients();
        List<float[]> expected = reference.gradients();
        for (int p = 0; p < expected.size(); p++) {
          error = Math.max(error, Layer.error(List.of(gradients.get(p)), List.of(expected.get(p))));
        }
      }
      return error;
    }
  }

  private static String measure(Runnable pass, long milliseconds) {
    Map<Path, Long> before = threadTimes();
    double[] times = times(pass, milliseconds);
    // The pass that wakes counts here too.
    long ran = threadTimes().entrySet().stream().mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    double used = ran / 1e6 / (times.length + 1);
    return used + " " + Arrays.stream(times).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /** Nanoseconds that each thread of this process has run, as the scheduler knows; other clocks count in hundredths of a second. */
  private static Map<Path, Long> threadTimes() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.collect(Collectors.toMap(thread -> thread, Worker::ran));
    } catch (IOException e) {
      // Not Linux: not measured.
      return Map.of();
    }
  }

  private static long ran(Path thread) {
    try {
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
    } catch (IOException e) {
      // It has ended since it was listed.
      return 0;
    }
  }

  /** Milliseconds of at least three passes, however long they take; one more before, which wakes threads and caches. */
  static double[] times(Runnable pass, long milliseconds) {
    pass.run();
    List<Double> times = new ArrayList<>();
    long start = System.nanoTime();
    long now = start;
    while (times.size() < 3 || now - start < milliseconds * 1_000_000) {
      long before = System.nanoTime();
      pass.run();
      now = System.nanoTime();
      times.add((now - before) / 1e6);
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long memory() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
