package org.seqlang.compiler.emit.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqlang.model.Objective;

/**
 * Shows that the cost follows the valid steps: a batch of lengths 5 to 50 in random order beside the same batch with every
 * example 50 steps long, trained and served. A program that pads would take as long for both. No test: run
 *
 * <pre>
 * mvn -q -pl compiler/core -am test-compile
 * mvn -q -pl compiler/core dependency:build-classpath -Dmdep.outputFile=/tmp/classpath -Dmdep.includeScope=test
 * java --add-modules jdk.incubator.vector -cp "compiler/core/target/test-classes:$(cat /tmp/classpath)" \
 *     org.seqlang.compiler.emit.java.LengthSpeed
 * </pre>
 */
final class LengthSpeed {

  private static final String MODEL = """
      package speed
      import seq.nn.*

      model Classifier(vocab: int, embed: int, hidden: int, classes: int) {
        embedding = Embedding(vocab, embed)
        encoder   = LSTM(embed, hidden, bidirectional = true)
        output    = Linear(2*hidden, classes)
        def scores(text: index<vocab>[T]) -> float[classes] = output(encoder(embedding(text)).last)
        objective train(text: index<vocab>[T], label: index<classes>) = cross_entropy(scores(text), label)
        entry predict(text: index<vocab>[T]) -> float[classes] = softmax(scores(text))
      }
      """;
  private static final int VOCAB = 1000;
  private static final int BATCH = 64;
  private static final int LONGEST = 50;
  private static final int REPEATS = 60;

  private final CompiledModel model = CompiledModel.create(MODEL, "speed.Classifier", VOCAB, 100, 128, 2);
  private final Random random = new Random(1);

  private LengthSpeed() {}

  public static void main(String[] arguments) {
    new LengthSpeed().run();
  }

  private void run() {
    List<int[]> mixed = texts(IntStream.range(0, BATCH).map(i -> 5 + random.nextInt(LONGEST - 4)).toArray());
    List<int[]> full = texts(IntStream.generate(() -> LONGEST).limit(BATCH).toArray());
    double share = steps(mixed) / (double) steps(full);
    System.out.printf(Locale.ROOT, "%d examples, LSTM 100 to 128 in both directions%n%n", BATCH);
    System.out.printf(Locale.ROOT, "%-8s %14s %14s %8s%n", "", "lengths 5..50", "all 50", "ratio");
    System.out.printf(Locale.ROOT, "%-8s %14d %14d %8.2f%n", "steps", steps(mixed), steps(full), share);
    row("train", () -> train(mixed), () -> train(full));
    row("predict", () -> model.call("predict", mixed), () -> model.call("predict", full));
  }

  /** Both in turns, so that a busy machine slows none in particular; the best run of each counts. */
  private static void row(String what, Runnable mixed, Runnable full) {
    double first = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      first = Math.min(first, milliseconds(mixed));
      second = Math.min(second, milliseconds(full));
    }
    System.out.printf(Locale.ROOT, "%-8s %11.2f ms %11.2f ms %8.2f%n", what, first, second, first / second);
  }

  private List<int[]> texts(int[] lengths) {
    return Arrays.stream(lengths).mapToObj(length -> random.ints(length, 0, VOCAB).toArray()).toList();
  }

  private static int steps(List<int[]> texts) {
    return texts.stream().mapToInt(text -> text.length).sum();
  }

  private void train(List<int[]> texts) {
    Objective<Object> objective = model.objective("train");
    List<Object> batch = new ArrayList<>();
    texts.forEach(text -> batch.add(model.example("train", text, 1)));
    model.parameters().zeroGradients();
    objective.train(batch, 1);
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-6;
  }
}
