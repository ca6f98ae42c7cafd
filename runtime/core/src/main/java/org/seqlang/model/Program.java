package org.seqlang.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.seqlang.device.DeviceException;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.KernelPlan;
import org.seqlang.kernel.Parallel;
import org.seqlang.kernel.Phases;
import org.seqlang.kernel.RowRange;
import org.seqlang.kernel.StepBlocks;
import org.seqlang.tensor.Packing;
import org.seqlang.tensor.Steps;

/**
 * What generated programs have in common: memory that grows and is kept, and how work is split over threads. A program
 * is used by one thread at a time; a {@link ProgramPool} hands out several.
 */
public abstract class Program {

  /** Scalar operations that are worth a thread. */
  private static final int WORTH_A_THREAD = 16_384;
  /** Scalar operations between two meetings of all threads that are worth a thread. */
  private static final int WORTH_A_MEETING = 12_000;
  /** From so many rows for each thread on, rows share what is read of a weight. */
  private static final int FEW_ROWS = 2;
  /** So many bytes of weights stay in a core's own cache from step to step. */
  private static final long OWN_CACHE = 768 * 1024;

  /** How many examples the batch has. */
  protected int examples;

  /** Decides the random numbers of the run. */
  protected long seed;

  private static final System.Logger LOG = System.getLogger("org.seqlang.device");

  private Optional<DeviceProgram> device = Optional.empty();
  private boolean must;
  private boolean left;
  private Runnable home = () -> { };
  /** How many numbers of each input are in the device's memory alone. */
  private final Map<String, Integer> packed = new HashMap<>();
  /** Those of the batch that comes next. */
  private final Set<String> filled = new HashSet<>();
  /** Inputs of a batch that was given to a device, which failed. */
  private final Map<String, float[]> recalled = new HashMap<>();

  /** For subclasses. */
  protected Program() {}

  /** Puts the program where its parameters' model runs; called once, at the end of construction. */
  protected final void place(Parameters parameters, Function<Parameters, KernelPlan> plan) {
    must = parameters.placement().must();
    home = parameters::bringHome;
    try {
      device = parameters.placement().device().map(chosen -> chosen.load(plan.apply(parameters)));
    } catch (DeviceException e) {
      leave(e);
    }
  }

  /**
   * Does work on the program's device.
   *
   * @return false if the program is on the JVM, or has come back to it because the device failed
   * @throws DeviceException if the device failed and nothing else will do
   */
  protected final boolean onDevice(Consumer<DeviceProgram> work) {
    if (device.isEmpty()) {
      home.run();
      return false;
    }
    try {
      work.accept(device.get());
      return true;
    } catch (DeviceException e) {
      leave(e);
      home.run();
      return false;
    }
  }

  private void leave(DeviceException e) {
    if (must) {
      throw e;
    }
    device.ifPresent(failed -> packed.forEach((memory, count) -> recalled.put(memory, failed.recall(memory, count))));
    packed.clear();
    filled.clear();
    LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; going on with the JVM");
    device.ifPresent(DeviceProgram::close);
    device = Optional.empty();
    left = true;
  }

  /** Whether the last run began on a device that then failed, so that the JVM has to make room and begin again; once. */
  protected final boolean hasLeft() {
    boolean before = left;
    left = false;
    return before;
  }

  /**
   * Packs vectors, one a step, as {@link Packing#floats} does: into the device's memory where the program has a device.
   *
   * @param memory what the input is called there
   * @return {@code reuse}, unchanged, where they are in the device's memory
   * @throws org.seqlang.tensor.InputException if the sequences do not fit
   * @throws DeviceException if the device failed and nothing else will do
   */
  public final float[] pack(String memory, List<float[][]> sequences, Steps steps, int columns, String name, float[] reuse) {
    int count = Math.multiplyExact(steps.rows(), columns);
    boolean there = onDevice(chosen -> {
      Packing.floats(sequences, steps, columns, name, () -> chosen.room(memory, count));
      packed.put(memory, count);
      filled.add(memory);
    });
    return there ? reuse : Packing.floats(sequences, steps, columns, name, reuse);
  }

  /** Copies an input to the device, unless it was packed there. */
  protected final void write(DeviceProgram to, String memory, float[] values, int count) {
    if (!filled.remove(memory)) {
      packed.remove(memory);
      to.write(memory, values, count);
    }
  }

  /** An input that was packed into the memory of a device that has failed since, or else what the program has. */
  protected final float[] recalled(String memory, float[] own) {
    float[] values = recalled.remove(memory);
    return values == null ? own : values;
  }

  /** How many examples the batch at hand has. */
  public final int examples() {
    return examples;
  }

  /** The mean of the first numbers of an array, added up in double precision. */
  public static double mean(float[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  /** One number of each example. */
  public static <E> float[] floats(List<E> batch, ToDoubleFunction<? super E> number) {
    float[] values = new float[batch.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number.applyAsDouble(batch.get(i));
    }
    return values;
  }

  /**
   * An array of at least this length: the old one where it is long enough.
   *
   * @throws IllegalArgumentException if no array can be that long
   */
  protected static float[] grow(float[] old, long length) {
    return old.length >= length ? old : new float[checked(length)];
  }

  /** As {@link #grow(float[], long)}. */
  protected static int[] grow(int[] old, long length) {
    return old.length >= length ? old : new int[checked(length)];
  }

  private static int checked(long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the batch needs an array of " + length + " numbers, more than an array can hold; use a smaller batch");
    }
    return (int) length;
  }

  /** How many rows are worth a thread, where a row costs so many scalar operations. */
  protected static int grain(int work) {
    return Math.max(1, WORTH_A_THREAD / Math.max(1, work));
  }

  /**
   * Cuts the examples, longest first, into one range a thread that take about equally long.
   *
   * @param work scalar operations of a step of an example
   */
  protected static int[] balance(Steps steps, int work) {
    return Division.of(steps, exampleParts(steps, work));
  }

  private static int exampleParts(Steps steps, int work) {
    int parts = (int) Math.min(Parallel.threads(), Math.max(1L, (long) steps.rows() * work / WORTH_A_THREAD));
    return Math.min(parts, steps.examples());
  }

  /**
   * Whether a time loop is worth a thread and would be left to one: so that others that need nothing of it may run beside it.
   *
   * @param work scalar operations of a step of an example
   * @param phases of a step, where columns can be divided; else 0
   */
  protected static boolean isOfOneThread(Steps steps, int work, int phases) {
    return Parallel.threads() > 1 && (long) steps.rows() * work >= WORTH_A_THREAD && exampleParts(steps, work) == 1
        && !dividesColumns(steps, work, phases);
  }

  private static boolean dividesColumns(Steps steps, int work, int phases) {
    return phases > 0 && steps.steps() > 0 && columnParts(steps.active(0), phases, work) > 1
        && (long) steps.rows() * work > 2 * WORTH_A_THREAD;
  }

  /**
   * Runs a time loop. Threads divide the examples, or, where those are too few to keep them busy, the columns of each launch.
   *
   * @param work scalar operations of a step of an example
   * @param phases of a step, where columns are divided
   */
  protected static void loop(Steps steps, int work, RowRange byExamples, int phases, Phases byColumns) {
    if (dividesColumns(steps, work, phases)) {
      Parallel.phases(steps.steps() * phases, columnParts(steps.active(0), phases, work), byColumns);
    } else {
      Parallel.ranges(balance(steps, work), byExamples);
    }
  }

  /**
   * Whether the threads of a time loop compute the products of its inputs themselves, in {@link StepBlocks}: where they divide the
   * examples, which are equally long, and the weights stay in a core's own cache. Else both weights would be fetched again and again; and threads
   * that divide examples of several lengths by the loop's cost do not divide those products equally.
   *
   * @param weights of those products and of the loop's own
   */
  protected static boolean inBlocks(Steps steps, PackedWeight... weights) {
    long bytes = 0;
    for (PackedWeight weight : weights) {
      bytes += (long) Float.BYTES * weight.matrix().rows() * weight.matrix().columns();
    }
    boolean equallyLong = steps.rows() == (long) steps.examples() * steps.steps();
    return equallyLong && steps.examples() >= FEW_ROWS * Parallel.threads() && bytes <= OWN_CACHE;
  }

  /**
   * Among how many threads phases divide the columns; 1 where they had better divide the rows.
   *
   * @param work scalar operations of a row in all phases
   */
  protected static int columnParts(int rows, int phases, int work) {
    int threads = Parallel.threads();
    return rows >= FEW_ROWS * threads ? 1
        : (int) Math.max(1, Math.min(threads, (long) rows * work / phases / WORTH_A_MEETING));
  }

  /**
   * Checks a teacher's ratio.
   *
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  public static void requireRatio(String name, double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException(name + " is a ratio from 0 to 1, not " + ratio);
    }
  }
}
