package org.seqlang.device;

import java.nio.FloatBuffer;
import java.util.List;
import org.seqlang.tensor.Segments;
import org.seqlang.tensor.Steps;

/** A program on a device, with memory of its own; for one thread at a time. */
public interface DeviceProgram extends AutoCloseable {

  /** Makes room for a batch; layouts in the plan's order. */
  void begin(int examples, List<Steps> times, List<Segments> segments, long seed);

  /**
   * Room for the first numbers of memory, to be filled between {@link #begin} and {@link #forward}: what the device reads, or what is
   * copied there. Numbers may be put in any order.
   */
  FloatBuffer room(String memory, int count);

  /** What was put into {@link #room}, even if the device has failed since; a copy. */
  float[] recall(String memory, int count);

  /** Copies the first numbers of an array into memory. */
  void write(String memory, float[] values, int count);

  /** Copies the first numbers of an array into memory. */
  void write(String memory, int[] values, int count);

  /** Runs the calls up to the results. */
  void forward();

  /** Runs the calls behind the gradients of the results, and adds what comes out for parameters to their gradients. */
  void backward();

  /** Copies memory into an array, once all calls before are done. */
  void read(String memory, float[] values, int count);

  /** Copies memory into an array, once all calls before are done. */
  void read(String memory, int[] values, int count);

  /** Releases the memory. */
  @Override
  void close();
}
