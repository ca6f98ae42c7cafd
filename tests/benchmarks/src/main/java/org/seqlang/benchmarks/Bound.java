package org.seqlang.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.seqlang.device.Placement;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A cell beside the bound that its own matrix products and memory traffic set, both measured in turns. */
@Command(name = "cell", description = "A layer of any cell beside its roofline.", mixinStandardHelpOptions = true)
public final class Bound implements Callable<Integer> {

  @Option(names = "--hidden", defaultValue = "256", description = "Units; inputs are as wide. Default: ${DEFAULT-VALUE}")
  private int hidden;

  @Option(names = "--batch", defaultValue = "32", description = "Sequences. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(names = "--steps", defaultValue = "50", description = "Steps of each sequence. Default: ${DEFAULT-VALUE}")
  private int steps;

  @Option(names = "--rounds", defaultValue = "10", description = "Turns. Default: ${DEFAULT-VALUE}")
  private int rounds;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bound()).execute(arguments));
  }

  @Override
  public Integer call() {
    OwnLayer own = ServiceLoader.load(OwnLayer.class).findFirst().orElseThrow(() -> new IllegalStateException("no cell: run tests/benchmarks/cell"));
    Layer layer = own.layer(hidden, Placement.JVM);
    List<float[][]> input = new Workload(Cell.RNN, hidden, batch, steps).input();
    Runnable forward = () -> layer.forward().apply(input);
    Runnable train = () -> layer.step(input);
    Worker.times(forward, 2000);
    Worker.times(train, 2000);
    Peak.arithmetic(1500);
    Peak.bandwidth(500);
    Timing forwards = new Timing();
    Timing trains = new Timing();
    double peak = 0;
    double bandwidth = 0;
    for (int round = 0; round < rounds; round++) {
      forwards.add(new Timing.Round(0, Worker.times(forward, 100)));
      trains.add(new Timing.Round(0, Worker.times(train, 100)));
      peak = Math.max(peak, Peak.arithmetic(80));
      bandwidth = Math.max(bandwidth, Peak.bandwidth(80));
    }
    System.out.printf(Locale.ROOT, "%s; FMA peak %.0f GFLOP/s, reads %.1f GB/s%n%n", Machine.description(), peak, bandwidth);
    System.out.printf("| H %d, B %d, T %d | ms | GFLOP of products | MB at least | bound, ms | bound / time |%n|---|---:|---:|---:|---:|---:|%n",
        hidden, batch, steps);
    double operations = 2.0 * steps * batch * OwnLayer.matrixElements(layer);
    double bytes = OwnLayer.bytes(layer, hidden, input);
    line("forward", forwards.best(), operations, bytes, peak, bandwidth);
    line("training step", trains.best(), 3 * operations, 3 * bytes, peak, bandwidth);
    return 0;
  }

  private static void line(String pass, double time, double operations, double bytes, double peak, double bandwidth) {
    double bound = Math.max(operations / peak, bytes / bandwidth) / 1e6;
    System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.1f | %.2f, %s | %.2f |%n", pass, time, operations / 1e9, bytes / 1e6, bound,
        operations / peak > bytes / bandwidth ? "arithmetic" : "memory", bound / time);
  }
}
