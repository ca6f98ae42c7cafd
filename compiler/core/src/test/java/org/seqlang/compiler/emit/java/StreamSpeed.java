package org.seqlang.compiler.emit.java;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.seqlang.stream.StreamState;

/**
 * What a step of a stream costs: alone, together with others, and beside reading the last elements again as a whole. No
 * test: run as {@link LengthSpeed} is.
 */
final class StreamSpeed {

  private static final String MODEL = """
      package speed
      import seq.nn.*

      model Listener(vocab: int, hidden: int) {
        embedding = Embedding(vocab, hidden)
        encoder   = LSTM(hidden, hidden)
        output    = Linear(hidden, vocab)
        entry next(text: index<vocab>[T]) -> float[vocab] = output(encoder(embedding(text)).last)
      }
      """;
  private static final int VOCAB = 100;
  private static final int WINDOW = 50;

  private final StreamedModel stream;
  private final CompiledModel model;
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private StreamSpeed(int hidden) {
    model = CompiledModel.create(MODEL, "speed.Listener", VOCAB, hidden);
    stream = new StreamedModel(model, "next");
  }

  public static void main(String[] arguments) {
    for (int hidden : new int[] {64, 256}) {
      new StreamSpeed(hidden).run(hidden);
    }
  }

  private void run(int hidden) {
    int[] window = new int[WINDOW];
    StreamState start = stream.start();
    System.out.printf(Locale.ROOT, "LSTM %d, %d symbols%n", hidden, VOCAB);
    row("one stream", 1, () -> stream.step(start, 3).state().steps());
    for (int streams : new int[] {8, 64}) {
      List<StreamState> states = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        states.add(start);
      }
      int[] elements = new int[streams];
      Arrays.fill(elements, 3);
      row(streams + " together", streams, () -> stream.step(states, elements).size());
    }
    row("the last " + WINDOW + " again", 1, () -> ((float[]) model.call("next", (Object) window)).length);
  }

  /** The best of many runs, for each stream. */
  private void row(String what, int streams, LongSupplier work) {
    double best = Double.MAX_VALUE;
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < 4000; i++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long from = System.nanoTime();
      work.getAsLong();
      best = Math.min(best, (System.nanoTime() - from) * 1e-3);
      bytes = Math.min(bytes, threads.getCurrentThreadAllocatedBytes() - allocated);
    }
    System.out.printf(Locale.ROOT, "  %-20s %9.2f us %9d bytes%n", what, best / streams, bytes / streams);
  }
}
