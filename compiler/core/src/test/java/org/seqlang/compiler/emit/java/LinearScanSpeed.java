package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.seqlang.model.Objective;

/**
 * Time of a linear recurrence against the length of its sequences, as a chunked scan and step by step: a minGRU, and the same one whose
 * previous state goes through {@code maximum(h[t-1], -1e30)}, which changes no number but is not linear. No test: run
 *
 * <pre>
 * mvn -q -pl compiler/core -am test-compile
 * mvn -q -pl compiler/core dependency:build-classpath -Dmdep.outputFile=/tmp/classpath -Dmdep.includeScope=test
 * java -Xmx6g --add-modules jdk.incubator.vector -cp "compiler/core/target/test-classes:$(cat /tmp/classpath)" \
 *     org.seqlang.compiler.emit.java.LinearScanSpeed 64 1 1024 4096 16384 65536
 * </pre>
 *
 * with the width, the examples, and the lengths. The best of some passes counts, both forms in turns.
 */
final class LinearScanSpeed {

  private static final String MODEL = """
      package speed

      cell MinGRU(input, hidden) {
        param weight: float[2*hidden, input] ~ uniform(1/sqrt(input))
        in    x: float[input]
        state h: float[hidden] = 0
        zx, n = split(weight @ x[t], 2)
        z = sigmoid(zx)
        h[t] = (1 - z) * PREVIOUS + z * n
        out h
      }

      model Layer(input: int, hidden: int) {
        net = MinGRU(input, hidden)
        def last(x: float[T, input]) -> float[hidden] = net(x).last
        objective train(x: float[T, input]) = sum(last(x) * last(x))
        entry predict(x: float[T, input]) -> float[hidden] = last(x)
      }
      """;

  /** Long enough for the JVM's compiler, short enough for a table. */
  private static final double SECONDS = 3;

  private LinearScanSpeed() {}

  public static void main(String[] arguments) {
    int hidden = Integer.parseInt(arguments[0]);
    int examples = Integer.parseInt(arguments[1]);
    CompiledModel scan = model("h[t-1]", hidden);
    CompiledModel loop = model("maximum(h[t-1], -1e30)", hidden);
    System.out.printf(Locale.ROOT, "| H | B | T | forward, scan | step by step | ratio | training, scan | step by step | ratio |%n");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (int i = 2; i < arguments.length; i++) {
      int steps = Integer.parseInt(arguments[i]);
      List<float[][]> batch = batch(hidden, examples, steps);
      String forward = pair(() -> scan.call("predict", batch), () -> loop.call("predict", batch));
      String training = pair(() -> train(scan, batch), () -> train(loop, batch));
      System.out.printf(Locale.ROOT, "| %d | %d | %d | %s | %s |%n", hidden, examples, steps, forward, training);
    }
  }

  private static CompiledModel model(String previous, int hidden) {
    return CompiledModel.create(MODEL.replace("PREVIOUS", previous), "speed.Layer", hidden, hidden);
  }

  private static List<float[][]> batch(int hidden, int examples, int steps) {
    Random random = new Random(1);
    List<float[][]> batch = new ArrayList<>();
    for (int e = 0; e < examples; e++) {
      float[][] x = new float[steps][hidden];
      for (float[] row : x) {
        for (int c = 0; c < hidden; c++) {
          row[c] = random.nextFloat() - 0.5f;
        }
      }
      batch.add(x);
    }
    return batch;
  }

  private static void train(CompiledModel model, List<float[][]> batch) {
    Objective<Object> objective = model.objective("train");
    List<Object> examples = new ArrayList<>();
    batch.forEach(x -> examples.add(model.example("train", (Object) x)));
    model.parameters().zeroGradients();
    objective.train(examples, 1);
  }

  /** Both in turns, so that a busy machine slows none in particular. */
  private static String pair(Runnable scan, Runnable loop) {
    double first = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    for (int pass = 0; pass < 3 || System.nanoTime() < end; pass++) {
      first = Math.min(first, milliseconds(scan));
      second = Math.min(second, milliseconds(loop));
    }
    return String.format(Locale.ROOT, "%.2f ms | %.2f ms | %.2f", first, second, second / first);
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }
}
