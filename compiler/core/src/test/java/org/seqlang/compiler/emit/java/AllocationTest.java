package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seqlang.kernel.Kernels;
import org.seqlang.model.Objective;
import org.seqlang.optim.Adam;
import org.seqlang.optim.Clipping;
import org.seqlang.optim.OptimizerState;

/** What a step takes from the heap once its memory is there: the layout of the batch, and what is handed to the caller. */
class AllocationTest {

  private static final String MODEL = """
      package allocation
      import seq.nn.*

      model Reader(input: int, hidden: int) {
        encoder = LSTM(input, hidden, layers = 2, bidirectional = true, dropout = 0.2)
        head = Linear(2*hidden, 1)
        objective train(xs: float[T, input], ys: float[1]) = sum(square(head(encoder(xs).last) - ys))
      }
      """;
  private static final int EXAMPLES = 16;
  private static final int STEPS = 40;
  private static final int INPUT = 24;

  /** The tables of a batch's layout: two numbers a row, a few an example and a step. */
  private static final long LAYOUT = 4L * (2 * EXAMPLES * STEPS + 4 * EXAMPLES + 2 * STEPS);
  /** Objects that know arrays, lists of the batch, arrays' headers. */
  private static final long SMALL = 8 << 10;

  /** The Vector API's numbers are objects until the JVM has compiled what works on them; plain loops never have any. */
  @BeforeAll
  static void plainLoops() {
    assumeTrue(Kernels.description().startsWith("plain"), Kernels.description());
  }

  @Test
  void aTrainingStepTakesWhatItsBatchIsLaidOutIn() {
    CompiledModel model = CompiledModel.create(MODEL, "allocation.Reader", INPUT, 32);
    Objective<Object> objective = model.objective("train");
    OptimizerState optimizer = Adam.rate(1e-3).start(model.parameters());
    List<Object> batch = batch(model);
    Runnable step = () -> {
      model.parameters().zeroGradients();
      objective.train(batch, 1);
      Clipping.byNorm(model.parameters(), 1.0);
      optimizer.step();
    };
    long taken = taken(step);
    assertTrue(taken <= 2 * LAYOUT + SMALL, taken + " bytes a step, where the layout needs " + LAYOUT);
  }

  private static List<Object> batch(CompiledModel model) {
    List<Object> batch = new ArrayList<>();
    for (int e = 0; e < EXAMPLES; e++) {
      float[][] xs = new float[STEPS - e][INPUT];
      for (float[] x : xs) {
        Arrays.fill(x, 0.01f * e);
      }
      batch.add(model.example("train", (Object) xs, new float[] {0.1f}));
    }
    return batch;
  }

  /** Bytes a run of all threads, once memory has grown. */
  private static long taken(Runnable step) {
    for (int i = 0; i < 5; i++) {
      step.run();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = allocated();
      step.run();
      least = Math.min(least, allocated() - before);
    }
    return least;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).filter(bytes -> bytes > 0).sum();
  }
}
