package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.seqlang.device.Device;
import org.seqlang.device.Devices;
import org.seqlang.device.Placement;
import org.seqlang.kernel.Kernels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A table of forward and training-step times of recurrent layers on the JVM and on every device, beside PyTorch, with the largest
 * relative difference of outputs and gradients from the JVM's.
 */
@Command(
    name = "seq-benchmarks", description = "Times of recurrent layers on the JVM, on OpenCL devices and in PyTorch.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

  @Option(names = "--cells", split = ",", defaultValue = "LSTM,GRU,RNN", description = "Default: ${DEFAULT-VALUE}")
  private List<Cell> cells = List.of();

  @Option(names = "--hidden", split = ",", defaultValue = "128,256", description = "Sizes; inputs are as wide. Default: ${DEFAULT-VALUE}")
  private List<Integer> hidden = List.of();

  @Option(names = "--batch", split = ",", defaultValue = "32", description = "Batch sizes. Default: ${DEFAULT-VALUE}")
  private List<Integer> batches = List.of();

  @Option(names = "--steps", defaultValue = "50", description = "Steps of each sequence. Default: ${DEFAULT-VALUE}")
  private int steps;

  @Option(names = "--rounds", defaultValue = "15", description = "Measured rounds, behind as many to warm up. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--devices", split = ",", description = "Devices beside the JVM. Default: all")
  private List<String> devices = List.of();

  @Option(names = "--python", defaultValue = "python3", description = "Python with PyTorch. Default: ${DEFAULT-VALUE}")
  private String python = "python3";

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() {
    Map<String, Placement> places = new LinkedHashMap<>();
    places.put("java", Placement.JVM);
    List<Device> found = devices.isEmpty() ? Devices.list() : devices.stream().map(Devices::find).toList();
    found.forEach(device -> places.put(device.id(), Placement.require(device)));
    System.out.println("java: " + Runtime.version() + ", " + Kernels.description());
    found.forEach(device -> System.out.println(device.id() + ": " + device.description()));
    Devices.obstacles().forEach(System.out::println);
    List<String> cases = cases();
    Optional<Torch.Times> torch = Torch.measure(python, cases, steps, rounds);
    System.out.println(torch.map(times -> "torch: " + times.device()).orElse("torch: not installed"));
    System.out.printf(Locale.ROOT, "%nmilliseconds, %d steps, forward / training step; medians of %d rounds, sides taking turns%n%n", steps, rounds);
    System.out.printf("%-14s", "cell H B");
    places.keySet().forEach(name -> System.out.printf("%22s%10s", name, "error"));
    System.out.println(torch.isPresent() ? String.format("%22s", "torch") : "");
    for (String name : cases) {
      line(name, places, torch);
    }
    return 0;
  }

  private List<String> cases() {
    List<String> all = new ArrayList<>();
    for (Cell cell : cells) {
      for (int size : hidden) {
        batches.forEach(batch -> all.add(cell + " " + size + " " + batch));
      }
    }
    return all;
  }

  private void line(String name, Map<String, Placement> places, Optional<Torch.Times> torch) {
    String[] parts = name.split(" ");
    int size = Integer.parseInt(parts[1]);
    List<float[][]> batch = batch(Integer.parseInt(parts[2]), size);
    List<Layer> layers = places.values().stream().map(place -> Layer.of(Cell.valueOf(parts[0]), size, place)).toList();
    double[][] forward = new double[layers.size()][rounds];
    double[][] step = new double[layers.size()][rounds];
    for (int round = -rounds; round < rounds; round++) {
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        double f = milliseconds(() -> layer.forward().apply(batch));
        double s = milliseconds(() -> layer.step(batch));
        if (round >= 0) {
          forward[i][round] = f;
          step[i][round] = s;
        }
      }
    }
    System.out.printf("%-14s", name);
    for (int i = 0; i < layers.size(); i++) {
      System.out.printf(Locale.ROOT, "%12.2f /%8.2f%10s", median(forward[i]), median(step[i]),
          i == 0 ? "" : Layer.brief(layers.get(i).error(layers.get(0), batch)));
    }
    torch.map(times -> times.milliseconds().get(name))
        .ifPresent(times -> System.out.printf(Locale.ROOT, "%12.2f /%8.2f", times[0], times[1]));
    System.out.println();
  }

  private List<float[][]> batch(int count, int width) {
    Random random = new Random(7);
    List<float[][]> batch = new ArrayList<>();
    for (int e = 0; e < count; e++) {
      float[][] sequence = new float[steps][width];
      for (float[] row : sequence) {
        for (int i = 0; i < width; i++) {
          row[i] = (float) random.nextGaussian();
        }
      }
      batch.add(sequence);
    }
    return batch;
  }

  private static double median(double[] times) {
    return Arrays.stream(times).sorted().toArray()[times.length / 2];
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
