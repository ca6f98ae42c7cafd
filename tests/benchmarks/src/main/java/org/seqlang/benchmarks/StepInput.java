package org.seqlang.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** A stream's input as libraries want it: native memory for one step of all sequences, {@code [batch][hidden]}. */
public final class StepInput {

  private final List<float[][]> sequences;
  private final int steps;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private int next;

  /** Stands before the first step. */
  public StepInput(Workload workload) {
    this.sequences = workload.input();
    this.steps = workload.steps();
    this.bytes = ByteBuffer.allocateDirect(Float.BYTES * workload.batch() * workload.hidden()).order(ByteOrder.nativeOrder());
    this.floats = bytes.asFloatBuffer();
  }

  /** Always the same memory. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** As {@link #bytes}. */
  public FloatBuffer floats() {
    return floats.duplicate();
  }

  /** Takes in the caller's arrays of the next step; behind the last step comes the first. Gives whether it is the first: streams begin. */
  public boolean bring() {
    int step = next;
    next = (next + 1) % steps;
    floats.clear();
    for (float[][] sequence : sequences) {
      floats.put(sequence[step]);
    }
    return step == 0;
  }
}
